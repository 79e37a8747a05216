"""Answers with many events: a sequence that can also be seen as a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, overload

from dragoman.export.csv import COLUMNS, flat
from dragoman.export.rows import event_row
from dragoman.model.record import Event

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Events"]


class Events(Sequence[Event]):
    """Events in order of time, with a view of them as a data frame."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events = tuple(events)

    def to_frame(self) -> pd.DataFrame:
        """Return a data frame with one row for each event; several actors of one event are joined by "; "."""
        import pandas as pd

        frame = pd.DataFrame(
            [flat("events", event_row(event)) for event in self], columns=list(COLUMNS["events"])
        )
        for column in ("start", "end"):
            frame[column] = pd.to_datetime(frame[column])
        return frame

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, index: int) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> Events: ...
    def __getitem__(self, index: int | slice) -> Event | Events:
        return Events(self._events[index]) if isinstance(index, slice) else self._events[index]

    def __eq__(self, other: object) -> bool:
        return self._events == other._events if isinstance(other, Events) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._events)

    def __repr__(self) -> str:
        return f"<{len(self)} events>"
