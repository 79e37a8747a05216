"""What persons say of events: judgements, and where in the reports they hold fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = ["Anchor", "Field", "Judged", "Judgement", "JudgementKind", "Standing", "State"]


class JudgementKind(StrEnum):
    """What a judgement does."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    REATTRIBUTE = "reattribute"
    RENAME = "rename"
    UNDO = "undo"


class Field(StrEnum):
    """What of an event can be corrected."""

    CATEGORY = "category"
    MODE = "mode"
    STATUS = "status"
    START = "start"
    END = "end"
    PRECISION = "precision"
    PLACE = "place"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    VOICES = "voices"


class Judged(StrEnum):
    """What has become of an event that was judged."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The words on which a judgement holds fast, whatever ids later readings give.

    `start` and `end` are where the trigger stands in the stored text of the report; `telling` is the id by
    which the event was known; `actor` and `recipient` are the names of its parties, to tell like ones apart.
    """

    report: str
    document: str
    start: int
    end: int
    trigger: str
    category: str
    sentence: str
    telling: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One line of the file of judgements.

    Attributes:
        id: its stable id.
        at: when it was made, with time zone.
        by: who made it.
        kind: what it does.
        of: the tellings that it is about; for accept, correct and reattribute any of them stands for the event.
        apart_from: of a split: the tellings that `of` are to be kept apart from.
        field: what is corrected.
        told: the name that is to be changed, as the record shows it.
        value: what holds instead, as the file has it.
        undoes: the id of the judgement that is taken back.
        note: why, in free words.
    """

    id: str
    at: datetime
    by: str
    kind: JudgementKind
    of: tuple[Anchor, ...] = ()
    apart_from: tuple[Anchor, ...] = ()
    field: Field | None = None
    told: str | None = None
    value: object = None
    undoes: str | None = None
    note: str = ""

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All its anchors."""
        return self.of + self.apart_from


class State(StrEnum):
    """Whether a judgement has its effect."""

    APPLIES = "applies"
    IDLE = "idle"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a judgement stands in the record: why it has no effect, or on which events it bears."""

    judgement: Judgement
    state: State
    because: str = ""
    events: tuple[str, ...] = ()
