"""What one report says, in its own words: mentions, not yet tied to actors, days or places.

A reading is stored, so that the record can be resolved again with newer knowledge without the parser.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.codes import Category, Status
from dragoman.model.reason import Reason

__all__ = [
    "ActorMention",
    "ClaimMention",
    "EventMention",
    "MentionKind",
    "PlaceMention",
    "Reading",
    "RoleMention",
    "SentenceSpan",
    "TimeMention",
]


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceSpan:
    """A sentence's offsets in the stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that refer to somebody who can act.

    Attributes:
        id: its place in the reading's list of mentions.
        start, end: offsets of `text` in the stored text.
        text: the mention as the guidelines want it: the name without its title, else the whole phrase.
        head: lemma of the head noun, or the pronoun, in lower case.
        name: the proper name within it, if any ("Soe Win", "Arakan Army").
        known: id of the row of the knowledge tables that the name or head matches, if any.
        form: in what way its words name that row: name, adjective, people, capital or seat, or "".
        label: "ORG" if the name ends as names of bodies do ("Karen National Union"), else "".
        title: the office or rank that stands with it ("deputy junta boss"), or "".
        polities: rows of the knowledge tables named by its modifiers ("Russian", "Myanmar's"), in order.
        complement: what a title's "to" or "of" names ("Myanmar" in "ambassador to Myanmar"), or "".
        owner: mention that owns it ("the junta's top diplomat"), if any.
        agent: row of the agent nouns that its head matches, or "".
        former: whether "former", "ex-", "ousted" or the like stands with it.
        plural: whether it denotes several.
        definite: whether "the", "this" or a possessive stands before it.
        subject: whether it is the subject of a clause.
        sentence: index of its sentence.
        group: the first mention of the coordination that it stands in ("China and India"), itself if alone.
    """

    id: int
    start: int
    end: int
    text: str
    kind: MentionKind
    head: str
    sentence: int
    name: str | None = None
    known: str = ""
    form: str = ""
    label: str = ""
    title: str = ""
    polities: tuple[str, ...] = ()
    complement: str = ""
    owner: int | None = None
    agent: str = ""
    former: bool = False
    plural: bool = False
    definite: bool = False
    subject: bool = False
    group: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression. `rule` names the row of the time grammar, `ahead` whether its clause lies ahead."""

    id: int
    start: int
    end: int
    text: str
    rule: str
    ahead: bool
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that refer to a place; `known` is the row of the knowledge tables that they match."""

    id: int
    start: int
    end: int
    text: str
    known: str
    sentence: int
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One telling of one event. Numbers in `actors`, `recipients` and `voices` are mention ids."""

    category: Category
    mode: str | None
    start: int
    end: int
    trigger: str
    lemma: str
    sentence: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    reciprocal: bool
    status: Status
    voices: tuple[int, ...] = ()
    time: int | None = None
    place: int | None = None
    nominal: bool = False
    definite: bool = False
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMention:
    """A figure or contested assertion as told."""

    start: int
    end: int
    sentence: int
    claim: str
    count: float | None
    unit: str | None
    qualifier: str | None
    voices: tuple[int, ...]
    about: tuple[int, ...]
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMention:
    """That the report gives an office to the person of a mention."""

    person: int
    title: str
    body: int | None
    former: bool
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was understood of one report, in its own words."""

    report_id: str
    sentences: tuple[SentenceSpan, ...] = ()
    mentions: tuple[ActorMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
