"""Makes event mentions of the candidates: mode, status, voices, time and place for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.patterns import NO_MODE, NounPattern, PhrasePattern
from dragoman.extract.attribution import Speech, voices_of
from dragoman.extract.candidates import Candidate
from dragoman.extract.mentions import Mentions
from dragoman.extract.places import place_of
from dragoman.extract.status import status_of
from dragoman.extract.times import time_of
from dragoman.extract.tree import subtree
from dragoman.model.codes import MATERIAL, Status
from dragoman.model.parsed import ParsedReport
from dragoman.model.reading import EventMention, PlaceMention, TimeMention
from dragoman.model.reason import Reason

__all__ = ["Scene", "event_mention"]


SURE_STATUS = 0.9  # from here on the model's status counts for more than the cues'
SURE_MODE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that was found in a report before its events."""

    parsed: ParsedReport
    mentions: Mentions
    speeches: Sequence[Speech]
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]
    lexicon: Lexicon


def event_mention(scene: Scene, candidate: Candidate) -> EventMention | None:
    """Return the event that a candidate tells; None if nobody is left to act or be acted upon."""
    tokens = scene.parsed.tokens
    voices, voice_reasons, speech = voices_of(
        scene.speeches, candidate.at, candidate.actors, speaker_of_event=candidate.speaker
    )
    actors, voices = _speaking(scene, candidate, voices, speech)
    recipients = tuple(r for r in candidate.recipients if r not in actors)
    if candidate.speaker and not actors:
        return None
    mode, mode_reason = _mode(scene, candidate)
    time = time_of(scene.parsed, scene.times, candidate.at)
    status, status_reason = _status(scene, candidate)
    if (
        candidate.nominal
        and status is Status.HAPPENED
        and time
        and scene.lexicon.is_a(time.text.lower().split()[0], "lasting")
    ):
        status, status_reason = Status.ONGOING, Reason(field="status", rule="status.since", detail=time.text)
    parties = {scene.mentions.items[p].start: scene.mentions.items[p].end for p in (*actors, *recipients)}
    place = place_of(scene.parsed, scene.places, candidate.at, tuple(parties.items()), candidate.entry.code)
    told = [
        t
        for t in candidate.tokens
        if t >= candidate.at or isinstance(candidate.pattern, (NounPattern, PhrasePattern))
    ]
    first, last = tokens[told[0]], tokens[told[-1]]
    carrier = tokens[candidate.at]
    reciprocal = bool(getattr(candidate.pattern, "reciprocal", False))
    return EventMention(
        category=candidate.entry.code,
        mode=mode,
        start=first.start,
        end=last.end,
        trigger=scene.parsed.report.text[first.start : last.end],
        lemma=carrier.lemma,
        sentence=carrier.sentence,
        actors=actors,
        recipients=recipients,
        reciprocal=reciprocal,
        status=status,
        voices=voices,
        time=time.id if time else None,
        place=place.id if place else None,
        nominal=candidate.nominal,
        definite=any(
            tokens[c].dep == "poss" or scene.lexicon.is_a(tokens[c].lower, "definite")
            for c in carrier.children
        ),
        because=(
            Reason(field="category", rule=candidate.pattern.id, detail=carrier.text),
            *mode_reason,
            status_reason,
            *voice_reasons,
        ),
    )


def _speaking(
    scene: Scene, candidate: Candidate, voices: tuple[int, ...], speech: Speech | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return actors and voices with "we" and unnamed speakers replaced by who speaks."""
    actors = candidate.actors
    if speech is None:
        return actors, voices
    own = [a for a in actors if _refers(scene, a) == "speaker"]
    if own or candidate.speaker:
        actors = (*(a for a in actors if a not in own), *speech.speakers)
        voices = tuple(v for v in voices if v not in speech.speakers)
    return tuple(dict.fromkeys(actors)), voices


def _refers(scene: Scene, mention: int) -> str:
    pronoun = scene.lexicon.pronouns.get(scene.mentions.items[mention].head)
    return pronoun.refers if pronoun else ""


def _status(scene: Scene, candidate: Candidate) -> tuple[Status, Reason]:
    """Return the status that the cues tell, or the model's where it is surer."""
    told, reason = _told_status(scene, candidate)
    view = candidate.view
    if view is None or view.status is told:
        return told, reason
    if view.status_likely < (0.0 if candidate.entry_by_model else SURE_STATUS):
        return told, reason
    why = f"{view.status_likely:.2f}; the cues say {told}"
    return view.status, Reason(field="status", rule="status.model", detail=why)


def _told_status(scene: Scene, candidate: Candidate) -> tuple[Status, Reason]:
    if isinstance(candidate.pattern, PhrasePattern):
        return candidate.pattern.status or Status.HAPPENED, Reason(field="status", rule=candidate.pattern.id)
    own = candidate.pattern.status
    stands = candidate.nominal and own is Status.HAPPENED
    status, reason = status_of(
        scene.parsed.tokens,
        candidate.at,
        scene.lexicon,
        nominal=candidate.nominal,
        lasting=candidate.entry.quad in MATERIAL,
        made_by=getattr(candidate.pattern, "light_verbs", ()) if stands else None,
    )
    if status is Status.HAPPENED and own is not None:
        return own, Reason(field="status", rule=candidate.pattern.id, detail="the pattern's own")
    return status, reason


def _mode(scene: Scene, candidate: Candidate) -> tuple[str | None, tuple[Reason, ...]]:
    """Return the mode that the model is sure of, else the pattern's, or the one whose cue stands below."""
    if candidate.pattern.mode == NO_MODE:
        return None, ()
    view = candidate.view
    if view is not None and view.mode_likely >= SURE_MODE:
        return view.mode, (Reason(field="mode", rule="mode.model", detail=f"{view.mode_likely:.2f}"),)
    if candidate.pattern.mode is not None:
        return candidate.pattern.mode, (Reason(field="mode", rule=candidate.pattern.id),)
    tokens = scene.parsed.tokens
    near = subtree(tokens, candidate.at)
    words = {tokens[k].lemma for k in near}
    text = f" {' '.join(tokens[k].lower for k in near)} | {' '.join(tokens[k].lemma for k in near)} "
    for mode in candidate.entry.mode:
        for cue in mode.cues:
            if cue in words or (" " in cue and f" {cue} " in text):
                return mode.code, (
                    Reason(field="mode", rule=f"{candidate.entry.code}.{mode.code}", detail=cue),
                )
    return None, ()
