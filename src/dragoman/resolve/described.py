"""Whom a description without a name denotes: "the Middle Eastern nation", "the countries", "the foreign ministers"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.codebook.knowledge import Agent, Knowledge, Known, KnownKind
from dragoman.model.reading import ActorMention, MentionKind

__all__ = ["enumerated_before", "state_described"]

POLITY = "polity"
OFFICE = "government"
BACK = 8  # sentences before a description in which a group that it takes up may stand


def state_described(
    mention: ActorMention, before: Sequence[ActorMention], focal: Sequence[str], knowledge: Knowledge
) -> Known | None:
    """Return the state that "the country" or "the Southeast Asian nation" takes up.

    One of a region is the last named before that lies there; "the country" is the last named in the sentences
    before, and of several in one the one that the report is most about; one of its own sentence only if none is.
    """
    agent = knowledge.agents.get(mention.head)
    if agent is None or agent.kind != POLITY or mention.plural or not mention.definite:
        return None
    regions = [row for row in _rows(mention, knowledge) if row.members]
    if regions:
        inside = set(regions[0].members)
        last = next((iso3 for iso3 in _named(reversed(before), knowledge) if iso3 in inside), None)
        return knowledge.by_country.get(last or next((iso3 for iso3 in focal if iso3 in inside), ""))
    if any(True for _ in _rows(mention, knowledge)):
        return None
    earlier = range(mention.sentence - 1, max(-1, mention.sentence - BACK), -1)
    for sentence in (*earlier, mention.sentence):
        here = set(_named((m for m in before if m.sentence == sentence), knowledge))
        found = next((iso3 for iso3 in focal if iso3 in here), None)
        if found is not None:
            return knowledge.by_country.get(found)
    return None


def enumerated_before(
    mention: ActorMention, before: Sequence[ActorMention], knowledge: Knowledge
) -> tuple[ActorMention, ...]:
    """Return the members of the last enumeration that "the countries" or "the three ministers" takes up."""
    if not mention.plural or not mention.definite or mention.polities or mention.owner is not None:
        return ()
    agent = knowledge.agents.get(mention.head)
    of_office = bool(mention.title) or (agent is not None and agent.kind == OFFICE and not agent.collective)
    if not of_office and (agent is None or agent.kind != POLITY):
        return ()
    for other in reversed(before):
        if mention.sentence - other.sentence > BACK:
            return ()
        members = tuple(m for m in before if m.group == other.group and m.group is not None)
        if len(members) > 1 and all(_alike(mention, m, agent, knowledge) for m in members):
            return members
    return ()


def _alike(mention: ActorMention, member: ActorMention, agent: Agent | None, knowledge: Knowledge) -> bool:
    """Whether one of an enumeration is what the description says: a state, or a person for an office."""
    row = knowledge.rows.get(member.known)
    if agent is not None and agent.kind == POLITY and not mention.title:
        return row is not None and row.kind is KnownKind.COUNTRY
    return member.kind is MentionKind.NAME and row is None and not member.plural


def _rows(mention: ActorMention, knowledge: Knowledge) -> Iterable[Known]:
    return (row for p in mention.polities if (row := knowledge.rows.get(p)) is not None)


def _named(mentions: Iterable[ActorMention], knowledge: Knowledge) -> Iterable[str]:
    """Yield the countries that mentions name, as the name itself or beside it."""
    for mention in mentions:
        for row_id in (mention.known, *mention.polities):
            row = knowledge.rows.get(row_id)
            if row is not None and row.iso3 and row.kind is KnownKind.COUNTRY:
                yield row.iso3
