"""Finds where things took place: known places after a locative preposition, with the place above them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.knowledge import FormKind, KnownKind
from dragoman.codebook.lexicon import Lexicon
from dragoman.extract.names import Hit, Names
from dragoman.extract.tree import ancestors, path_between
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import PlaceMention

__all__ = ["find_places", "place_of"]

REACH = 8
APART = 3
PLACE_FORMS = (FormKind.NAME, FormKind.CAPITAL)
PLACE_KINDS = (KnownKind.COUNTRY, KnownKind.PLACE, KnownKind.REGION)


def find_places(parsed: ParsedReport, names: Names, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Return the places that stand after a locative preposition, in text order."""
    found: list[PlaceMention] = []
    for i in sorted({hit.first for hit in names.hits.values()}):
        hit = names.hits[i]
        form = next((f for f in hit.forms if f.known.kind in PLACE_KINDS and f.kind in PLACE_FORMS), None)
        if form is None or not _located(parsed.tokens, hit, lexicon):
            continue
        first, last = parsed.tokens[hit.first], parsed.tokens[hit.last]
        found.append(
            PlaceMention(
                id=len(found),
                start=first.start,
                end=last.end,
                text=" ".join(parsed.report.text[first.start : last.end].split()),
                known=form.known.id,
                sentence=first.sentence,
                within=form.kind,
            )
        )
    return tuple(found)


def _located(tokens: Sequence[Token], hit: Hit, lexicon: Lexicon) -> bool:
    """Whether the name is the object of a locative preposition, or stands after a comma behind such a name."""
    head = next(
        (i for i in range(hit.first, hit.last + 1) if tokens[i].head not in range(hit.first, hit.last + 1)),
        hit.first,
    )
    for a in [head, *ancestors(tokens, head)][:3]:
        token = tokens[a]
        above = tokens[token.head]
        if token.dep == "pobj" and lexicon.is_a(above.lower, "locative"):
            return True
        if token.dep not in ("appos", "compound", "conj", "npadvmod", "nmod", "poss"):
            return False
    return False


def place_of(
    parsed: ParsedReport, places: Sequence[PlaceMention], at: int, taken: Sequence[tuple[int, int]]
) -> PlaceMention | None:
    """Return the place of the event at token `at`: the nearest by grammar, before or above it in its clause."""
    tokens = parsed.tokens
    sentence = tokens[at].sentence
    best: tuple[int, int, PlaceMention] | None = None
    for place in places:
        if place.sentence != sentence or (place.start, place.end) in taken:
            continue
        token = next(
            (
                t
                for t in tokens[parsed.sentences[sentence].first : parsed.sentences[sentence].last]
                if t.start == place.start
            ),
            None,
        )
        if token is None:
            continue
        steps = _steps(tokens, token.i, at)
        key = (steps, abs(token.i - at), place)
        if steps <= REACH and (best is None or key[:2] < best[:2]):
            best = key
    return best[2] if best else None


def _steps(tokens: Sequence[Token], place: int, trigger: int) -> int:
    path = path_between(tokens, place, trigger)
    if path is None:
        return REACH + 1
    climbed, fallen = path
    apart = sum(APART for k in climbed if tokens[k].dep in ("relcl", "acl", "ccomp", "advcl", "parataxis"))
    return len(climbed) + len(fallen) + apart
