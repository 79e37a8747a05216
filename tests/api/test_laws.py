"""Laws of the record: order does not matter, nothing that was told is lost, and rebuilding changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.api.settling import settle
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Event, Evidence, Findings, Party
from dragoman.model.report import Block, BlockKind, Report
from dragoman.store import Database, EventQuery, begin_run, create, put_report, views

RUSSIA = Party(mention="Moscow", name="Russia", country="RUS")
LAVROV = Party(mention="Lavrov", name="Sergei Lavrov", country="RUS", sector="GOV")
JUNTA = Party(mention="the junta", name="Myanmar junta", country="MMR", sector="GOV")
INDIA = Party(mention="India", name="India", country="IND")
FIRST = date(2022, 8, 1)
SENTENCES = (
    "Lavrov met the head of the junta in Naypyitaw on Wednesday for talks on trade and grain.",
    "The minister held talks with the general in the capital, the ministry said in a brief note.",
    "Both sides met again and spoke of trade, of grain and of the harvest to come.",
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, Findings]:
    """Make a report of one to three events about few parties in few days, so that many go together."""
    number = draw(st.integers(0, 10**6))
    text = " ".join(SENTENCES)
    published = draw(st.none() | st.integers(0, 9).map(lambda days: FIRST + timedelta(days=days)))
    report = Report(
        id=f"rep-{number:07}",
        document=f"{number}.txt",
        origin=f"/in/{number}.txt",
        text=text,
        published=published,
        language="en",
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
    )
    events = []
    for place, sentence in enumerate(SENTENCES[: draw(st.integers(1, 3))]):
        begin = text.index(sentence)
        day = draw(st.none() | st.integers(0, 6).map(lambda days: FIRST + timedelta(days=days)))
        events.append(
            Event(
                id=f"evt-{number:07}-{place}",
                category=draw(st.sampled_from((Category.CONSULT, Category.AGREE))),
                mode=draw(st.sampled_from((None, "visit"))),
                quad=1,
                intensity=1.0,
                contexts=(),
                actors=(draw(st.sampled_from((RUSSIA, LAVROV, INDIA))),),
                recipients=draw(st.sampled_from(((), (JUNTA,)))),
                reciprocal=False,
                start=day,
                end=day,
                precision=Precision.DAY if day else Precision.UNKNOWN,
                place=None,
                status=draw(st.sampled_from((Status.HAPPENED, Status.DENIED, Status.PLANNED))),
                attribution=(),
                evidence=(
                    Evidence(
                        report_id=report.id,
                        document=report.document,
                        start=begin,
                        end=begin + len(sentence),
                        text=sentence,
                        trigger="met",
                        trigger_start=begin + place,
                        trigger_end=begin + place + 3,
                    ),
                ),
                because=(),
            )
        )
    return report, Findings(report_id=report.id, events=tuple(events))


Told = list[tuple[Report, Findings]]
SOME = st.lists(reports(), min_size=1, max_size=6, unique_by=lambda pair: pair[0].id)


class Records:
    """Makes records that are thrown away at the end."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
        self._count = 0

    def __enter__(self) -> Records:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def new(self) -> Database:
        self._count += 1
        return self._stack.enter_context(create(self._folder / f"{self._count}.db"))


def keep(database: Database, told: Sequence[tuple[Report, Findings]]) -> None:
    run = begin_run(database, version="1")
    for report, findings in told:
        put_report(database, run, report, findings, b"{}")
    settle(database)


def known(database: Database, *, as_of: date | None = None) -> list[Event]:
    return list(views.events(database, EventQuery(as_of=as_of)))


@settings(max_examples=25, deadline=None)
@given(SOME, st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_or_all_at_once_gives_the_same_events(told: Told, chance) -> None:
    with Records() as records:
        at_once, singly, shuffled = records.new(), records.new(), records.new()
        keep(at_once, told)
        for pair in told:
            keep(singly, [pair])
        for pair in chance.sample(told, len(told)):
            keep(shuffled, [pair])
        assert known(at_once) == known(singly) == known(shuffled)
        day = FIRST + timedelta(days=4)
        assert known(at_once, as_of=day) == known(singly, as_of=day) == known(shuffled, as_of=day)


@settings(max_examples=25, deadline=None)
@given(SOME)
def test_a_further_report_never_takes_evidence_away(told: Told) -> None:
    with Records() as records:
        database = records.new()
        seen: set[tuple[str, int]] = set()
        for pair in told:
            keep(database, [pair])
            now = {(q.report_id, q.trigger_start) for event in known(database) for q in event.evidence}
            assert seen <= now
            seen = now
        assert len(seen) == sum(len(findings.events) for _, findings in told)


@settings(max_examples=25, deadline=None)
@given(SOME, st.integers(0, 9))
def test_what_was_known_on_a_day_is_what_the_reports_until_then_tell(told: Told, days: int) -> None:
    day = FIRST + timedelta(days=days)
    with Records() as records:
        whole, until = records.new(), records.new()
        keep(whole, told)
        early = [pair for pair in told if pair[0].published is None or pair[0].published <= day]
        keep(until, early)
        assert known(whole, as_of=day) == known(until)


@settings(max_examples=15, deadline=None)
@given(SOME)
def test_a_report_that_leaves_takes_only_its_own_with_it(told: Told) -> None:
    with Records() as records:
        database, without = records.new(), records.new()
        keep(database, told)
        gone, _ = told[0]
        blank = replace(gone, id="rep-other", text="Nothing happened.", blocks=())
        keep(database, [(blank, Findings(report_id=blank.id))])
        keep(without, told[1:])
        assert known(database) == known(without)
