"""Who held an office on a day, by the record, by imported files and by the packaged tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.codebook.knowledge import load_knowledge
from dragoman.knowledge import KnowledgeBook
from dragoman.resolve import Directory, Ledger, Observation
from dragoman.resolve.chairs import chair_of
from dragoman.resolve.seats import sector_on

TABLE = "\n".join(
    [
        "person,office,of,start,end",
        "Wunna Maung Lwin,foreign minister,Myanmar,2021-02-01,2023-02-01",
        "Nguyen Tan Dung,prime minister,Vietnam,2022-05-12,2022-05-12",
        "Carla Reis,trade minister,Peru,2020-01-01,2021-01-01",
        "",
    ]
)
AUGUST = date(2022, 8, 3)
LATER = date(2024, 7, 30)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[KnowledgeBook]:
    file = tmp_path / "holders.csv"
    file.write_text(TABLE, encoding="utf-8")
    with KnowledgeBook(tmp_path / "dragoman.knowledge.db") as made:
        made.import_file(file, source="A list", licence="CC0-1.0")
        yield made


def seen(person: str, title: str, of: str, country: str, day: date) -> Observation:
    return Observation(
        person=person, title=title, of=of, country=country, sector="GOV", day=day, reports=("rep-1",)
    )


def directory(book: KnowledgeBook | None, *told: Observation) -> Directory:
    return Directory(load_knowledge(), ledger=Ledger.learnt(told), book=book)


def test_an_import_and_a_report_are_each_right_on_their_day(book: KnowledgeBook) -> None:
    known = directory(book, seen("Than Swe", "junta foreign minister", "Myanmar junta", "MMR", LATER))
    before = known.holder("top diplomat", "Myanmar junta", "MMR", AUGUST)
    after = known.holder("top diplomat", "Myanmar junta", "MMR", LATER)
    assert before is not None
    assert before.person == "Wunna Maung Lwin"
    assert "A list" in before.because
    assert any(line.startswith("Than Swe") for line in before.rejected)
    assert after is not None
    assert after.person == "Than Swe"


def test_the_shadow_government_has_its_own_minister(book: KnowledgeBook) -> None:
    told = directory(book).holder("foreign minister", "National Unity Government", "MMR", AUGUST)
    assert told is not None
    assert told.person == "Zin Mar Aung"


@pytest.mark.parametrize(("day", "person"), [(AUGUST, "Hun Sen"), (LATER, "Hun Manet")])
def test_the_holder_is_that_of_the_day(day: date, person: str) -> None:
    told = directory(None).holder("prime minister", "Cambodia", "KHM", day)
    assert told is not None
    assert told.person == person


def test_an_imported_visitor_who_conflicts_with_the_tables_is_told(book: KnowledgeBook) -> None:
    told = directory(book).holder("prime minister", "Vietnam", "VNM", date(2022, 5, 12))
    assert told is not None
    assert {"Nguyen Tan Dung", "Pham Minh Chinh"} <= {
        told.person,
        *(line.split(":")[0] for line in told.rejected),
    }
    assert told.score < 0.8


def test_of_two_persons_in_reports_of_one_time_neither_is_sure() -> None:
    known = directory(
        None,
        seen("Ana Lobo", "trade minister", "Peru", "PER", AUGUST),
        seen("Juan Cruz", "trade minister", "Peru", "PER", AUGUST),
    )
    told = known.holder("trade minister", "Peru", "PER", AUGUST)
    assert told is not None
    assert told.score < 0.6
    assert told.rejected


def test_reports_near_the_day_go_before_imports(book: KnowledgeBook) -> None:
    known = directory(book, seen("Ana Lobo", "trade minister", "Peru", "PER", date(2020, 6, 1)))
    told = known.holder("trade minister", "Peru", "PER", date(2020, 6, 20))
    assert told is not None
    assert told.person == "Ana Lobo"
    assert any(line.startswith("Carla Reis") for line in told.rejected)


def test_imports_go_before_a_distant_report(book: KnowledgeBook) -> None:
    known = directory(book, seen("Ana Lobo", "trade minister", "Peru", "PER", date(2023, 6, 1)))
    told = known.holder("trade minister", "Peru", "PER", date(2020, 6, 20))
    assert told is not None
    assert told.person == "Carla Reis"


def test_with_no_source_the_holder_is_unknown() -> None:
    told = directory(None).holder("trade minister", "Peru", "PER", AUGUST)
    assert told is not None
    assert told.person is None


def test_an_office_of_many_has_no_holder() -> None:
    assert directory(None).holder("senator", "Peru", "PER", AUGUST) is None


@pytest.mark.parametrize(
    ("day", "office"), [(date(2006, 1, 1), "prime minister"), (LATER, "deputy junta leader")]
)
def test_namesakes_are_told_apart_by_day(day: date, office: str) -> None:
    standing = directory(None).standing("Soe Win", day, "MMR")
    assert standing is not None
    assert office in standing.because


def test_the_chair_of_a_body_is_that_of_the_year() -> None:
    body = "Association of Southeast Asian Nations"
    assert [chair_of(body, date(year, 8, 3))[0] for year in (2021, 2022, 2023)] == ["BRN", "KHM", "IDN"]  # type: ignore[index]


def test_a_group_changes_its_sector_on_a_day() -> None:
    assert [sector_on("grp-TALIBAN", date(2021, 8, day)) for day in (14, 15)] == ["REB", "GOV"]
