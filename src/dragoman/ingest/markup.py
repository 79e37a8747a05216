"""Turns HTML markup into paragraphs, where no main text is to be told from menus: fragments and old pages."""

from __future__ import annotations

from html import unescape
from typing import Any

__all__ = ["main_paragraphs", "text_of_fragment"]

_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "td",
        "table",
        "blockquote",
        "article",
        "section",
        "figure",
        "figcaption",
        "center",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT = frozenset(
    {"script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "head"}
)
_LONG = 60
_DEEPEST = 200


def text_of_fragment(markup: str) -> str:
    """Return the text of a piece of HTML such as feeds hold, paragraphs parted by blank lines."""
    if "<" not in markup:
        return unescape(markup).strip()
    root = _tree(f"<html><body><div>{markup}</div></body></html>")
    body = root.find("body") if root is not None else None
    if body is None:
        return ""
    return "\n\n".join(_paragraphs_of(body))


def _tree(page: bytes | str) -> Any:
    """Return the tree of a page, None if it cannot be taken apart."""
    import trafilatura

    return trafilatura.load_html(page)


def main_paragraphs(page: bytes | str) -> list[str]:
    """Return the paragraphs of that part of a page whose own paragraphs are the longest together."""
    root = _tree(page)
    if root is None:
        return []
    lengths: dict[Any, int] = {}
    for paragraph in root.iter("p"):
        parent, length = paragraph.getparent(), len(paragraph.text_content().strip())
        if parent is not None and length > _LONG:
            lengths[parent] = lengths.get(parent, 0) + length
    best = max(lengths, key=lambda element: lengths[element], default=root.find("body"))
    return _paragraphs_of(best) if best is not None else []


def _paragraphs_of(element: Any) -> list[str]:
    pieces: list[str] = []
    _collect(element, pieces, 0)
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split("\f"))
    return [paragraph for paragraph in paragraphs if paragraph.strip("# ")]


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    """Add the words of an element to `pieces`, with a form feed where a paragraph begins or ends."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag and tag not in _LEFT_OUT and depth < _DEEPEST:
        edge = "\f" if tag in _BLOCKS or tag == "br" else ""
        mark = "## " if tag in _HEADINGS else ""
        pieces += (edge, mark, element.text or "")
        for child in element:
            _collect(child, pieces, depth + 1)
        pieces.append(edge)
    if depth:
        pieces.append(element.tail or "")
