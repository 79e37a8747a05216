"""Finds the known names and titles in a report's tokens: states, bodies, groups, media, places, offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codebook.knowledge import Form, FormKind, Knowledge, KnownKind, Title, plain_words
from dragoman.model.parsed import ParsedReport, Token

__all__ = ["Hit", "Names", "TitleHit", "find_names"]

ARTICLE = "the"
LARGE = 100_000  # a town of so many is known without "in" before it


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name on tokens `first` to `last`; `forms` are its readings, likeliest first."""

    first: int
    last: int
    forms: tuple[Form, ...]

    @property
    def best(self) -> Form:
        """The likeliest reading."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A title on tokens `first` to `last`."""

    first: int
    last: int
    title: Title


@dataclass(frozen=True, slots=True)
class Names:
    """All hits of a report, by each token that they cover."""

    hits: dict[int, Hit] = field(default_factory=dict)
    titles: dict[int, TitleHit] = field(default_factory=dict)


def find_names(parsed: ParsedReport, knowledge: Knowledge) -> Names:
    """Return the known names and titles of a report; of overlapping ones the longest that begins first."""
    words: list[str] = []
    owner: list[int] = []
    for token in parsed.tokens:
        for word in plain_words(token.text):
            words.append(word)
            owner.append(token.i)
    names = Names()
    at_hit = at_title = 0
    for k in range(len(words)):
        begins = k == 0 or owner[k - 1] != owner[k]
        if not begins:
            continue
        if k >= at_title:
            title = knowledge.title(words, k)
            if title is not None and _ends_token(owner, k + len(title.words)):
                found = TitleHit(owner[k], owner[k + len(title.words) - 1], title)
                names.titles.update(dict.fromkeys(range(found.first, found.last + 1), found))
                at_title = k + len(title.words)
        if k >= at_hit and _may_begin_name(parsed.tokens[owner[k]]):
            hit = _hit(parsed.tokens, knowledge, words, owner, k)
            if hit is not None:
                names.hits.update(dict.fromkeys(range(hit.first, hit.last + 1), hit))
                at_hit = k + len(hit.best.words)
    return names


def _ends_token(owner: Sequence[int], k: int) -> bool:
    """Whether word `k` begins a new token, so that what came before ends one."""
    return k >= len(owner) or owner[k - 1] != owner[k]


def _joined(tokens: Sequence[Token], owner: Sequence[int], k: int) -> bool:
    """Whether word `k` is the lower-case rest of a token after a hyphen ("U.S.-led", "Iran-backed")."""
    head, hyphen, rest = tokens[owner[k - 1]].text.rpartition("-")
    return bool(hyphen) and head[:1].isupper() and rest.islower()


def _may_begin_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit() or any(c.isupper() for c in token.text[:3])


def _hit(
    tokens: Sequence[Token], knowledge: Knowledge, words: Sequence[str], owner: Sequence[int], k: int
) -> Hit | None:
    forms = knowledge.longest(words, k)
    while forms:
        size = len(forms[0].words)
        first, last = owner[k], owner[k + size - 1]
        fitting = tuple(f for f in forms if _fits(tokens, f, first, last))
        if fitting and (_ends_token(owner, k + size) or _joined(tokens, owner, k + size)):
            return Hit(first, last, fitting)
        forms = _shorter(knowledge, words, k, size)
    return None


def _shorter(knowledge: Knowledge, words: Sequence[str], k: int, size: int) -> tuple[Form, ...]:
    """Return the longest forms at `k` that are shorter than `size` words."""
    found: list[Form] = []
    for form in knowledge.forms.get(words[k], ()):
        if len(form.words) >= size or (found and len(form.words) < len(found[0].words)):
            continue
        if tuple(words[k : k + len(form.words)]) == form.words:
            found.append(form)
    return tuple(found)


def _fits(tokens: Sequence[Token], form: Form, first: int, last: int) -> bool:
    """Whether the letters and the parser's labels allow the reading."""
    token = tokens[first]
    if form.kind is not FormKind.NAME and any(t.pos == "PUNCT" and t.text != "-" for t in tokens[first:last]):
        return False
    if (
        form.upper
        and first == last
        and not token.text.rpartition("-")[0 if "-" in token.text else 2].replace(".", "").isupper()
    ):
        return False
    before = tokens[first - 1] if first and tokens[first - 1].sentence == token.sentence else None
    located = before is not None and before.tag == "IN" and token.pos == "PROPN"
    if form.words[0] == ARTICLE and last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN":
        return False
    if form.known.kind is KnownKind.PLACE and first == last:
        return located or (form.known.population >= LARGE and not _within_name(tokens, first))
    return True


def _within_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word of a name stands next to the one at `i`."""
    return any(tokens[k].pos == "PROPN" for k in (i - 1, i + 1) if 0 <= k < len(tokens))
