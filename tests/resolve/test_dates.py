from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.tables import parse_table
from dragoman.extract.times import find_times, time_of
from dragoman.model.reading import TimeMention
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser
from dragoman.resolve.anchors import anchored
from dragoman.resolve.dates import When, when_of

TABLE = Path(__file__).with_name("date_expressions.tsv")
FLOOR = 0.97


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str, published: date | None) -> list[tuple[TimeMention, When]]:
    report = Report(
        id="rep-date",
        document="date",
        origin="date",
        text=text,
        published=published,
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
    )
    times = find_times(parser.parse(report))
    whens = {time.id: when_of(time, published, load_lexicon()) for time in times}
    whens.update(anchored(text, times, whens))
    return [(time, whens[time.id]) for time in times]


def day_in(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def said(when: When) -> tuple[str, str, str]:
    start, end = (day.isoformat() if day else "" for day in (when.start, when.end))
    return start, end, str(when.precision)


def wrong(row: dict[str, str], found: list[tuple[TimeMention, When]]) -> str | None:
    """What is wrong with the reading of a row: with no expression, nothing in it may have a day."""
    expected = (row["start"], row["end"], row["precision"])
    told = [(time.text, *said(when)) for time, when in found]
    if not row["start"]:
        good = all(not start for text, start, *_ in told if row["expression"] in ("", text))
    else:
        good = (row["expression"], *expected) in told
    return (
        None
        if good
        else f"{row['id']}: {row['text']} expected {row['expression']!r} {expected}, found {told}"
    )


def test_date_expressions_mean_the_days_that_the_table_gives(parser: Parser) -> None:
    rows = parse_table(TABLE)
    faults = [
        fault for row in rows if (fault := wrong(row, read(parser, row["text"], day_in(row["published"]))))
    ]
    sys.stdout.write("\n".join((*faults, f"{len(rows) - len(faults)} of {len(rows)} right")))
    assert len(rows) >= 200
    assert len(faults) <= (1 - FLOOR) * len(rows), "\n".join(faults)


def test_without_a_publication_date_relative_expressions_stay_unknown(parser: Parser) -> None:
    report = Report(
        id="rep-date",
        document="date",
        origin="date",
        text="They met last week.",
        blocks=(Block(kind=BlockKind.BODY, start=0, end=19),),
    )
    (time,) = find_times(parser.parse(report))
    assert when_of(time, None, load_lexicon()).start is None
    explicit = read(parser, "They met on 4 May 2023.", date(2024, 1, 1))
    assert [when.start for _, when in explicit] == [date(2023, 5, 4)]


def test_a_blank_that_does_not_break_stands_for_a_blank(parser: Parser) -> None:
    told = read(parser, "They met on 4\u00a0May\u00a02023.", date(2024, 1, 1))
    assert [when.start for _, when in told] == [date(2023, 5, 4)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norway denounced last month's executions.", "denounced", None),
        ("Norway denounced last month's executions.", "executions", "last month's"),
        ("The bloc was disturbed by last month's executions.", "disturbed", None),
        ("The army won Monday's battle.", "won", "Monday's"),
        ("In a note issued on Friday, the ministry rejected the offer.", "rejected", "on Friday"),
        ("The March 3 accord is void.", "void", None),
        ("On the eve of the talks Chad freed six men on Sunday.", "freed", "on Sunday"),
    ],
)
def test_a_day_that_tells_which_thing_is_meant_does_not_date_the_verb(
    parser: Parser, text: str, word: str, expected: str | None
) -> None:
    report = Report(
        id="rep-date",
        document="date",
        origin="date",
        text=text,
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
    )
    parsed = parser.parse(report)
    at = next(token.i for token in parsed.tokens if token.text == word)
    time = time_of(parsed, find_times(parsed), at)
    assert (time.text if time else None) == expected
