"""A record whose reader finds events wherever a test says so, and judges them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.api.settling import settle
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Event, Evidence, Findings, Party, Telling
from dragoman.model.report import Report
from dragoman.store import begin_run, create, put_report

RUSSIA = Party(mention="Moscow", name="Russia", country="RUS")
MYANMAR = Party(mention="the junta", name="Myanmar junta", country="MMR", sector="GOV")
LAVROV = Party(mention="Lavrov", name="Sergei Lavrov", country="RUS", sector="GOV")
INDIA = Party(mention="Delhi", name="India", country="IND")


@dataclass
class World:
    """A record, and the reports and findings that are put into it."""

    path: Path

    def report(self, *sentences: str, name: str = "a.txt", published: date = date(2022, 8, 4)) -> Report:
        text = " ".join(sentences)
        return Report(
            id=f"rep-{zlib.crc32(f'{name}|{text}'.encode()):08x}",
            document=name,
            origin=f"/in/{name}",
            text=text,
            title="A visit",
            published=published,
            language="en",
        )

    def event(self, report: Report, word: str, *, identity: str = "", **fields: object) -> Event:
        at = report.text.index(word)
        start = report.text.rfind(". ", 0, at) + 2 if ". " in report.text[:at] else 0
        end = report.text.index(".", at) + 1
        quote = Evidence(
            report_id=report.id,
            document=report.document,
            start=start,
            end=end,
            text=report.text[start:end],
            trigger=word,
            trigger_start=at,
            trigger_end=at + len(word),
        )
        values: dict[str, object] = {
            "id": identity or f"evt-{report.id[4:]}-{at:03}",
            "category": Category.CONSULT,
            "mode": "visit",
            "quad": 1,
            "intensity": 4.0,
            "contexts": (),
            "actors": (LAVROV,),
            "recipients": (MYANMAR,),
            "reciprocal": False,
            "start": date(2022, 8, 3),
            "end": date(2022, 8, 3),
            "precision": Precision.DAY,
            "place": None,
            "status": Status.HAPPENED,
            "attribution": (),
            "evidence": (quote,),
            "because": (),
        }
        return Event(**{**values, **fields})  # type: ignore[arg-type]

    def read(self, report: Report, *events: Event) -> None:
        """Read a report, again if it is known, and find these events in it."""
        with create(self.path) as database:
            run = begin_run(database, version="1", again=True)
            put_report(database, run, report, Findings(report_id=report.id, events=events), b"{}")
            settle(database)

    def open(self) -> dragoman.Record:
        return dragoman.open(self.path)

    def events(self) -> dict[str, Event]:
        """Return the events by the trigger of their first sentence."""
        with self.open() as record:
            return {event.evidence[0].trigger: event for event in record.events()}

    def all(self) -> list[Event]:
        with self.open() as record:
            return list(record.events())

    def judge(self, kind: str, *events: str, **choices: object):
        with self.open() as record:
            return record.judge(kind, *events, **{"by": "anna", **choices})

    def undo(self, identity: str):
        with self.open() as record:
            return record.undo(identity, by="anna")

    def states(self) -> list[str]:
        with self.open() as record:
            return [standing.state.value for standing in record.judgements()]

    @property
    def file(self) -> Path:
        return self.path.with_name(f"{self.path.stem}.judgements.jsonl")

    def lines(self) -> list[str]:
        return self.file.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "r.db")


def telling(event: Event, *, document: str = "a.txt") -> Telling:
    quote = event.evidence[0]
    return Telling(
        event=event,
        report_id=quote.report_id,
        document=document,
        published=None,
        outlet=None,
        family=quote.report_id,
    )
