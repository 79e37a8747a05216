"""The event candidates of a report by its patterns, without what others cover or absorb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.extract.candidates import Candidate
from dragoman.extract.matcher import Matcher
from dragoman.model.codes import Category
from dragoman.model.parsed import Token

__all__ = ["find_triggers"]

COMPLEMENT = ("xcomp", "ccomp", "conj", "pcomp", "prep", "pobj", "dobj", "nsubjpass", "agent")


def find_triggers(matcher: Matcher) -> list[Candidate]:
    """Return the event candidates of a report in text order, at most one for each word."""
    best: dict[int, Candidate] = {}
    for token in matcher.tokens:
        for candidate in matcher.candidates(token):
            held = best.get(candidate.at)
            if held is None or candidate.rank > held.rank:
                best[candidate.at] = candidate
    found = _without_overlaps(best)
    return _without_absorbed(matcher.tokens, found) if matcher.strict else found


def _without_overlaps(best: dict[int, Candidate]) -> list[Candidate]:
    """Drop a candidate whose word stands inside another's trigger."""
    covered = {t: c for c in best.values() for t in c.tokens if t != c.at}
    return [
        best[at]
        for at in sorted(best)
        if at not in covered or covered[at].rank < best[at].rank or _of_another(best[at], covered[at])
    ]


def _of_another(inner: Candidate, outer: Candidate) -> bool:
    """Whether a noun within another trigger tells somebody else's act: "dispersed a rally of students"."""
    foreign = inner.nominal and inner.entry.code != outer.entry.code and inner.actors
    return bool(foreign) and not set(inner.actors) & set(outer.actors)


def _without_absorbed(tokens: Sequence[Token], candidates: list[Candidate]) -> list[Candidate]:
    """Drop what is only asked, threatened or refused by another candidate of the clause above it."""
    absorbing = {c.at: c for c in candidates if _absorbs(c)}
    kept = []
    for candidate in candidates:
        above = _absorber(tokens, candidate.at, absorbing)
        if above is None:
            kept.append(candidate)
        elif above.entry.code is Category.REJECT and _of_another(candidate, above):
            kept.append(_answered(candidate, above))
    return kept


def _answered(candidate: Candidate, refusal: Candidate) -> Candidate:
    """Return a demand or offer with the one who refuses it as its recipient, if it names none."""
    if candidate.recipients or not candidate.entry.absorbs:
        return candidate
    return replace(candidate, recipients=refusal.actors)


def _absorbs(candidate: Candidate) -> bool:
    own = getattr(candidate.pattern, "absorbs", None)
    return candidate.entry.absorbs if own is None else bool(own)


def _absorber(tokens: Sequence[Token], at: int, absorbing: Mapping[int, Candidate]) -> Candidate | None:
    """Return the candidate that governs a word as what is asked, threatened or refused; a noun does by an
    infinitive, "of" or "for" ("the demand for his resignation")."""
    for _ in range(6):
        token = tokens[at]
        above = absorbing.get(token.head)
        nominal = above is not None and above.nominal
        if token.head == at or (token.dep not in COMPLEMENT and not (nominal and token.dep == "acl")):
            return None
        if above is not None and token.dep == "conj":
            return None
        if above is not None and (not nominal or token.dep == "acl" or token.lower in ("of", "for")):
            return above
        at = token.head
    return None
