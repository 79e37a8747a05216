"""Rules and model together: the model weighs what the patterns propose, fills what they leave open, and adds
what no pattern knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.guides import Guides
from dragoman.codebook.patterns import CategoryEntry
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Candidate, is_political
from dragoman.model.codes import Category, Status
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.ports import Tagging

__all__ = ["Judge", "ModelPattern", "Weights", "weighed"]

NONE = "none"
TRIGGER_POS = ("VERB", "NOUN", "ADJ", "AUX", "ADV", "PROPN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How far the model is trusted; all are probabilities, chosen on labelled sentences of our own.

    `keep`: a pattern's trigger less likely to tell any event is dropped. `add`: how likely a trigger that no
    pattern knows must be. `fill`: how likely a mention must be to fill a side that the pattern left open.
    """

    keep: float = 0.02
    add: float = 0.98
    fill: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPattern:
    """Stands where a codebook pattern would, for an event that the model found."""

    id: str
    mode: str | None = None
    reciprocal: bool = False
    status: Status | None = None


def weighed(candidates: Sequence[Candidate], judge: Judge) -> list[Candidate]:
    """Return the candidates that stand, in text order, with those that the model adds."""
    kept = [judged for c in candidates if (judged := judge.judged(c)) is not None]
    covered = {t for c in candidates for t in c.tokens}
    return sorted([*kept, *judge.added(covered)], key=lambda c: c.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """What the model makes of one report, and how far it is trusted."""

    tagging: Tagging
    parsed: ParsedReport
    mentions: Mentions
    guides: Guides
    weights: Weights

    @property
    def tokens(self) -> Sequence[Token]:
        """The report's tokens."""
        return self.parsed.tokens

    def judged(self, candidate: Candidate) -> Candidate | None:
        """Return a pattern's candidate as the model leaves it, None if it drops it."""
        views = [self.tagging.trigger(t) for t in candidate.tokens]
        event = max(1 - view.get(NONE, 0.0) for view in views)
        return self._filled(candidate) if event >= self.weights.keep else None

    def added(self, covered: set[int]) -> list[Candidate]:
        """Return the candidates on words that no pattern's trigger covers."""
        found = []
        for run, category, p in self._runs(covered):
            entry = self.guides.codebook.categories[category]
            at = next((t for t in run if self.tokens[t].head not in run), run[0])
            if self.tokens[at].pos not in TRIGGER_POS:
                continue
            bare = Candidate(
                at=at,
                tokens=tuple(run),
                entry=entry,
                pattern=self._pattern(entry, run, f"model {p:.2f}"),
                actors=(),
                recipients=(),
                recipient_heads=(),
                rank=0,
                nominal=self.tokens[at].pos in ("NOUN", "PROPN"),
            )
            filled = self._filled(bare)
            if filled.actors or filled.recipients:
                found.append(filled)
        return found

    def _runs(self, covered: set[int]) -> list[tuple[list[int], str, float]]:
        """Return the stretches of words that the model takes for one trigger, with category and probability."""
        runs: list[tuple[list[int], str, float]] = []
        for token in self.tokens:
            view = self.tagging.trigger(token.i)
            best, p = self._best([view])
            if token.i in covered or 1 - view.get(NONE, 0.0) < self.weights.add:
                continue
            if runs and runs[-1][0][-1] == token.i - 1 and runs[-1][1] == best and _same(self.tokens, token):
                run, category, before = runs[-1]
                runs[-1] = ([*run, token.i], category, max(p, before))
            else:
                runs.append(([token.i], best, p))
        return [run for run in runs if not {run[0][0] - 1, run[0][-1] + 1} & covered]

    def _best(self, views: Sequence[Mapping[str, float]]) -> tuple[str, float]:
        """Return the likeliest category of some words and its probability."""
        totals = {str(c): max(view.get(c, 0.0) for view in views) for c in Category}
        best = max(totals, key=lambda c: (totals[c], c))
        return best, totals[best]

    def _pattern(self, entry: CategoryEntry, tokens: Sequence[int], why: str) -> ModelPattern:
        label, _ = self.tagging.mode(tokens)
        category, _, mode = (label or "").partition("/")
        mode = mode if category == entry.code and mode in entry.modes else ""
        return ModelPattern(id=why, mode=mode or None, reciprocal=entry.meets and mode not in entry.one_sided)

    def _filled(self, candidate: Candidate) -> Candidate:
        """Return a candidate with its open sides filled by the mentions that the model takes for them."""
        if candidate.actors and candidate.recipients:
            return candidate
        roles = self.tagging.roles(candidate.tokens)
        sides: dict[str, dict[int, None]] = {"actor": {}, "recipient": {}}
        for head in sorted(roles):
            mention = self.mentions.of(head)
            if mention is None or not is_political(
                mention, self.guides.knowledge, places=candidate.entry.takes_places
            ):
                continue
            for side, found in sides.items():
                if roles[head].get(side, 0.0) >= self.weights.fill:
                    found[mention.id] = None
        actors = candidate.actors or tuple(sides["actor"])
        recipients = candidate.recipients or tuple(r for r in sides["recipient"] if r not in actors)
        return replace(
            candidate, actors=tuple(a for a in actors if a not in candidate.recipients), recipients=recipients
        )


def _same(tokens: Sequence[Token], token: Token) -> bool:
    return tokens[token.i - 1].sentence == token.sentence
