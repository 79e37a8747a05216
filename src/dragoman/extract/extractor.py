"""The stage as one object: loads nothing, keeps nothing between reports."""

from __future__ import annotations

from dragoman.codebook.guides import Guides
from dragoman.extract.attribution import find_speech
from dragoman.extract.claims import find_claims
from dragoman.extract.events import Scene, event_mention
from dragoman.extract.lemmas import mend_lemmas
from dragoman.extract.mentions import find_mentions
from dragoman.extract.names import find_names
from dragoman.extract.places import find_places
from dragoman.extract.roles import find_roles
from dragoman.extract.times import find_times
from dragoman.extract.triggers import find_triggers
from dragoman.extract.weigh import Judge, Weights, weighed
from dragoman.model.parsed import ParsedReport
from dragoman.model.ports import Tagging
from dragoman.model.reading import Reading, SentenceSpan

__all__ = ["Extractor"]


class Extractor:
    """Reads events, claims and roles out of parsed reports by codebook, knowledge and lexicon."""

    def __init__(self, guides: Guides, *, weights: Weights | None = None) -> None:
        self._weights = weights or Weights()
        self._guides = guides

    def extract(self, parsed: ParsedReport, tagging: Tagging | None = None) -> Reading:
        """Return the reading of one report; without the model's `tagging`, by the patterns alone."""
        mend_lemmas(parsed)
        names = find_names(parsed, self._guides.knowledge)
        mentions = find_mentions(parsed, names, self._guides.knowledge, self._guides.lexicon)
        scene = Scene(
            parsed=parsed,
            mentions=mentions,
            speeches=find_speech(parsed, mentions, self._guides.lexicon),
            times=find_times(parsed),
            places=find_places(parsed, names, self._guides.lexicon),
            lexicon=self._guides.lexicon,
        )
        events = []
        candidates = find_triggers(parsed, names, mentions, self._guides)
        if tagging is not None:
            judge = Judge(
                tagging=tagging,
                parsed=parsed,
                mentions=mentions,
                guides=self._guides,
                weights=self._weights,
            )
            candidates = weighed(candidates, judge)
        for candidate in candidates:
            event = event_mention(scene, candidate)
            if event is not None:
                events.append((candidate.at, event))
        return Reading(
            report_id=parsed.report.id,
            sentences=tuple(SentenceSpan(start=s.start, end=s.end) for s in parsed.sentences),
            mentions=mentions.items,
            times=tuple(scene.times),
            places=tuple(scene.places),
            events=tuple(event for _, event in events),
            claims=find_claims(parsed, mentions, scene.speeches, events, self._guides.lexicon),
            roles=find_roles(mentions.items),
        )
