"""What the patterns say passes between two given parties of one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.guides import Guides
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.patterns import PhrasePattern
from dragoman.extract.candidates import Candidate
from dragoman.extract.lemmas import mend_lemmas
from dragoman.extract.matcher import Matcher
from dragoman.extract.mentions import Mentions
from dragoman.extract.names import Names
from dragoman.extract.status import status_of
from dragoman.extract.triggers import find_triggers
from dragoman.model.codes import Category, Status
from dragoman.model.parsed import ParsedReport
from dragoman.model.reading import ActorMention, MentionKind

__all__ = ["PairEvent", "pair_events", "tokens_of"]

FIRST, SECOND = 0, 1
PLAIN, SIDE, EARLIER = 1.0, 1.0, 0.002
CROSSED = {True: 0.3, False: -0.3}  # the parties on each other's sides, for equals and for others


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEvent:
    """An event of the sentence, and how well the given parties fit its actor and recipient."""

    category: Category
    status: Status
    fit: float


def tokens_of(parsed: ParsedReport, start: int, end: int) -> list[int]:
    """Return the tokens that overlap the offsets `[start, end)` of the stored text."""
    return [t.i for t in parsed.tokens if t.start < end and t.end > start]


def pair_events(
    parsed: ParsedReport,
    parties: tuple[Sequence[int], Sequence[int]],
    guides: Guides,
) -> list[PairEvent]:
    """Return the events that the patterns find; `parties` are the tokens of the one who acts and the other."""
    mend_lemmas(parsed)
    at = {token: side for side in (SECOND, FIRST) for token in parties[side]}
    mentions = Mentions((_mention(parsed, FIRST, parties), _mention(parsed, SECOND, parties)), at)
    found = find_triggers(Matcher(parsed, Names(), mentions, guides, strict=False))
    return [_event(parsed, candidate, guides.lexicon) for candidate in found]


def _mention(parsed: ParsedReport, side: int, parties: tuple[Sequence[int], Sequence[int]]) -> ActorMention:
    inside = [parsed.tokens[t] for t in parties[side]] or list(parsed.tokens[:1])
    text = parsed.report.quote(inside[0].start, inside[-1].end)
    return ActorMention(
        id=side,
        start=inside[0].start,
        end=inside[-1].end,
        text=text,
        kind=MentionKind.NAME,
        head=inside[-1].lemma,
        sentence=inside[0].sentence,
        name=text,
    )


def _event(parsed: ParsedReport, candidate: Candidate, lexicon: Lexicon) -> PairEvent:
    fit = PLAIN - EARLIER * candidate.at
    fit += SIDE * (FIRST in candidate.actors) + SIDE * (SECOND in candidate.recipients)
    if SECOND in candidate.actors or FIRST in candidate.recipients:
        fit += CROSSED[bool(getattr(candidate.pattern, "reciprocal", False))]
    status = candidate.pattern.status or Status.HAPPENED
    if not isinstance(candidate.pattern, PhrasePattern):
        told, _ = status_of(parsed.tokens, candidate.at, lexicon, nominal=candidate.nominal)
        status = told if told is not Status.HAPPENED else status
    return PairEvent(category=candidate.entry.code, status=status, fit=fit)
