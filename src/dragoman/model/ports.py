"""What a stage may ask of another: protocols, so that each can be tested with a few lines of fake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

__all__ = ["Tagging"]


class Tagging(Protocol):
    """What the trained model makes of one report's tokens; all numbers are probabilities."""

    def triggers(self, least: float) -> Sequence[tuple[int, str]]:
        """Return the tokens that tell an event with at least a probability, each with its likeliest category."""
        ...

    def trigger(self, tokens: Sequence[int]) -> tuple[float, Mapping[str, float]]:
        """Return how likely tokens tell an event, and how likely each category is if they do."""
        ...

    def mode(self, tokens: Sequence[int]) -> tuple[str | None, float]:
        """Return the likeliest mode ("CONSULT/visit", or None) of the event that tokens tell."""
        ...

    def status(self, tokens: Sequence[int]) -> tuple[str, float]:
        """Return the likeliest status of the event that tokens tell."""
        ...

    def roles(self, tokens: Sequence[int], heads: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
        """Return how likely each of the heads is a part of the event's actor, recipient, voice, time or place.

        Heads that the model did not read together with the event are left out.
        """
        ...
