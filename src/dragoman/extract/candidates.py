"""What may tell an event: its words, category and parties, before it is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dragoman.codebook.knowledge import Knowledge, KnownKind
from dragoman.codebook.patterns import CategoryEntry, NounPattern, PhrasePattern, VerbPattern
from dragoman.model.codes import Status
from dragoman.model.reading import ActorMention, MentionKind

__all__ = ["Candidate", "View", "is_political"]

PLACE_KINDS = (KnownKind.PLACE, KnownKind.REGION)
THINGS = ("legislature", "military")


class Pattern(Protocol):
    """What told a candidate: a pattern of the codebook, or the model."""

    @property
    def id(self) -> str: ...

    @property
    def mode(self) -> str | None: ...

    @property
    def status(self) -> Status | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the model sees an event: its mode and status, each with its probability."""

    mode: str | None
    mode_likely: float
    status: Status
    status_likely: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with its category and the mentions that fill its slots.

    `tokens` are the trigger's tokens, the first in `at` the one that carries it. `speaker` tells that whoever
    says the clause is the actor. `view` is the model's, where it was asked.
    """

    at: int
    tokens: tuple[int, ...]
    entry: CategoryEntry
    pattern: Pattern
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    recipient_heads: tuple[int, ...]
    rank: int
    nominal: bool = False
    speaker: bool = False
    view: View | None = None

    @property
    def entry_by_model(self) -> bool:
        """Whether the model, and no pattern, told the category."""
        return not isinstance(self.pattern, (VerbPattern, NounPattern, PhrasePattern))


def is_political(mention: ActorMention, knowledge: Knowledge, *, places: bool = False) -> bool:
    """Whether a mention can be a party by the guidelines: a name, an office, a body, or people of one."""
    row = knowledge.rows.get(mention.known)
    if row is not None and (not row.acts or (row.kind in PLACE_KINDS and not places)):
        return False
    if mention.kind is MentionKind.PRONOUN or mention.title or mention.known:
        return True
    if mention.name:
        return True
    agent = knowledge.agents.get(mention.head)
    if agent is not None and agent.political == "weak" and agent.kind in THINGS:
        return bool(mention.polities) or mention.owner is not None
    return agent is not None
