"""Makes small reports and findings, and a record to keep them in."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.reason import Reason
from dragoman.model.record import Claim, Event, Evidence, Findings, Party, Place, Role, Voice
from dragoman.model.report import Block, BlockKind, Cut, Report
from dragoman.store import (
    Database,
    EventForm,
    Run,
    begin_run,
    create,
    put_events,
    put_report,
    tellings,
    unsettled,
)

RUS = Party(mention="Moscow", name="Russia", country="RUS", sector="GOV")
MMR = Party(mention="the junta", name="Myanmar junta", country="MMR", sector="GOV")
LAVROV = Party(mention="Lavrov", name="Sergei Lavrov", country="RUS", sector="GOV")


class Maker:
    """Makes values of the model with few words; every test says only what it is about."""

    rus, mmr, lavrov = RUS, MMR, LAVROV

    def report(
        self, text: str = "Lavrov met the junta.", *, origin: str = "/in/a.txt", **fields: object
    ) -> Report:
        values: dict[str, object] = {
            "id": f"rep-{zlib.crc32(text.encode('utf-8', 'replace')):08x}",
            "document": Path(origin).name,
            "origin": origin,
            "text": text,
            "title": "A visit",
            "published": date(2022, 8, 4),
            "language": "en",
            "blocks": (
                Block(kind=BlockKind.BODY, start=0, end=len(text), cuts=(Cut(start=1, end=2, put=" "),)),
            ),
            "because": (Reason(field="published", rule="date.header", detail="date 2022-08-04"),),
        }
        return Report(**{**values, **fields})  # type: ignore[arg-type]

    def event(self, report: Report, number: int = 1, **fields: object) -> Event:
        values: dict[str, object] = {
            "id": f"evt-{report.id[4:]}-{number}",
            "category": Category.CONSULT,
            "mode": "visit",
            "quad": 1,
            "intensity": 4.0,
            "contexts": ("diplomatic",),
            "actors": (RUS,),
            "recipients": (MMR,),
            "reciprocal": False,
            "start": date(2022, 8, 3),
            "end": date(2022, 8, 3),
            "precision": Precision.DAY,
            "place": Place(
                mention="the capital", name="Naypyitaw", country="MMR", latitude=19.7, longitude=96.1
            ),
            "status": Status.HAPPENED,
            "attribution": (Voice(mention="Tass", name="TASS"),),
            "evidence": (
                Evidence(
                    report_id=report.id,
                    document=report.document,
                    start=0,
                    end=len(report.text),
                    text=report.text,
                    trigger="met",
                    trigger_start=7,
                    trigger_end=10,
                ),
            ),
            "because": (Reason(field="category", rule="con-v-001", detail="met"),),
        }
        return Event(**{**values, **fields})  # type: ignore[arg-type]

    def claim(self, report: Report, **fields: object) -> Claim:
        values: dict[str, object] = {
            "id": f"clm-{report.id[4:]}",
            "report_id": report.id,
            "document": report.document,
            "start": 0,
            "end": len(report.text),
            "text": report.text,
            "claim": "twelve were killed",
            "count": 12.0,
            "unit": "killed",
            "qualifier": "at least",
            "by": (Voice(mention="a monitor", name="a local monitor"),),
            "about": (MMR,),
            "because": (),
        }
        return Claim(**{**values, **fields})  # type: ignore[arg-type]

    def role(self, report: Report, **fields: object) -> Role:
        values: dict[str, object] = {
            "id": f"rol-{report.id[4:]}",
            "report_id": report.id,
            "document": report.document,
            "start": 0,
            "end": 6,
            "text": report.text,
            "person": "Sergei Lavrov",
            "role": "foreign minister",
            "of": "Russia",
            "country": "RUS",
            "sector": "GOV",
            "former": False,
            "as_of": date(2022, 8, 4),
            "because": (),
        }
        return Role(**{**values, **fields})  # type: ignore[arg-type]

    def findings(self, report: Report, *events: Event) -> Findings:
        return Findings(
            report_id=report.id,
            events=events or (self.event(report),),
            claims=(self.claim(report),),
            roles=(self.role(report),),
        )


def settle_each(database: Database) -> None:
    """Make an event of each telling that none was made of yet."""
    with database.transaction():
        for stored in tellings(database, unsettled(database, limit=1000)):
            order = f"{stored.number:06}"
            form = EventForm(
                event=stored.telling.event,
                members=(stored.number,),
                known_from=None,
                known_until=None,
                order=order,
            )
            put_events(database, [stored.number], [form])


@pytest.fixture
def settle(database: Database) -> Callable[[], None]:
    """Make an event of each telling."""
    return lambda: settle_each(database)


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with create(path) as database:
        yield database


@pytest.fixture
def run(database: Database) -> Run:
    return begin_run(database, version="1")


@pytest.fixture
def put(database: Database, run: Run, make: Maker) -> Callable[..., Report]:
    """Keep a report with events that have the given fields."""

    def _put(*events: dict[str, object], **fields: object) -> Report:
        report = make.report(**fields)  # type: ignore[arg-type]
        made = [make.event(report, number, **event) for number, event in enumerate(events, 1)]
        put_report(database, run, report, make.findings(report, *made), b"{}")
        settle_each(database)
        return report

    return _put
