"""The book keeps facts apart by source, tells conflicts, and survives broken imports."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.errors import QueryError, RecordError, SourceError
from dragoman.knowledge import FactQuery, Format, Holding, ImportResult, KnowledgeBook, normal, path_beside
from dragoman.knowledge.facts import Entity, Kind
from dragoman.knowledge.formats import READERS
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.reading import Told

from .conftest import country_file, ftm, lines

Import = Callable[..., ImportResult]

MINISTERS = (
    "person\toffice\tof\tcountry\tsector\tstart\tend\n"
    "Wunna Maung Lwin\tforeign minister\tMyanmar junta\tMMR\tGOV\t2021-02\t2023-01\n"
    "Zin Mar Aung\tforeign minister\tNational Unity Government\tMMR\tOPP\t2021-04-16\t\n"
    "Than Swe\tforeign minister\tMyanmar junta\tMMR\tGOV\t2023-02-01\t\n"
)


def people(book: KnowledgeBook, office: str, of: str, on: str) -> list[str]:
    return [held.fact.person for held in book.holders(office, of, on=on) if isinstance(held.fact, Holding)]


def test_the_juntas_foreign_minister_is_the_one_of_the_day(book: KnowledgeBook, take: Import) -> None:
    result = take("ministers.tsv", MINISTERS)
    assert result.conflicts == ()
    assert people(book, "foreign minister", "Myanmar junta", "2022-08-03") == ["Wunna Maung Lwin"]
    assert people(book, "foreign minister", "State Administration Council", "2024-07-26") == ["Than Swe"]


def test_the_shadow_government_has_ministers_of_its_own(book: KnowledgeBook, take: Import) -> None:
    take("ministers.tsv", MINISTERS)
    assert people(book, "foreign minister", "NUG", "2022-08-03") == ["Zin Mar Aung"]
    (bearer,) = book.lookup(normal("Zin Mar Aung"), "2022-08-03")
    assert [(held.of, held.sector) for held in bearer.holdings] == [("National Unity Government", "OPP")]


def test_an_end_that_is_not_told_is_unknown(book: KnowledgeBook, take: Import) -> None:
    take("ministers.tsv", MINISTERS, as_of="2024-08-01")
    held, later = (book.holders("foreign minister", "SAC", on=day)[0] for day in ("2024-07-26", "2026-01-01"))
    assert (held.beyond, later.beyond) == (False, True)


def test_prime_ministers_of_cambodia_follow_each_other(book: KnowledgeBook, take: Import) -> None:
    old = country_file("Cambodia", "", "Prime Minister HUN SEN (since 14 January 1985)")
    new = country_file("Cambodia", "", "Prime Minister HUN MANET (since 22 August 2023)")
    take("cb_2022.json", old, as_of="2022-08-04")
    result = take("cb_2024.json", new, as_of="2024-07-25")
    assert result.conflicts == ()
    for day, name in (("2022-08-03", "Hun Sen"), ("2024-07-25", "Hun Manet")):
        vouched = [held for held in book.holders("prime minister", "Cambodia", on=day) if not held.beyond]
        assert [held.fact.person for held in vouched if isinstance(held.fact, Holding)] == [name]


@pytest.mark.parametrize(("as_of", "certain"), [("2022-08-04", True), ("", False)])
def test_two_holders_of_one_seat_are_a_conflict_and_both_are_kept(
    book: KnowledgeBook, take: Import, as_of: str, certain: bool
) -> None:
    chief, head = "President Nguyen Xuan PHUC (since 26 July 2021)", "Prime Minister Pham Minh CHINH"
    take("vm.json", country_file("Vietnam", chief, f"{head} (since 26 July 2021)"), as_of=as_of)
    visits = "person,office,of,start,end\nNguyen Tan Dung,Prime Minister,Vietnam,2022-05-12,2022-05-12\n"
    (conflict,) = take("visits.csv", visits, source="Visits").conflicts
    assert conflict.certain is certain
    assert str(conflict).startswith(
        "prime minister of Vietnam: Pham Minh Chinh 2021-07-26 to ? (World Factbook) and Nguyen Tan Dung"
        " 2022-05-12 to 2022-05-12 (Visits, row 2)"
    )
    assert book.conflicts() == (conflict,)
    assert people(book, "prime minister", "VNM", "2022-05-12") == ["Pham Minh Chinh", "Nguyen Tan Dung"]


def test_two_countries_of_one_person_are_a_conflict(take: Import) -> None:
    first = lines(ftm("a", "Person", name=["Anna Example"], country=["mm"], birthDate=["1970-01-02"]))
    second = lines(ftm("b", "Person", name=["Anna EXAMPLE"], country=["th"], birthDate=["1970-01-02"]))
    other = lines(ftm("c", "Person", name=["Anna Example"], country=["la"], birthDate=["1980-01-02"]))
    take("first.json", first)
    (conflict,) = take("second.json", second).conflicts
    assert (
        str(conflict) == "Anna Example, born 1970-01-02, is of MMR (first, row 1) and of THA (second, row 1)."
    )
    assert take("other.json", other).conflicts == ()


def test_one_person_in_two_spellings_is_no_conflict(take: Import) -> None:
    head = "person,office,of,start,end\n"
    take("a.csv", f"{head}Vladimir Putin,president,Russia,2012-05-07,2024\n")
    assert (
        take("b.csv", f"{head}Vladimir Vladimirovich Putin,president,Russia,2012-05,2030\n").conflicts == ()
    )
    take("c.csv", f"{head}Vahagn Khachaturyan,president,Armenia,2022-03-13,2025\n")
    assert take("d.csv", f"{head}Vahagn Khachatryan,president,Armenia,2022,2030\n").conflicts == ()


def test_a_handing_over_on_one_day_is_no_conflict(take: Import) -> None:
    rows = "Kim Example,president,Fiji,2010,2021-02-01\nLee Example,president,Fiji,2021-02-01,2024\n"
    assert take("a.csv", f"person,office,of,start,end\n{rows}").conflicts == ()


def test_many_may_be_ambassador_but_one_to_a_country(take: Import) -> None:
    rows = "A Bee,member of parliament,Fiji,2010,2020\nC Dee,member of parliament,Fiji,2010,2020\n"
    assert take("a.csv", f"person,office,of,start,end\n{rows}").conflicts == ()


def test_the_taliban_are_rebels_until_they_govern(book: KnowledgeBook, take: Import) -> None:
    head = "name\tkind\tcountry\tsector\tstart\tend\taliases\n"
    rows = (
        "Taliban\tarmed\tAFG\tREB\t2001-12\t2021-08-15\tTaleban\nTaliban\tarmed\tAFG\tGOV\t2021-08-15\t\t\n"
    )
    take("groups.tsv", head + rows)
    found = {day: book.lookup("taleban", day)[0].sector for day in ("2021-08-14", "2021-08-15", "2024-01-01")}
    assert found == {"2021-08-14": "REB", "2021-08-15": "GOV", "2024-01-01": "GOV"}


def test_a_name_out_of_use_is_not_found(book: KnowledgeBook, take: Import) -> None:
    person = {
        "id": "p",
        "name": "New Name",
        "other_names": [{"name": "Old Name", "end_date": "1999"}],
    }
    take("p.json", json.dumps({"persons": [person]}))
    assert book.lookup("old name", "1998-05-01")
    assert book.lookup("old name", "2005-01-01") == ()


def test_a_file_is_imported_once(book: KnowledgeBook, take: Import) -> None:
    first, again = (take(name, MINISTERS) for name in ("ministers.tsv", "copy.tsv"))
    assert (first.skipped, again.skipped) == (False, True)
    assert again.source == first.source
    assert again.counts == first.counts
    assert len(book.sources()) == 1


def test_a_source_tells_where_it_is_from(book: KnowledgeBook, take: Import) -> None:
    take("ministers.tsv", MINISTERS, source="My list", licence="CC0-1.0", as_of="2024-07")
    (source,) = book.sources()
    assert (source.name, source.licence, source.file) == ("My list", "CC0-1.0", "ministers.tsv")
    assert (source.as_of, source.imported_at) == ("2024-07", "2024-08-01T00:00:00+00:00")
    fact = book.facts(FactQuery(name="Than Swe", office="foreign minister"))[0]
    assert (fact.source, fact.fact.row) == (source, 4)


def test_removing_a_source_leaves_nothing_of_it(book: KnowledgeBook, take: Import) -> None:
    number = take("ministers.tsv", MINISTERS).source.id
    book.remove(number)
    assert book.lookup("than swe", "2024-01-01") == ()
    counts = [
        book._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("sources", "entities", "names", "standings", "holdings", "memberships", "offices")
    ]
    assert counts == [0] * 7
    with pytest.raises(QueryError, match="no source"):
        book.remove(number)


def test_an_import_that_was_killed_is_redone(
    book: KnowledgeBook, take: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Person {number} Example,president,Fiji,19{number % 90 + 10}\n" for number in range(7000))
    content = f"person,office,of,start\n{rows}"

    def broken(intake: Intake) -> Iterator[Told]:
        for count, told in enumerate(original(intake)):
            if count == 12_000:
                raise KeyboardInterrupt
            yield told

    original = READERS[Format.TABLE]
    monkeypatch.setitem(READERS, Format.TABLE, broken)  # type: ignore[arg-type]
    monkeypatch.setattr("dragoman.knowledge.book.remove", lambda *_: None)  # killed before it could tidy up
    with pytest.raises(KeyboardInterrupt):
        take("many.csv", content)
    assert book._connection.execute("SELECT count(*) FROM entities").fetchone()[0] > 4000
    assert book.sources() == ()
    assert book.lookup("person 1 example", "2000-01-01") == ()
    monkeypatch.undo()
    result = take("many.csv", content)
    assert (result.skipped, result.counts["entities"]) == (False, 7000)
    assert book._connection.execute("SELECT count(*) FROM entities").fetchone()[0] == 7000


def test_a_file_cut_off_leaves_nothing(book: KnowledgeBook, tmp_path: Path) -> None:
    whole = gzip.compress(MINISTERS.encode() * 500)
    path = tmp_path / "cut.tsv.gz"
    path.write_bytes(whole[: len(whole) - 20])
    with pytest.raises(SourceError, match=r"cut\.tsv\.gz is cut off"):
        book.import_file(path)
    assert book.sources() == ()
    assert book._connection.execute("SELECT count(*) FROM sources").fetchone()[0] == 0


@pytest.mark.parametrize("pack", ["gzip", "bz2", "lzma"])
def test_packed_files_are_unpacked(book: KnowledgeBook, tmp_path: Path, pack: str) -> None:
    module = __import__(pack)
    path = tmp_path / "ministers.tsv.packed"
    path.write_bytes(module.compress(MINISTERS.encode()))
    assert book.import_file(path).counts["holdings"] == 3


def test_progress_ends_at_the_end(book: KnowledgeBook, tmp_path: Path) -> None:
    path = tmp_path / "ministers.tsv"
    path.write_text(MINISTERS, encoding="utf-8")
    seen: list[tuple[int, int]] = []
    book.import_file(path, progress=lambda taken, size: seen.append((taken, size)))
    assert seen[-1] == (len(MINISTERS), len(MINISTERS))
    assert all(taken <= size for taken, size in seen)


def test_a_file_that_is_no_book_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE things (id)")
    other.close()
    with pytest.raises(RecordError, match="no book of knowledge"):
        KnowledgeBook(path)
    text = tmp_path / "text.db"
    text.write_text("no database at all, only words", encoding="utf-8")
    with pytest.raises(RecordError, match="no book of knowledge"):
        KnowledgeBook(text)


def test_a_missing_file_is_told(book: KnowledgeBook, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        book.import_file(tmp_path / "nothing.json")


def test_a_day_that_is_none_is_told(book: KnowledgeBook) -> None:
    with pytest.raises(QueryError, match="no date"):
        book.holders("president", "Fiji", on="yesterday")


def test_the_book_lies_beside_the_record() -> None:
    assert path_beside(Path("work/dragoman.db")) == Path("work/dragoman.knowledge.db")


def test_a_book_can_be_opened_again(tmp_path: Path, write: Callable[[str, str], Path]) -> None:
    path = tmp_path / "again.knowledge.db"
    with KnowledgeBook(path) as book:
        book.import_file(write("ministers.tsv", MINISTERS))
    with KnowledgeBook(path) as book:
        (bearer,) = book.lookup("wunna maung lwin", "2022-08-03")
    assert (bearer.kind, bearer.country, bearer.holdings[0].office) == (
        Kind.PERSON,
        "MMR",
        "foreign minister",
    )


def test_facts_by_name_tell_the_entity_and_its_offices(book: KnowledgeBook, take: Import) -> None:
    take("ministers.tsv", MINISTERS)
    found = [type(sourced.fact) for sourced in book.facts(FactQuery(name="U.S. nobody"))]
    assert found == []
    found = [type(sourced.fact) for sourced in book.facts(FactQuery(name="THAN SWE"))]
    assert found == [Entity, Holding]
