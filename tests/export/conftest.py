"""A record with two events, one full and one bare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Claim, Event, Evidence, Findings, Party, Place, Role, Voice
from dragoman.model.report import Report
from dragoman.store import (
    Database,
    EventForm,
    begin_run,
    create,
    put_events,
    put_report,
    tellings,
    unsettled,
)

TEXT = "Lavrov met the\njunta; “=1+1” was said — twice."


@pytest.fixture
def full() -> Event:
    return Event(
        id="evt-1",
        category=Category.CONSULT,
        mode="visit",
        quad=1,
        intensity=4.0,
        contexts=("diplomatic", "military"),
        actors=(
            Party(mention="Lavrov", name="Sergei Lavrov", country="RUS", sector="GOV"),
            Party(mention="an aide"),
        ),
        recipients=(Party(mention="the junta", name="Myanmar junta", country="MMR", sector="GOV"),),
        reciprocal=False,
        start=date(2022, 8, 3),
        end=date(2022, 8, 4),
        precision=Precision.DAY,
        place=Place(mention="the capital", name="Naypyitaw", country="MMR", latitude=19.75, longitude=-96.1),
        status=Status.HAPPENED,
        attribution=(Voice(mention="Tass", name="TASS"), Voice(mention="junta media", name="junta media")),
        evidence=(
            Evidence(
                report_id="rep-1",
                document="a.txt",
                start=0,
                end=len(TEXT),
                text=TEXT,
                trigger="met",
                trigger_start=7,
                trigger_end=10,
            ),
        ),
        because=(),
    )


@pytest.fixture
def bare() -> Event:
    return Event(
        id="evt-2",
        category=Category.PROTEST,
        mode=None,
        quad=4,
        intensity=None,
        contexts=(),
        actors=(Party(mention="=HYPERLINK(1)"),),
        recipients=(),
        reciprocal=True,
        start=None,
        end=None,
        precision=Precision.UNKNOWN,
        place=None,
        status=Status.DENIED,
        attribution=(),
        evidence=(),
        because=(),
    )


@pytest.fixture
def database(tmp_path: Path, full: Event, bare: Event) -> Iterator[Database]:
    report = Report(
        id="rep-1",
        document="a.txt",
        origin="/in/a.txt",
        text=TEXT,
        title="A visit",
        outlet="Sample Post",
        url="https://post.example/1",
        published=date(2022, 8, 4),
        language="en",
    )
    claim = Claim(
        id="clm-1",
        report_id="rep-1",
        document="a.txt",
        start=0,
        end=10,
        text=TEXT[:10],
        claim="2,100 were killed",
        count=2100.0,
        unit="killed",
        qualifier="more than",
        by=(Voice(mention="a monitor", name="a local monitor"),),
        about=(Party(mention="the junta", name="Myanmar junta"), Party(mention="the army")),
        because=(),
    )
    role = Role(
        id="rol-1",
        report_id="rep-1",
        document="a.txt",
        start=0,
        end=6,
        text="Lavrov",
        person="Sergei Lavrov",
        role="foreign minister",
        of="Russia",
        country="RUS",
        sector="GOV",
        former=False,
        as_of=date(2022, 8, 4),
        because=(),
    )
    findings = Findings(report_id="rep-1", events=(full, bare), claims=(claim,), roles=(role,))
    with create(tmp_path / "record.db") as database:
        put_report(database, begin_run(database, version="1"), report, findings, b"")
        for stored in tellings(database, unsettled(database, limit=10)):
            event, number = stored.telling.event, stored.number
            form = EventForm(
                event=event, members=(number,), known_from=None, known_until=None, order=event.id
            )
            put_events(database, [number], [form])
        yield database
