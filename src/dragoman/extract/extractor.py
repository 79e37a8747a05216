"""The stage as one object: loads nothing, keeps nothing between reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.guides import Guides
from dragoman.extract.attribution import find_speech
from dragoman.extract.candidates import Candidate
from dragoman.extract.claims import find_claims
from dragoman.extract.events import Scene, event_mention
from dragoman.extract.judge import Judges
from dragoman.extract.lemmas import mend_lemmas
from dragoman.extract.matcher import Matcher
from dragoman.extract.mentions import find_mentions
from dragoman.extract.names import find_names
from dragoman.extract.places import find_places
from dragoman.extract.roles import find_roles
from dragoman.extract.times import find_times
from dragoman.extract.triggers import find_triggers
from dragoman.extract.weigh import Weigher
from dragoman.model.parsed import ParsedReport
from dragoman.model.ports import Tagging
from dragoman.model.reading import Reading, SentenceSpan

__all__ = ["Extractor", "Prepared"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report before its events are settled."""

    scene: Scene
    matcher: Matcher
    candidates: Sequence[Candidate]


class Extractor:
    """Reads events, claims and roles out of parsed reports by codebook, knowledge and lexicon.

    Args:
        judges: weigh the patterns' events and the model's, where a report comes with the model's tagging.
        patterns: whether the codebook's patterns propose events.
    """

    def __init__(self, guides: Guides, *, judges: Judges | None = None, patterns: bool = True) -> None:
        self._guides = guides
        self._patterns = patterns
        self._judges = judges

    def prepare(self, parsed: ParsedReport) -> Prepared:
        """Return what is found in a report before its events, and what the patterns propose."""
        mend_lemmas(parsed)
        names = find_names(parsed, self._guides.knowledge)
        mentions = find_mentions(parsed, names, self._guides.knowledge, self._guides.lexicon)
        scene = Scene(
            parsed=parsed,
            mentions=mentions,
            speeches=find_speech(parsed, mentions, self._guides.lexicon, self._guides.knowledge),
            times=find_times(parsed),
            places=find_places(parsed, names, self._guides.lexicon),
            lexicon=self._guides.lexicon,
        )
        matcher = Matcher(parsed, names, mentions, self._guides)
        candidates = find_triggers(matcher) if self._patterns else []
        return Prepared(scene, matcher, tuple(candidates))

    def extract(self, parsed: ParsedReport, tagging: Tagging | None = None) -> Reading:
        """Return the reading of one report; without the model's `tagging`, by the patterns alone."""
        prepared = self.prepare(parsed)
        scene, candidates = prepared.scene, prepared.candidates
        if tagging is not None and self._judges is not None:
            weigher = Weigher(tagging, scene, prepared.matcher, self._guides, self._judges)
            candidates = weigher.weighed(candidates)
        events = []
        for candidate in candidates:
            event = event_mention(scene, candidate)
            if event is not None:
                events.append((candidate.at, event))
        return Reading(
            report_id=parsed.report.id,
            sentences=tuple(SentenceSpan(start=s.start, end=s.end) for s in parsed.sentences),
            mentions=scene.mentions.items,
            times=tuple(scene.times),
            places=tuple(scene.places),
            events=tuple(event for _, event in events),
            claims=find_claims(parsed, scene.mentions, scene.speeches, events, self._guides.lexicon),
            roles=find_roles(scene.mentions.items, parsed),
        )
