"""The ledger of a record: used when the next report is read, and for earlier ones by `resolve`."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import dragoman
from dragoman.api import Resolution
from dragoman.parse import Parser

REPORTS = {
    "2022-03-01": "Myanmar's foreign minister Wunna Maung Lwin met Chinese Foreign Minister Wang Yi in Beijing.",
    "2024-07-28": "The Myanmar junta's foreign minister Than Swe visited India on Friday.",
    "2024-08-02": "Peru's trade minister Ana Lobo met Chile's trade minister Juan Cruz in Lima.",
    "2024-08-09": "Peru's trade minister condemned Chile. Lobo accused Bolivia of theft.",
    "2024-08-12": "Ana Lobo condemned Ecuador.",
    "2024-08-20": "The trade minister of the shadow government condemned Myanmar. Chile sent aid to Bolivia.",
}


@pytest.fixture(scope="module")
def parser() -> Parser:
    """One parser for all tests: it takes a second to load."""
    from dragoman.codebook.knowledge import load_knowledge
    from dragoman.codebook.title_patterns import title_complements, titled_names

    return Parser(skip=title_complements(load_knowledge()), names=titled_names(load_knowledge()))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, parser: Parser) -> None:
    monkeypatch.setattr("dragoman.pipeline.Parser", lambda **_: parser)


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    files = []
    for day, text in REPORTS.items():
        file = tmp_path / f"{day}.jsonl"
        line = {"id": day, "title": f"News of {day}", "text": text, "published": day, "outlet": "The Post"}
        file.write_text(json.dumps(line) + "\n", encoding="utf-8")
        files.append(file)
    return files


def exported(record: dragoman.Record, folder: Path) -> dict[str, list[str]]:
    """Return the lines of all exports, in an order of their own."""
    found = {}
    for what in ("events", "claims", "roles"):
        path = folder / f"{record.path.stem}-{what}.jsonl"
        record.export(path, what)
        found[what] = sorted(path.read_text(encoding="utf-8").splitlines())
    return found


def names(record: dragoman.Record, text: str) -> set[str]:
    return {party.name or "" for event in record.events(text=text) for party in event.actors}


def test_the_next_report_is_read_by_what_the_record_knows(tmp_path: Path, texts: list[Path]) -> None:
    with dragoman.open(tmp_path / "a.db") as record:
        for text in texts[2:5]:
            record.read(text, by="patterns")
        assert names(record, "condemned Chile") == {"Ana Lobo"}
        (event,) = record.events(text="Ecuador")
        assert event.actors[0].country == "PER"
        assert any(
            "inferred from ledger" in why.detail for why in record.events(text="condemned Chile")[0].because
        )


def test_a_report_read_too_early_is_mended_by_resolve(tmp_path: Path, texts: list[Path]) -> None:
    with dragoman.open(tmp_path / "a.db") as record:
        record.read(texts[3], by="patterns")
        assert names(record, "condemned Chile") == {"trade minister of Peru"}
        record.read(texts[2], by="patterns")
        done = record.resolve()
        assert done.rounds == 1
        assert not done.outdated
        assert names(record, "condemned Chile") == {"Ana Lobo"}
        assert record.resolve().rounds == 0


def test_the_order_of_reports_does_not_change_the_record(tmp_path: Path, texts: list[Path]) -> None:
    shuffled = texts[:]
    random.Random(3).shuffle(shuffled)
    found = []
    for name, order in (("a", texts), ("b", shuffled), ("c", texts[::-1])):
        with dragoman.open(tmp_path / f"{name}.db") as record:
            for text in order:
                record.read(text, by="patterns")
            record.resolve()
            found.append(exported(record, tmp_path))
    assert found[0] == found[1] == found[2]
    assert found[0]["events"]


def test_resolve_is_taken_up_where_it_was_broken_off(
    tmp_path: Path, texts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.api.resolving.BATCH", 1)
    calls = []

    def stop(now: Resolution) -> None:
        calls.append(now)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with dragoman.open(tmp_path / "a.db") as record:
        for text in texts[::-1]:
            record.read(text, by="patterns")
        with pytest.raises(KeyboardInterrupt):
            record.resolve(progress=stop)
        assert record.resolve().readings < len(texts)
        assert record.resolve().rounds == 0


def test_offices_are_listed_with_evidence_and_what_contradicts(tmp_path: Path, texts: list[Path]) -> None:
    with dragoman.open(tmp_path / "a.db") as record:
        for text in texts:
            record.read(text, by="patterns")
        (peru,) = record.offices(of="Peru")
        assert (peru.person, peru.office, peru.of) == ("Ana Lobo", "trade minister", "Peru")
        assert peru.count == 1
        assert peru.reports
        assert {spell.person for spell in record.offices(of="Myanmar", on="2024-07-30")} == {"Than Swe"}
        assert [spell.person for spell in record.offices(who="Wang")] == ["Wang Yi"]


def test_imported_files_are_used_in_reading(tmp_path: Path, texts: list[Path]) -> None:
    from dragoman.knowledge import KnowledgeBook, path_beside

    table = tmp_path / "holders.csv"
    table.write_text("person,office,of,start,end\nEva Paz,trade minister,Peru,2024-01-01,2024-12-31\n")
    with KnowledgeBook(path_beside(tmp_path / "a.db")) as book:
        book.import_file(table, source="A list", licence="CC0-1.0")
    with dragoman.open(tmp_path / "a.db") as record:
        record.read(texts[3], by="patterns")
        assert names(record, "condemned Chile") == {"Eva Paz"}
        record.read(texts[2], by="patterns")
        record.resolve()
        assert names(record, "condemned Chile") == {"Ana Lobo"}
        (event,) = record.events(text="condemned Chile")
        assert any("not Eva Paz: imported from A list" in why.detail for why in event.because)
        (peru,) = record.offices(of="Peru")
        assert any("Eva Paz" in line for line in peru.against)
