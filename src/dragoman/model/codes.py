"""The closed sets of codes. Definitions, modes and scores are data: see `dragoman.codebook`."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["AHEAD", "MATERIAL", "VERBAL", "Category", "Means", "Precision", "Status"]

VERBAL, MATERIAL = (1, 3), (2, 4)  # quad classes: co-operation and conflict in words, and in deeds


class Category(StrEnum):
    """PLOVER's sixteen kinds of event."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How an event stands, as its report tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    DENIED = "denied"
    NOT_HAPPENED = "not_happened"
    HYPOTHETICAL = "hypothetical"


AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.HYPOTHETICAL})  # what may yet come


class Precision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Means(StrEnum):
    """By what events are found."""

    BOTH = "both"
    PATTERNS = "patterns"
    MODEL = "model"
