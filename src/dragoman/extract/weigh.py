"""Rules and model together: what the patterns propose and what the model sees is judged, given its category and
its sides."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.guides import Guides
from dragoman.codebook.patterns import CategoryEntry
from dragoman.extract.attribution import voices_of
from dragoman.extract.candidates import Candidate, View, is_political
from dragoman.extract.events import Scene
from dragoman.extract.judge import Judges, logit
from dragoman.extract.matcher import Matcher
from dragoman.extract.mentions import Mentions
from dragoman.model.codes import VERBAL, Category, Status
from dragoman.model.parsed import Token
from dragoman.model.ports import Tagging
from dragoman.model.reading import ActorMention, MentionKind

__all__ = ["ModelPattern", "Proposal", "Weigher", "event_features", "role_features"]

TRIGGER_POS = ("VERB", "NOUN", "ADJ", "AUX", "ADV", "PROPN")
PARTICIPLES = ("VBN", "VBG")
SEEN = 0.5  # the model's words less likely than this to tell an event are not looked at
NEAR = 2  # sentences before the event's own in which a party may stand
SIDES = ("actor", "recipient")
BESIDE = 6  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPattern:
    """Stands where a codebook pattern would, for an event that the model found."""

    id: str
    mode: str | None = None
    reciprocal: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words that may tell an event, with what patterns and model make of them.

    Attributes:
        candidate: as the pattern has it; of the model's own words, with the parties that grammar suggests.
        told: whether a pattern proposed it.
        event: how likely the model thinks that it tells any event.
        categories: how likely each category is if it does.
        roles: how likely each mention near it fills each role, by mention id.
        speakers: the mentions of those who say the words.
        verbal: whether the likeliest category is an act of words.
        rivals: how much likelier the likeliest other proposal of its sentence is, 0 if none.
        kin: whether a stronger one of the same category stands in its sentence, `kin_beside` near it.
        linked: whether a stronger one governs its words, or they govern the stronger one's.
    """

    candidate: Candidate
    told: bool
    event: float
    categories: Mapping[str, float]
    roles: Mapping[int, Mapping[str, float]]
    speakers: tuple[int, ...] = ()
    verbal: bool = False
    rivals: float = 0.0
    kin: bool = False
    kin_beside: bool = False
    linked: bool = False


def event_features(proposal: Proposal, category: str, sides: Mapping[str, float]) -> dict[str, float]:
    """Return what tells whether a proposal is an event of the category; `sides` how likely its best parties are."""
    event = logit(proposal.event)
    told = float(proposal.told)
    agreed = math.log(max(1e-3, proposal.categories.get(proposal.candidate.entry.code, 0.0))) * told
    return {
        "model": event,
        "told": told,
        "told model": told * event,
        "told agreed": agreed,
        "told rank": told * min(12, proposal.candidate.rank) / 12,
        "sure": math.log(max(1e-3, proposal.categories.get(category, 0.0))),
        "actor": sides["actor"],
        "recipient": sides["recipient"],
        "nominal": float(proposal.candidate.nominal),
        "rivals": proposal.rivals,
        "kin": float(proposal.kin),
        "kin beside": float(proposal.kin_beside),
        "linked": float(proposal.linked),
        "spoken": float(bool(proposal.speakers)),
        "spoken verbal": float(bool(proposal.speakers) and proposal.verbal),
        "words": float(min(4, len(proposal.candidate.tokens)) - 1),
    }


def role_features(
    proposal: Proposal, mentions: Mentions, mention: int, where: tuple[int, str], best: float
) -> dict[str, float]:
    """Return what tells whether a mention fills a side of a proposal that no pattern fills.

    `where` gives the proposal's sentence and the side, `best` how likely the model thinks the likeliest mention.
    """
    sentence, side = where
    other = SIDES[1 - SIDES.index(side)]
    item = mentions.items[mention]
    own: Sequence[int] = getattr(proposal.candidate, side + "s")
    across: Sequence[int] = getattr(proposal.candidate, other + "s")
    view = proposal.roles.get(mention, {})
    here, there = view.get(side, 0.0), view.get(other, 0.0)
    told = float(proposal.told)
    taken = bool(own) and mention not in own
    distance = item.sentence - sentence
    return {
        "rule across": told * (mention in across),
        "rule open": told,
        "grammar": (1 - told) * (mention in own),
        "grammar across": (1 - told) * (mention in across),
        "grammar other": (1 - told) * taken,
        "speaker verbal": float(mention in proposal.speakers and proposal.verbal),
        "speaker material": float(mention in proposal.speakers and not proposal.verbal),
        "spoken verbal": float(bool(proposal.speakers) and proposal.verbal),
        "model": logit(here),
        "model across": logit(there),
        "best": float(here >= best),
        "behind best": here - best,
        "grammar other model": (1 - told) * taken * logit(here),
        "before": float(distance < 0),
        "far before": float(distance < -1),
        "after": float(distance > 0),
        "pronoun": float(item.kind is MentionKind.PRONOUN),
        "nominal": float(item.kind is MentionKind.NOMINAL),
    }


class Weigher:
    """Weighs the proposals of one report."""

    def __init__(
        self, tagging: Tagging, scene: Scene, matcher: Matcher, guides: Guides, judges: Judges
    ) -> None:
        self._tagging = tagging
        self._scene = scene
        self._tokens = scene.parsed.tokens
        self._mentions = scene.mentions
        self._matcher = matcher
        self._guides = guides
        self._judges = judges
        self._heads = {m: head for head, m in sorted(scene.mentions.at.items(), reverse=True)}
        self._nested = _nested(scene.mentions.items)

    def weighed(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that stand, in text order, with those that the model adds."""
        judged = (self.judged(proposal) for proposal in self.proposals(candidates))
        return sorted((c for c in judged if c is not None), key=lambda c: c.at)

    def proposals(self, candidates: Sequence[Candidate]) -> list[Proposal]:
        """Return the patterns' candidates and the model's own words as proposals."""
        told = [self._proposal(c, told=True) for c in candidates]
        covered = {t for c in candidates for t in c.tokens}
        seen = [self._proposal(c, told=False) for c in self._seen(covered)]
        return self._with_rivals([*told, *seen])

    def judged(self, proposal: Proposal) -> Candidate | None:
        """Return the candidate with its category and sides settled, None if it is no event."""
        category, sides, best = self.settled(proposal)
        if not (sides["actor"] or sides["recipient"] or proposal.candidate.speaker):
            return None
        likely = self._judges.event.likely(event_features(proposal, category, best))
        if likely < (self._judges.told if proposal.told else self._judges.event.yes):
            return None
        return replace(self._coded(proposal, category), actors=sides["actor"], recipients=sides["recipient"])

    def settled(self, proposal: Proposal) -> tuple[str, dict[str, tuple[int, ...]], dict[str, float]]:
        """Return a proposal's category, its sides, and how likely the likeliest party of each side is."""
        category = self._category(proposal)
        stated = {side: getattr(proposal.candidate, side + "s") if proposal.told else () for side in SIDES}
        likely: dict[str, dict[int, float]] = {side: {} for side in SIDES}
        open_sides = [side for side in SIDES if not stated[side]]
        if open_sides:
            takes_places = self._guides.codebook.categories[Category(category)].takes_places
            eligible = self.eligible(proposal, takes_places=takes_places)
        for side in open_sides:
            likely[side] = self._likely(proposal, eligible, side)
        chosen = {side: getattr(self._judges, side).chosen(likely[side]) for side in SIDES}
        sides = {
            side: stated[side]
            or tuple(
                m
                for m, p in sorted(chosen[side].items())
                if m not in stated[other] and p > chosen[other].get(m, 0.0)
            )
            for side, other in (SIDES, SIDES[::-1])
        }
        best = {side: 1.0 if stated[side] else max(likely[side].values(), default=0.0) for side in SIDES}
        return category, sides, best

    def _likely(self, proposal: Proposal, mentions: Sequence[int], side: str) -> dict[int, float]:
        """Return how likely each mention fills a side that no pattern fills."""
        judge = getattr(self._judges, side)
        at = self._tokens[proposal.candidate.at].sentence
        best = max((view.get(side, 0.0) for view in proposal.roles.values()), default=0.0)
        return {
            m: judge.likely(role_features(proposal, self._mentions, m, (at, side), best)) for m in mentions
        }

    def eligible(self, proposal: Proposal, *, takes_places: bool) -> list[int]:
        """Return the mentions near a proposal that may be its parties."""
        own = {*proposal.candidate.actors, *proposal.candidate.recipients, *proposal.speakers}
        return [
            m
            for m in sorted({*proposal.roles, *own})
            if m in own
            or (
                m not in self._nested
                and is_political(self._mentions.items[m], self._guides.knowledge, places=takes_places)
            )
        ]

    def _proposal(self, candidate: Candidate, *, told: bool) -> Proposal:
        at = self._tokens[candidate.at].sentence
        near = {
            head: mention
            for mention, head in self._heads.items()
            if at - NEAR <= self._tokens[head].sentence <= at + 1 and head not in candidate.tokens
        }
        event, categories = self._tagging.trigger(candidate.tokens)
        likeliest = max(sorted(categories), key=lambda c: categories[c], default=candidate.entry.code)
        quad = self._guides.codebook.categories[Category(likeliest)].quad
        _, _, speech = voices_of(self._scene.speeches, candidate.at, (), speaker_of_event=False)
        roles = self._tagging.roles(candidate.tokens, list(near))
        return Proposal(
            candidate=candidate,
            told=told,
            event=event,
            categories=categories,
            roles={near[head]: view for head, view in roles.items()},
            speakers=speech.speakers if speech else (),
            verbal=quad in VERBAL,
        )

    def _with_rivals(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return the proposals with what stands beside each in its sentence."""
        by_sentence: dict[int, list[Proposal]] = defaultdict(list)
        for proposal in proposals:
            by_sentence[self._tokens[proposal.candidate.at].sentence].append(proposal)
        done = []
        for proposal in proposals:
            beside = by_sentence[self._tokens[proposal.candidate.at].sentence]
            stronger = [p for p in beside if p is not proposal and _weight(p) > _weight(proposal)]
            likeliest = _likeliest(proposal)
            kin = [p for p in stronger if _likeliest(p) == likeliest]
            done.append(
                replace(
                    proposal,
                    rivals=max((p.event for p in stronger), default=proposal.event) - proposal.event,
                    kin=bool(kin),
                    kin_beside=any(self._beside(proposal, p) for p in kin),
                    linked=any(self._linked(proposal, p) for p in stronger),
                )
            )
        return done

    def _beside(self, one: Proposal, other: Proposal) -> bool:
        """Whether two proposals stand within a few words of each other."""
        return abs(one.candidate.at - other.candidate.at) <= BESIDE

    def _linked(self, one: Proposal, other: Proposal) -> bool:
        """Whether a word of one trigger governs the other's, directly or through a preposition."""
        first, second = self._tokens[one.candidate.at], self._tokens[other.candidate.at]
        above = {first.head, self._tokens[first.head].head}
        below = {second.head, self._tokens[second.head].head}
        return bool(above & set(other.candidate.tokens) or below & set(one.candidate.tokens))

    def _seen(self, covered: set[int]) -> list[Candidate]:
        """Return bare candidates on the stretches of words that the model takes for triggers, beside no pattern's."""
        runs: list[tuple[list[int], str]] = []
        for at, category in self._tagging.triggers(SEEN):
            if at in covered:
                continue
            last = runs[-1] if runs else None
            if last and last[0][-1] == at - 1 and last[1] == category and self._goes_on(at):
                last[0].append(at)
            else:
                runs.append(([at], category))
        found = []
        for run, category in runs:
            top = next((t for t in run if self._tokens[t].head not in run), run[0])
            word = self._tokens[top]
            if {run[0] - 1, run[-1] + 1} & covered or word.pos not in TRIGGER_POS:
                continue
            if word.dep == "amod" and word.tag in PARTICIPLES:
                continue  # "captured fighters": what they are, not what was done
            found.append(self._bare(run, top, self._guides.codebook.categories[Category(category)]))
        return found

    def _goes_on(self, at: int) -> bool:
        return self._tokens[at - 1].sentence == self._tokens[at].sentence

    def _bare(self, run: Sequence[int], top: int, entry: CategoryEntry) -> Candidate:
        token: Token = self._tokens[top]
        actors, recipients = self._matcher.plain_sides(top, entry)
        return Candidate(
            at=top,
            tokens=tuple(run),
            entry=entry,
            pattern=ModelPattern(id="model"),
            actors=actors,
            recipients=recipients,
            recipient_heads=(),
            rank=0,
            nominal=token.pos in ("NOUN", "PROPN"),
        )

    def _category(self, proposal: Proposal) -> str:
        """Return the likeliest category by pattern and model together."""
        own = proposal.candidate.entry.code if proposal.told else None
        return max(
            sorted(proposal.categories),
            key=lambda c: (
                math.log(max(1e-6, proposal.categories[c])) + (self._judges.pattern if c == own else 0.0)
            ),
        )

    def _coded(self, proposal: Proposal, category: str) -> Candidate:
        """Return the candidate as the model sees it, with its pattern where the codebook's does not stand."""
        candidate = proposal.candidate
        entry = self._guides.codebook.categories[Category(category)]
        view = self._view(candidate, entry)
        if proposal.told and candidate.entry.code == category:
            return replace(candidate, view=view)
        pattern = ModelPattern(
            id=f"model {proposal.event * proposal.categories[category]:.2f}",
            mode=view.mode,
            reciprocal=entry.meets and view.mode not in entry.one_sided,
        )
        return replace(candidate, entry=entry, pattern=pattern, speaker=False, view=view)

    def _view(self, candidate: Candidate, entry: CategoryEntry) -> View:
        label, mode_likely = self._tagging.mode(candidate.tokens)
        code, _, mode = (label or "").partition("/")
        fits = not label or (code == entry.code and mode in entry.modes)
        status, status_likely = self._tagging.status(candidate.tokens)
        return View(
            mode=mode or None if fits else None,
            mode_likely=mode_likely if fits else 0.0,
            status=Status(status),
            status_likely=status_likely,
        )


def _likeliest(proposal: Proposal) -> str:
    """Return a proposal's likeliest category by the model."""
    return max(sorted(proposal.categories), key=lambda c: proposal.categories[c], default="")


def _weight(proposal: Proposal) -> tuple[bool, float, int]:
    """Return how strong a proposal is: a pattern's before the model's own, then the likelier, then the first."""
    return proposal.told, proposal.event, -proposal.candidate.at


def _nested(mentions: Sequence[ActorMention]) -> set[int]:
    """Return the mentions that are part of another's phrase: "Saudi" of "Saudi officials"."""
    inside: set[int] = set()
    outer: ActorMention | None = None
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if outer is not None and mention.end <= outer.end:
            inside.add(mention.id)
        else:
            outer = mention
    return inside
