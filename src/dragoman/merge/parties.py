"""Whether two parties of two tellings are the same."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from enum import Enum

from dragoman.codebook.tables import cells, read_table
from dragoman.merge.telling import proper
from dragoman.model.record import Party
from dragoman.store.names import fold

__all__ = ["Fit", "fit", "fits", "general"]

GOVERNMENT = "government of "
MEANS_LITTLE = 3  # letters of words such as "of" and "the"


class Fit(Enum):
    """How two parties, or two sides of an event, go together."""

    SAME = "same"  # one name
    NEAR = "near"  # one state and its person or body; one description
    OPEN = "open"  # nothing speaks for or against it
    OTHER = "other"


RANK = (Fit.OTHER, Fit.OPEN, Fit.NEAR, Fit.SAME)


def fit(one: Party, other: Party, states: Mapping[str, str]) -> Fit:
    """Return how two parties go together; `states` gives the common name of each country."""
    if one.country and other.country and one.country != other.country:
        return Fit.OTHER
    alike = bool(one.country) and one.country == other.country
    states_as_such = [general(party, states) for party in (one, other)]
    if _name(one) == _name(other) or all(states_as_such):
        return Fit.SAME
    if any(states_as_such):
        return Fit.NEAR if alike else Fit.OPEN
    if proper(one) and proper(other):
        return _named(
            _name(one),
            _name(other),
            open_else=alike and one.sector == other.sector and (_body(one) or _body(other)),
        )
    return Fit.NEAR if _name(one).split()[-1:] == _name(other).split()[-1:] else Fit.OPEN


def _named(one: str, other: str, *, open_else: bool) -> Fit:
    """Return how two proper names go together: one stands in the other, or they share a telling word."""
    short, long = sorted((frozenset(one.split()), frozenset(other.split())), key=len)
    if short and short <= long:
        return Fit.SAME
    if any(len(word) > MEANS_LITTLE for word in short & long):
        return Fit.NEAR
    return Fit.OPEN if open_else else Fit.OTHER


def fits(some: Sequence[Party], others: Sequence[Party], states: Mapping[str, str]) -> Fit:
    """Return how two sides go together: as their best matching parties, OPEN if one side is empty."""
    found = [fit(one, other, states) for one in some for other in others]
    return max(found, key=RANK.index, default=Fit.OPEN)


def _name(party: Party) -> str:
    return fold(party.name or party.mention)


def general(party: Party, states: Mapping[str, str]) -> bool:
    """Return whether a party is a state or its government as such."""
    if not party.country:
        return False
    state = fold(states.get(party.country, ""))
    return _name(party).removeprefix(GOVERNMENT) == state


def _body(party: Party) -> bool:
    """Whether a party is named as bodies are ("Sudan's armed forces"), and not as persons."""
    return not _collectives().isdisjoint(_name(party).split()[-1:])


@functools.cache
def _collectives() -> frozenset[str]:
    """Return the last words of what bodies are called."""
    rows = (row for row in read_table("lexicon/en/agents.tsv") if row["collective"] == "yes")
    return frozenset(noun.split()[-1] for row in rows for noun in cells(row["noun"]))
