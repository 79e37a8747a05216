"""Small judges: logistic weights over a few telling numbers, fitted on labelled texts that the model never saw."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dragoman.errors import SourceError

__all__ = ["FILE", "Judge", "Judges", "load_judges", "logit"]

FILE = "judges.json"
EDGE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Says how likely a yes is: the logistic of `bias` and the weighted features.

    `yes` is the probability from which on the answer counts as yes; where several are asked about, those
    beside the likeliest need `also`.
    """

    bias: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)
    yes: float = 0.5
    also: float = 0.5

    def likely(self, features: Mapping[str, float]) -> float:
        """Return the probability of a yes."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def chosen(self, likely: Mapping[int, float]) -> dict[int, float]:
        """Return those that are chosen of several, with their probabilities."""
        best = max(likely.values(), default=0.0)
        return {k: p for k, p in likely.items() if p >= self.yes and (p >= self.also or p == best)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """What is judged: whether words tell an event, and whether a mention is its actor, recipient or source.

    `told` is the probability from which on a pattern's event stands, where the model's own needs that of the
    judge. `pattern` is what the pattern's category weighs against the model's, in units of log probability.
    """

    event: Judge
    actor: Judge
    recipient: Judge
    told: float = 0.5
    pattern: float = 1.0


def load_judges(folder: Path) -> Judges:
    """Return the judges that were fitted with the model of a folder.

    Raises:
        SourceError: the folder has none, or they cannot be read.
    """
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Judges)
    except (OSError, msgspec.DecodeError) as error:
        raise SourceError(
            f"{folder} holds no usable {FILE}: {error}.", cure="Train a model with: dragoman train."
        ) from error


def logit(p: float) -> float:
    """Return the log odds of a probability, bounded at 1 in 1000."""
    p = min(1 - EDGE, max(EDGE, p))
    return math.log(p / (1 - p))
