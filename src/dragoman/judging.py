"""Fits the judges: what patterns and model propose on labelled texts, compared with what was labelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.guides import Guides
from dragoman.codebook.title_patterns import title_complements, titled_names
from dragoman.extract import Extractor
from dragoman.extract.judge import Judge, Judges
from dragoman.extract.mentions import Mentions
from dragoman.extract.weigh import SIDES, Proposal, Weigher, event_features, role_features
from dragoman.learn.corpus import Entry, LabelledEvent
from dragoman.model.parsed import ParsedReport
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser
from dragoman.resolve.actors import resolve_actors
from dragoman.tag import Tagger

__all__ = ["fit_judges"]

OPEN = Judges(event=Judge(), actor=Judge(), recipient=Judge())  # before they are fitted
# The labelled texts are fuller of events than news is, and their coders freer; so what the model alone sees must
# be more likely than not, while what a pattern tells is dropped only if the model and its sides speak against it.
OWN_LEAST = 0.65
TOLD_LEAST = 0.25
PATTERN = 3.0
ALSO = 0.9  # a second party is told only where there is hardly a doubt
GRID = tuple(k / 20 for k in range(3, 18))
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A labelled text with its proposals, and the labelled event that each of them tells, if any."""

    entry: Entry
    parsed: ParsedReport
    mentions: Mentions
    weigher_of: Callable[[Judges], Weigher]
    proposals: Sequence[Proposal]
    told: Mapping[int, LabelledEvent]
    names: Mapping[int, str]


def fit_judges(entries: Sequence[Entry], guides: Guides, tagger: Tagger) -> Judges:
    """Return the judges that tell best, on labelled texts that the model was not trained on, what stands.

    A proposal tells a labelled event if their triggers share a word. A mention fills a side if it, or another
    mention of the same actor, lies within one that is labelled so.
    """
    parser = Parser(skip=title_complements(guides.knowledge), names=titled_names(guides.knowledge))
    extractor = Extractor(guides)
    scenes = [_scene(entry, parser, extractor, guides, tagger) for entry in entries]
    roles = {side: _side_judge(scenes, side) for side in SIDES}
    draft = Judges(event=Judge(), actor=roles["actor"], recipient=roles["recipient"], pattern=PATTERN)
    event = _fitted(*_rows(_event_rows(scenes, draft)))
    return replace(draft, event=replace(event, yes=OWN_LEAST), told=TOLD_LEAST)


def _scene(entry: Entry, parser: Parser, extractor: Extractor, guides: Guides, tagger: Tagger) -> _Scene:
    block = Block(kind=BlockKind.BODY, start=0, end=len(entry.text))
    report = Report(id=entry.origin, document="", origin=entry.origin, text=entry.text, blocks=(block,))
    parsed = parser.parse(report)
    prepared = extractor.prepare(parsed)
    tagging = tagger.tag(parsed)
    mentions = prepared.scene.mentions

    def weigher_of(judges: Judges) -> Weigher:
        return Weigher(tagging, prepared.scene, prepared.matcher, guides, judges)

    proposals = weigher_of(OPEN).proposals(prepared.candidates)
    resolved = resolve_actors(mentions.items, guides.knowledge, guides.lexicon, published=None)
    denoted = {m: link.name for m in resolved.links if (link := resolved.one(m)) and link.name}
    return _Scene(entry, parsed, mentions, weigher_of, proposals, _told(entry, parsed, proposals), denoted)


def _told(entry: Entry, parsed: ParsedReport, proposals: Sequence[Proposal]) -> dict[int, LabelledEvent]:
    """Return the labelled event of each proposal, each at most once; those of the same category first."""
    found: dict[int, LabelledEvent] = {}
    left = list(entry.events)
    for same in (True, False):
        for k, proposal in enumerate(proposals):
            if k in found:
                continue
            words = [parsed.tokens[t] for t in proposal.candidate.tokens]
            for event in left:
                touches = any(w.start < event.trigger[1] and w.end > event.trigger[0] for w in words)
                best = max(sorted(proposal.categories), key=lambda c: proposal.categories[c], default="")
                if touches and (not same or event.category in (best, proposal.candidate.entry.code)):
                    found[k] = event
                    left.remove(event)
                    break
    return found


def _side_judge(scenes: Sequence[_Scene], side: str) -> Judge:
    """Return the judge of a side, with the thresholds that give the best F1 of actors, each counted once."""
    asked = list(_asked(scenes, side))
    judge = _fitted(
        [f for _, row, _ in asked for f in row.values()], [m in meant for _, row, meant in asked for m in row]
    )
    likely = [(scene, {m: judge.likely(f) for m, f in row.items()}, meant) for scene, row, meant in asked]

    def score(yes: float, also: float) -> float:
        trial = replace(judge, yes=yes, also=also)
        hit = told = gold = 0
        for scene, row, meant in likely:
            chosen = {scene.names.get(m, str(m)) for m in trial.chosen(row)}
            right = {scene.names.get(m, str(m)) for m in meant}
            hit, told, gold = hit + len(chosen & right), told + len(chosen), gold + len(right)
        return 2 * hit / max(1, told + gold)

    yes = max(GRID, key=lambda y: score(y, ALSO))
    return replace(judge, yes=yes, also=ALSO)


def _asked(scenes: Sequence[_Scene], side: str) -> Iterator[tuple[_Scene, dict[int, Features], set[int]]]:
    """Yield, for each side that is open in a proposal of a labelled event, the eligible mentions and those meant."""
    for scene in scenes:
        weigher = scene.weigher_of(OPEN)
        for k, event in scene.told.items():
            proposal = scene.proposals[k]
            if proposal.told and getattr(proposal.candidate, side + "s"):
                continue  # the pattern fills it
            meant = _meant(scene, event.actors if side == "actor" else event.recipients)
            at = scene.parsed.tokens[proposal.candidate.at].sentence
            eligible = weigher.eligible(proposal, takes_places=proposal.candidate.entry.takes_places)
            best = max((view.get(side, 0.0) for view in proposal.roles.values()), default=0.0)
            rows: dict[int, Features] = {
                m: role_features(proposal, scene.mentions, m, (at, side), best) for m in eligible
            }
            yield scene, rows, meant


def _meant(scene: _Scene, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the mentions within some spans, and all others of the same actors."""
    heads: dict[int, list[int]] = defaultdict(list)
    for head, mention in scene.mentions.at.items():
        heads[mention].append(head)
    direct = {
        m
        for m, tokens in heads.items()
        for start, end in spans
        if any(start <= scene.parsed.tokens[t].start < end for t in tokens)
    }
    names = {scene.names[m] for m in direct if m in scene.names}
    return direct | {m for m, name in scene.names.items() if name in names}


def _event_rows(scenes: Sequence[_Scene], judges: Judges) -> Iterator[tuple[Features, bool]]:
    for scene in scenes:
        weigher = scene.weigher_of(judges)
        for k, proposal in enumerate(scene.proposals):
            category, sides, best = weigher.settled(proposal)
            if sides["actor"] or sides["recipient"] or proposal.candidate.speaker:
                yield event_features(proposal, category, best), k in scene.told


def _rows(rows: Iterator[tuple[Features, bool]]) -> tuple[list[Features], list[bool]]:
    pairs = list(rows)
    return [f for f, _ in pairs], [y for _, y in pairs]


def _fitted(rows: Sequence[Features], answers: Sequence[bool]) -> Judge:
    """Return the judge fitted on rows of features."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    if len(set(answers)) < 2:
        return Judge()
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    truth = np.array(answers)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(table, truth)
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return Judge(bias=round(float(model.intercept_[0]), 4), weights=weights)
