"""Writes docs/reference.md and docs/codebook.md from the program itself: `python tools/build_docs.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from dragoman.cli import app
from dragoman.codebook import CategoryEntry, load_codebook
from dragoman.export.rows import MEANINGS, ROWS

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by tools/build_docs.py; change the program, not this page. -->"


def reference() -> str:
    """Return the page of all commands and export columns."""
    lines = ["# Reference", "", MADE, "", "## Commands", ""]
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        context = typer.Context(
            command, info_name=f"dragoman {name}", max_content_width=100, terminal_width=100
        )
        lines += [f"### dragoman {name}", "", "```", command.get_help(context).rstrip(), "```", ""]
    lines += [
        "## Export columns",
        "",
        "One row a line; in CSV, lists are joined by `; ` and parties have columns of their own.",
        "",
    ]
    for what in ROWS:
        lines += [f"### {what}", "", "| column | meaning |", "|---|---|"]
        lines += [f"| `{column}` | {meaning} |" for column, meaning in MEANINGS[what].items()]
        lines.append("")
    return "\n".join(lines)


def codebook() -> str:
    """Return the page of all categories."""
    lines = [
        "# Codebook",
        "",
        MADE,
        "",
        "The categories, modes, quad classes and scores are PLOVER's; definitions and examples are our own.",
        "How to write patterns of your own: [codebook-format.md](codebook-format.md).",
        "",
        "`status` is one of happened, ongoing, planned (announced or scheduled by those who will do it), proposed",
        "(asked, suggested or offered to others, not yet agreed), denied (the text has somebody deny it),",
        "not_happened (the text says that it did not take place), hypothetical (if, could, might).",
        "",
    ]
    for entry in load_codebook().categories.values():
        lines += _category(entry)
    return "\n".join(lines)


def _category(entry: CategoryEntry) -> Iterator[str]:
    yield from (f"## {entry.code}", "", entry.definition.strip(), "")
    yield f"Quad class {entry.quad}, intensity {entry.intensity:g}."
    yield from ("", "Not this:", "") if entry.not_this else ()
    yield from (f"- {line}" for line in entry.not_this)
    if entry.mode:
        yield from ("", "| mode | intensity | meaning |", "|---|---|---|")
        for mode in entry.mode:
            score = "–" if mode.intensity is None else f"{mode.intensity:g}"
            yield f"| {mode.code} | {score} | {' '.join(mode.definition.split())} |"
    yield from ("", "Examples:", "")
    for example in entry.example:
        told = "; ".join(f"`{line}`" for line in example.expect) or "no event"
        yield f"- {example.text} → {told}"
    yield ""


PAGES = {"reference.md": reference, "codebook.md": codebook}

if __name__ == "__main__":
    for page, made in PAGES.items():
        (DOCS / page).write_text(made(), encoding="utf-8")
    sys.stdout.write(f"Wrote {', '.join(PAGES)}.\n")
