"""What a stage may ask of another: protocols, so that each can be tested with a few lines of fake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

__all__ = ["Tagging"]


class Tagging(Protocol):
    """What the trained model makes of one report's tokens; all numbers are probabilities."""

    def trigger(self, token: int) -> Mapping[str, float]:
        """Return how likely a token tells an event of each category, "none" included."""
        ...

    def mode(self, tokens: Sequence[int]) -> tuple[str | None, float]:
        """Return the likeliest mode ("CONSULT/visit", or None) of the event that tokens tell."""
        ...

    def status(self, tokens: Sequence[int]) -> tuple[str, float]:
        """Return the likeliest status of the event that tokens tell."""
        ...

    def roles(self, tokens: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
        """Return, for the tokens near an event, how likely each is a part of its actor, recipient, voice …"""
        ...
