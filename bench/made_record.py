"""A record of made events, as large as one likes: who, where and what vary, and some are far more often met."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from dragoman.codebook.tables import read_table
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.reason import Reason
from dragoman.model.record import Event, Evidence, Findings, Party, Place, Voice
from dragoman.model.report import Block, BlockKind, Report
from dragoman.store import Database, begin_run, create, put_report
from dragoman.store.tellings import EventForm, put_events

__all__ = ["write_record"]

Kind = TypeVar("Kind")

SEED = 20240730
PER_REPORT = 8
FIRST_DAY, DAYS = date(1995, 1, 1), 10_950
VERBS = {
    Category.AGREE: ("signed with", 1),
    Category.CONSULT: ("met", 1),
    Category.SUPPORT: ("praised", 1),
    Category.CONCEDE: ("yielded to", 1),
    Category.COOPERATE: ("traded with", 2),
    Category.AID: ("helped", 2),
    Category.RETREAT: ("withdrew from", 2),
    Category.REQUEST: ("urged", 3),
    Category.ACCUSE: ("accused", 3),
    Category.REJECT: ("rebuffed", 3),
    Category.THREATEN: ("warned", 3),
    Category.PROTEST: ("marched against", 4),
    Category.SANCTION: ("punished", 4),
    Category.MOBILIZE: ("massed against", 4),
    Category.COERCE: ("arrested", 4),
    Category.ASSAULT: ("shelled", 4),
}
STATUSES = {
    Status.HAPPENED: 70,
    Status.ONGOING: 8,
    Status.PLANNED: 8,
    Status.PROPOSED: 4,
    Status.DENIED: 4,
    Status.NOT_HAPPENED: 3,
    Status.HYPOTHETICAL: 3,
}
PRECISIONS = {Precision.DAY: 80, Precision.MONTH: 10, Precision.UNKNOWN: 10}
FORENAMES = (
    "Kalo",
    "Vari",
    "Teshi",
    "Moran",
    "Dusa",
    "Peri",
    "Lanta",
    "Goro",
    "Sabi",
    "Nemi",
    "Rolan",
    "Zafi",
)
SURNAMES = (
    "brek",
    "dovan",
    "shal",
    "mirov",
    "tasan",
    "kessel",
    "lund",
    "parvo",
    "nitz",
    "hova",
    "garin",
    "weld",
)
ENDINGS = ("", "i", "o", "a", "en", "us", "ar", "el", "ov", "an", "in", "ez")
VOICES = ("TASS", "Xinhua", "a spokesman", "the foreign ministry", "residents")


class Maker:
    """Makes reports with their events out of one row of chances."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        rows = [row for row in read_table("actors/countries.tsv") if row["status"] == "state"]
        self.chance.shuffle(rows)
        self.states = [
            Party(mention=r["name"], name=r["name"], country=r["iso3"], sector="GOV") for r in rows
        ]
        self.weights = [1 / (rank + 1) ** 0.8 for rank in range(len(rows))]
        self.towns = [first + last for first in FORENAMES for last in SURNAMES]
        self.persons = [
            f"{first} {last}{end}".title() for first in FORENAMES for last in SURNAMES for end in ENDINGS
        ]

    def report(self, number: int) -> tuple[Report, tuple[Event, ...]]:
        """Return a report with its events."""
        day = FIRST_DAY + timedelta(days=self.chance.randrange(DAYS))
        text, events = "", []
        for place in range(PER_REPORT):
            event = self.event(
                f"evt-{number:08x}{place:x}", day, (f"rep-{number:016x}", f"made-{number}"), len(text)
            )
            events.append(event)
            text += event.evidence[0].text + " "
        report = Report(
            id=f"rep-{number:016x}",
            document=f"made-{number}",
            origin=f"made#{number}",
            text=text,
            title=f"News of {self.chance.choice(self.towns)} ({number})",
            outlet="Made Post",
            published=day,
            language="en",
            blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
        )
        return report, tuple(events)

    def event(self, identity: str, day: date, report: tuple[str, str], start: int) -> Event:
        """Return an event whose sentence stands at `start` of a report, given by id and document name."""
        category = self.chance.choice(list(VERBS))
        verb, quad = VERBS[category]
        actor, recipient = self.party(), self.party()
        town = self.chance.choice(self.towns)
        text = f"{actor.name} {verb} {recipient.name} in {town} on day {self.chance.randrange(10_000)}."
        at = start + len(actor.name or "") + 1
        precision = self.one_of(PRECISIONS)
        when = {Precision.DAY: day, Precision.MONTH: day.replace(day=1), Precision.UNKNOWN: None}[precision]
        return Event(
            id=identity,
            category=category,
            mode=None,
            quad=quad,
            intensity=self.chance.choice((4.0, -5.0, 2.0, -9.0)),
            contexts=("diplomatic",),
            actors=(actor,),
            recipients=(recipient,),
            reciprocal=category is Category.CONSULT,
            start=when,
            end=when,
            precision=precision,
            place=Place(mention=town, name=town, country=actor.country, latitude=1.0, longitude=2.0),
            status=self.one_of(STATUSES),
            attribution=tuple(
                Voice(mention=name, name=name) for name in VOICES if self.chance.random() < 1 / 20
            ),
            evidence=(
                Evidence(
                    report_id=report[0],
                    document=report[1],
                    start=start,
                    end=start + len(text),
                    text=text,
                    trigger=verb,
                    trigger_start=at,
                    trigger_end=at + len(verb),
                ),
            ),
            because=(Reason(field="category", rule="made", detail=verb),),
        )

    def party(self) -> Party:
        """Return a state, or a person of one."""
        state = self.chance.choices(self.states, self.weights)[0]
        if self.chance.random() < 2 / 3:
            return state
        name = self.chance.choice(self.persons)
        return Party(mention=name, name=name, country=state.country, sector="GOV")

    def one_of(self, weights: dict[Kind, int]) -> Kind:
        """Return one of the keys, the heavier the oftener."""
        return self.chance.choices(list(weights), list(weights.values()))[0]


def write_record(path: Path, events: int) -> Iterator[int]:
    """Write a record of so many events; yield how many there are after each report."""
    made = Maker()
    with create(path) as database:
        database.execute("PRAGMA synchronous = OFF")
        run = begin_run(database, version="made", resolved="made")
        for number in range(1, events // PER_REPORT + 1):
            report, told = made.report(number)
            put_report(database, run, report, Findings(report_id=report.id, events=told), b"{}")
            with database.transaction():
                _settle(database, report, told)
            yield number * PER_REPORT
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _settle(database: Database, report: Report, told: tuple[Event, ...]) -> None:
    """Make an event of each telling."""
    for place, event in enumerate(told):
        row = database.one("SELECT number FROM tellings WHERE id = ?", (event.id,))
        assert row
        order = f"{report.published} {report.id} {place}"
        form = EventForm(
            event=event, members=(row["number"],), known_from=report.published, known_until=None, order=order
        )
        put_events(database, form.members, (form,))


if __name__ == "__main__":
    for count in write_record(Path(sys.argv[1]), int(sys.argv[2])):
        if count % 100_000 == 0:
            print(count, flush=True)
