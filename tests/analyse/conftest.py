"""Makes a record of few sentences: each says which event it tells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from dragoman.model.codes import Category, Precision, Status
from dragoman.model.reading import Reading, SentenceSpan
from dragoman.model.record import Event, Evidence, Findings, Party, Place
from dragoman.model.report import Block, BlockKind, Report
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

PARTIES = {
    "russia": Party(mention="Moscow", name="Russia", country="RUS"),
    "lavrov": Party(mention="Lavrov", name="Sergei Lavrov", country="RUS", sector="GOV"),
    "myanmar": Party(mention="Myanmar", name="Myanmar", country="MMR"),
    "min": Party(mention="Min Aung Hlaing", name="Min Aung Hlaing", country="MMR", sector="GOV"),
    "china": Party(mention="China", name="China", country="CHN"),
    "peru": Party(mention="Peru", name="Peru", country="PER"),
    "leaders": Party(mention="the leaders", name="The leaders"),
}
NAYPYITAW = Place(mention="Naypyitaw", name="Naypyitaw", country="MMR", latitude=19.7, longitude=96.1)


class Teller:
    """Writes reports into a record; each event of a report is kept as one event of the record."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._run = begin_run(database, version="1")
        self._numbers = itertools.count(1)

    def __call__(self, day: str | None, *told: str | tuple[str, dict[str, object]]) -> list[Event]:
        """Keep a report of a day: its sentences, with the fields of the event that each tells; return these."""
        number = next(self._numbers)
        sentences = [part if isinstance(part, str) else part[0] for part in told]
        text = " ".join(sentences)
        starts = [sum(len(s) + 1 for s in sentences[:k]) for k in range(len(sentences))]
        report = Report(
            id=f"rep-{number:03}",
            document=f"{number}.txt",
            origin=f"/in/{number}.txt",
            text=text,
            title="News",
            published=date.fromisoformat(day) if day else None,
            language="en",
            blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
            because=(),
        )
        events = tuple(
            self._event(report, k, start, *part)
            for k, (start, part) in enumerate(zip(starts, told, strict=True))
            if not isinstance(part, str)
        )
        spans = tuple(SentenceSpan(start=a, end=a + len(s)) for a, s in zip(starts, sentences, strict=True))
        reading = msgspec.json.encode(Reading(report_id=report.id, sentences=spans))
        findings = Findings(report_id=report.id, events=events, claims=(), roles=())
        put_report(self.database, self._run, report, findings, reading)
        self._settle(report)
        return list(events)

    def _event(
        self, report: Report, number: int, start: int, sentence: str, fields: dict[str, object]
    ) -> Event:
        given = dict(fields)
        trigger = str(given.pop("trigger"))
        at = start + sentence.index(trigger)
        day = given.pop("day", None)
        first = date.fromisoformat(str(day)) if day else None
        values: dict[str, object] = {
            "id": f"evt-{report.id[4:]}-{number}",
            "category": Category.CONSULT,
            "mode": "visit",
            "quad": 1,
            "intensity": 1.0,
            "contexts": (),
            "reciprocal": False,
            "start": first,
            "end": first,
            "precision": Precision.DAY if first else Precision.UNKNOWN,
            "place": None,
            "status": Status.HAPPENED,
            "attribution": (),
            "because": (),
            "evidence": (
                Evidence(
                    report_id=report.id,
                    document=report.document,
                    start=start,
                    end=start + len(sentence),
                    text=sentence,
                    trigger=trigger,
                    trigger_start=at,
                    trigger_end=at + len(trigger),
                ),
            ),
        }
        values["actors"] = tuple(PARTIES[name] for name in str(given.pop("who", "lavrov")).split())
        values["recipients"] = tuple(PARTIES[name] for name in str(given.pop("whom", "myanmar")).split())
        return Event(**{**values, **given})  # type: ignore[arg-type]

    def _settle(self, report: Report) -> None:
        day = report.published.isoformat() if report.published else ""
        with self.database.transaction():
            for stored in tellings(self.database, unsettled(self.database, limit=1000)):
                form = EventForm(
                    event=stored.telling.event,
                    members=(stored.number,),
                    known_from=report.published,
                    known_until=None,
                    order=f"{day}|{report.id}|{stored.number:09}|{stored.telling.id}",
                )
                put_events(self.database, [stored.number], [form])


@pytest.fixture
def teller(tmp_path: Path) -> Iterator[Teller]:
    with create(tmp_path / "record.db") as database:
        yield Teller(database)
