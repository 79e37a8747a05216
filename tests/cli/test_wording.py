from __future__ import annotations

from datetime import date

import pytest

from dragoman.analyse.timeline import moments
from dragoman.cli import wording
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Claim, Event, Evidence, Party

START = date(2024, 7, 22)


def event(**fields):
    values = {
        "id": "evt-1",
        "category": Category.CONSULT,
        "mode": None,
        "quad": 1,
        "intensity": 2.5,
        "contexts": (),
        "actors": (Party(mention="he"),),
        "recipients": (),
        "reciprocal": False,
        "start": START,
        "end": START,
        "precision": Precision.DAY,
        "place": None,
        "status": Status.HAPPENED,
        "attribution": (),
        "evidence": (),
        "because": (),
    }
    return Event(**{**values, **fields})


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "2024-07-22"),
        ({"end": None}, "2024-07-22"),
        ({"end": None, "status": Status.ONGOING}, "since 2024-07-22"),
        ({"end": date(2024, 7, 24)}, "2024-07-22 to 2024-07-24"),
        ({"precision": Precision.WEEK, "end": date(2024, 7, 28)}, "week of 2024-07-22"),
        ({"precision": Precision.MONTH, "end": date(2024, 7, 31)}, "July 2024"),
        ({"precision": Precision.MONTH, "end": date(2024, 9, 1)}, "July 2024 to September 2024"),
        ({"precision": Precision.YEAR}, "2024"),
        ({"start": None, "end": None, "precision": Precision.UNKNOWN}, "undated"),
        ({"start": None, "end": date(2024, 9, 1)}, "until 2024-09-01"),
    ],
)
def test_a_date_is_told_as_finely_as_it_is_known(fields, told):
    assert wording.span(event(**fields)) == told


def test_every_status_has_its_mark():
    assert set(wording.MARKS) == set(Status)
    assert wording.marked(Status.NOT_HAPPENED).plain == "✗ not happened"


def test_equals_stand_at_a_double_arrow_and_the_unknown_as_a_question():
    both = {"actors": (Party(mention="a", name="A"),), "recipients": (Party(mention="b"),)}
    assert wording.between(event(**both)) == "A → “b”"
    assert wording.between(event(**both, reciprocal=True)) == "A ↔ “b”"
    assert wording.between(event(actors=())) == "?"


def quoted(text, trigger):
    at = text.index(trigger)
    return Evidence(
        report_id="rep-1",
        document="d",
        start=100,
        end=100 + len(text),
        text=text,
        trigger=trigger,
        trigger_start=100 + at,
        trigger_end=100 + at + len(trigger),
    )


def test_a_quote_flows_on_one_line_and_keeps_its_trigger():
    text = wording.quote(quoted("The envoy\n\nmet the  general.", "met"))
    assert text.plain == "The envoy met the general."
    assert [text.plain[span.start : span.end] for span in text.spans] == ["met"]


@pytest.mark.parametrize("word", ["first", "middle", "last"])
def test_a_long_quote_is_cut_around_its_trigger(word):
    text = wording.quote(quoted("first " + "a " * 80 + "middle " + "b " * 80 + "last", word), most=40)
    assert word in text.plain
    assert "…" in text.plain
    assert len(text.plain) <= 42


def test_a_figure_is_told_with_its_unit_and_qualifier():
    def claim(count, unit, qualifier):
        return Claim(
            id="clm-1",
            report_id="rep-1",
            document="d",
            start=0,
            end=1,
            text="t",
            claim="c",
            count=count,
            unit=unit,
            qualifier=qualifier,
            by=(),
            about=(),
            because=(),
        )

    assert wording.figure(claim(2100.0, "killed", "more than")) == "more than 2,100 killed"
    assert wording.figure(claim(2.5, None, None)) == "2.5"
    assert wording.figure(claim(12, "visits", None)) == "12 visits"
    assert wording.figure(claim(None, None, None)) == ""


def test_on_a_timeline_the_month_comes_before_its_first_day_and_the_undated_last():
    first = date(2024, 7, 1)
    told = moments(
        [
            event(start=None, end=None),
            event(start=first),
            event(start=first, precision=Precision.MONTH),
            event(start=date(2021, 1, 1), precision=Precision.YEAR),
            event(start=first),
        ]
    )
    assert [(moment.start, str(moment.precision), len(moment.events)) for moment in told] == [
        (date(2021, 1, 1), "year", 1),
        (first, "month", 1),
        (first, "day", 2),
        (None, "unknown", 1),
    ]
