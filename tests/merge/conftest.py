"""Makes tellings with few words; every test says only what it is about."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

import pytest

from dragoman.merge import Bench, Told, told
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Claim, Event, Evidence, Party, Place, Telling, Voice

STATES = {"RUS": "Russia", "MMR": "Myanmar", "IND": "India", "CHN": "China"}
PARTIES = {
    "russia": Party(mention="Moscow", name="Russia", country="RUS"),
    "lavrov": Party(mention="Lavrov", name="Sergei Lavrov", country="RUS", sector="GOV"),
    "myanmar": Party(mention="Myanmar", name="Myanmar", country="MMR"),
    "junta": Party(mention="the junta", name="Myanmar junta", country="MMR", sector="GOV"),
    "min": Party(mention="Min Aung Hlaing", name="Min Aung Hlaing", country="MMR", sector="GOV"),
    "india": Party(mention="India", name="India", country="IND"),
    "rebels": Party(mention="the rebels"),
}
NAYPYITAW = Place(mention="Naypyitaw", name="Naypyitaw", country="MMR", latitude=19.7, longitude=96.1)


class Teller:
    """Makes tellings, each of another report unless told otherwise."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(
        self,
        who: str = "lavrov",
        whom: str = "min",
        day: date | None = date(2022, 8, 3),
        *,
        told_on: date | None = date(2022, 8, 4),
        text: str = "Lavrov met Min Aung Hlaing in Naypyitaw on Wednesday and discussed trade.",
        trigger: str = "met",
        report: str | None = None,
        family: str | None = None,
        voices: tuple[str, ...] = (),
        killed: float | None = None,
        **fields: object,
    ) -> Telling:
        number = next(self._numbers)
        report = report or f"rep-{number:03}"
        quote = Evidence(
            report_id=report,
            document=f"{report}.txt",
            start=0,
            end=len(text),
            text=text,
            trigger=trigger,
            trigger_start=number,
            trigger_end=number + len(trigger),
        )
        values: dict[str, object] = {
            "id": f"evt-{number:03}",
            "category": Category.CONSULT,
            "mode": None,
            "quad": 1,
            "intensity": 1.0,
            "contexts": (),
            "actors": (PARTIES[who],) if who else (),
            "recipients": (PARTIES[whom],) if whom else (),
            "reciprocal": False,
            "start": day,
            "end": day,
            "precision": Precision.DAY if day else Precision.UNKNOWN,
            "place": None,
            "status": Status.HAPPENED,
            "attribution": tuple(Voice(mention=v, name=v) for v in voices),
            "evidence": (quote,),
            "because": (),
        }
        event = Event(**{**values, **fields})  # type: ignore[arg-type]
        return Telling(
            event=event,
            report_id=report,
            document=f"{report}.txt",
            published=told_on,
            outlet=None,
            family=family or report,
            claims=(self._claim(event, killed, voices),) if killed is not None else (),
        )

    def _claim(self, event: Event, killed: float, voices: tuple[str, ...]) -> Claim:
        quote = event.evidence[0]
        return Claim(
            id=f"clm-{event.id}",
            report_id=quote.report_id,
            document=quote.document,
            start=0,
            end=quote.end,
            text=quote.text,
            claim=f"{killed:g} were killed",
            count=killed,
            unit="killed",
            qualifier=None,
            by=tuple(Voice(mention=v, name=v) for v in voices),
            about=(),
            because=(),
        )


@pytest.fixture
def tell() -> Teller:
    return Teller()


@pytest.fixture
def bench() -> Bench:
    return Bench(STATES)


@pytest.fixture
def grouped(bench: Bench) -> Callable[..., list[set[str]]]:
    """Return the ids of the tellings of each event that comes out."""

    def _grouped(*tellings: Telling) -> list[set[str]]:
        seen: list[Told] = [told(telling) for telling in tellings]
        return [{t.telling.id for t in group} for group in bench.clusters(seen)]

    return _grouped
