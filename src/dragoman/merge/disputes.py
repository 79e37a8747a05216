"""What the tellings of one event contradict each other in, side by side."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dragoman.merge.telling import Told, apart
from dragoman.model.codes import Precision, Status
from dragoman.model.record import Account, Dispute

__all__ = ["disputes"]

DENIED = frozenset({Status.DENIED, Status.NOT_HAPPENED})
TOOK_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})


def disputes(tellings: Sequence[Told]) -> tuple[Dispute, ...]:
    """Return what cannot all be true among the tellings of one event: whether it took place, on which day."""
    found = (_of_status(tellings), _of_days(tellings))
    return tuple(dispute for dispute in found if dispute is not None)


def _of_status(tellings: Sequence[Told]) -> Dispute | None:
    sides = {
        "took place": [t for t in tellings if t.event.status in TOOK_PLACE],
        "did not": [t for t in tellings if t.event.status in DENIED],
    }
    if not all(sides.values()):
        return None
    return Dispute(field="status", accounts=tuple(_account(value, side) for value, side in sides.items()))


def _of_days(tellings: Sequence[Told]) -> Dispute | None:
    days: dict[str, list[Told]] = {}
    for t in tellings:
        if t.event.precision is Precision.DAY and t.event.start is not None:
            days.setdefault(t.event.start.isoformat(), []).append(t)
    gaps = (apart(one, other) for (one, *_), (other, *_) in itertools.combinations(days.values(), 2))
    if not any(gaps):
        return None
    return Dispute(field="start", accounts=tuple(_account(day, side) for day, side in sorted(days.items())))


def _account(value: str, side: Sequence[Told]) -> Account:
    days = [t.telling.published for t in side if t.telling.published is not None]
    return Account(
        value=value,
        voices=tuple(dict.fromkeys(v.name for t in side for v in t.event.attribution)),
        tellings=tuple(t.telling.id for t in side),
        families=len({t.telling.family for t in side}),
        first_told=min(days, default=None),
        last_told=max(days, default=None),
    )
