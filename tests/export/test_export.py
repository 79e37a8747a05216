from __future__ import annotations

import csv
import json
from datetime import date

import pyarrow.parquet as pq
import pytest

from dragoman.errors import ExportError
from dragoman.export import WHAT, export, files, formats
from dragoman.export.parquet import SCHEMAS
from dragoman.export.rows import ROWS, event_row

CONTRACT = {
    "events": "id type mode quad intensity contexts actor recipient reciprocal start end precision place "
    "status attribution reports families disputes figures links judged evidence",
    "claims": "document text start end claim count unit qualifier by about",
    "roles": "document person role of former as_of",
    "reports": "document title outlet url published language family",
}


def read_jsonl(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("what", WHAT)
def test_rows_have_the_fields_of_the_contract_in_its_order(database, tmp_path, what):
    export(database, tmp_path / "x.jsonl", what=what)
    for row in read_jsonl(tmp_path / "x.jsonl"):
        assert " ".join(row) == CONTRACT[what]
    assert " ".join(SCHEMAS[what].names) == CONTRACT[what]


def test_an_event_as_json_is_written_as_the_contract_says(database, tmp_path):
    assert export(database, tmp_path / "x.jsonl", what="events") == 2
    full, bare = read_jsonl(tmp_path / "x.jsonl")
    assert full["actor"][1] == {"mention": "an aide", "name": None, "country": None, "sector": None}
    assert full["place"] == {
        "mention": "the capital",
        "name": "Naypyitaw",
        "country": "MMR",
        "latitude": 19.75,
        "longitude": -96.1,
    }
    assert (full["start"], full["end"], full["precision"]) == ("2022-08-03", "2022-08-04", "day")
    assert full["attribution"] == ["TASS", "junta media"]
    quote = full["evidence"][0]
    assert list(quote) == ["document", "start", "end", "text", "trigger"]
    assert (bare["place"], bare["start"], bare["recipient"]) == (None, None, [])


def test_a_claim_names_voices_and_parties_and_a_whole_figure_is_whole(database, tmp_path):
    export(database, tmp_path / "x.jsonl", what="claims")
    (claim,) = read_jsonl(tmp_path / "x.jsonl")
    assert claim["by"] == ["a local monitor"]
    assert claim["about"] == ["Myanmar junta", "the army"]
    assert (tmp_path / "x.jsonl").read_text().find('"count":2100,') > 0


@pytest.mark.parametrize("what", WHAT)
def test_parquet_gives_back_the_same_rows(database, tmp_path, what):
    count = export(database, tmp_path / "x.parquet", what=what)
    assert pq.read_table(tmp_path / "x.parquet").to_pylist() == list(ROWS[what](database))
    assert count == pq.read_metadata(tmp_path / "x.parquet").num_rows


def test_parquet_written_in_groups_is_whole(database, tmp_path, monkeypatch):
    monkeypatch.setattr("dragoman.export.parquet.GROUP", 1)
    export(database, tmp_path / "x.parquet", what="events")
    assert pq.read_table(tmp_path / "x.parquet")["id"].to_pylist() == ["evt-1", "evt-2"]
    assert pq.read_table(tmp_path / "x.parquet")["start"].to_pylist() == [date(2022, 8, 3), None]


def test_csv_joins_lists_and_gives_nested_values_columns_of_their_own(database, tmp_path):
    export(database, tmp_path / "x.csv", what="events")
    full, bare = read_csv(tmp_path / "x.csv")
    assert full["contexts"] == "diplomatic; military"
    assert full["actor"] == "Sergei Lavrov; an aide"
    assert full["actor_country"] == "RUS; "
    assert full["actor_sector"] == "GOV; "
    assert (full["place"], full["place_country"], full["longitude"]) == ("Naypyitaw", "MMR", "-96.1")
    assert (full["reciprocal"], bare["reciprocal"]) == ("false", "true")
    assert full["text"] == "Lavrov met the\njunta; “=1+1” was said — twice."
    assert (full["text_start"], full["trigger"]) == ("0", "met")
    assert (bare["mode"], bare["start"], bare["place"], bare["actor_country"]) == ("", "", "", "")


def test_csv_holds_no_formula(database, tmp_path):
    export(database, tmp_path / "x.csv", what="events")
    _, bare = read_csv(tmp_path / "x.csv")
    assert bare["actor"] == "'=HYPERLINK(1)"


def test_csv_tells_spreadsheets_that_it_is_utf_8(database, tmp_path):
    for what in WHAT:
        export(database, tmp_path / "x.csv", what=what)
        assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_unknown_ending_names_the_known_ones(database, tmp_path):
    with pytest.raises(ExportError, match=r"\.jsonl, \.csv, \.parquet"):
        export(database, tmp_path / "x.xlsx", what="events")
    assert formats() == (".jsonl", ".csv", ".parquet")


def test_an_unknown_table_names_the_known_ones(database, tmp_path):
    with pytest.raises(ExportError, match="events, claims, roles, reports"):
        export(database, tmp_path / "x.csv", what="people")


@pytest.mark.parametrize("ending", formats())
def test_a_missing_folder_is_an_error_with_a_cure(database, tmp_path, ending):
    with pytest.raises(ExportError, match="Check that its folder exists"):
        export(database, tmp_path / "none" / f"x{ending}", what="events")


@pytest.mark.parametrize("ending", formats())
def test_an_export_that_breaks_leaves_the_old_file_and_no_litter(
    database, tmp_path, monkeypatch, ending, full
):
    target = tmp_path / f"x{ending}"
    target.write_text("old")

    def broken(_):
        yield event_row(full)
        raise KeyboardInterrupt

    monkeypatch.setitem(files.ROWS, "events", broken)
    with pytest.raises(KeyboardInterrupt):
        export(database, target, what="events")
    assert target.read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("ending", formats())
def test_an_empty_record_gives_an_empty_file_of_its_format(database, tmp_path, ending):
    with database.transaction():
        database.execute("DELETE FROM reports")
    assert export(database, tmp_path / f"x{ending}", what="claims") == 0
    assert (tmp_path / f"x{ending}").exists()
