"""Pairs of parties are classified by patterns and model together."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.classify import Classifier, Pair, read_pairs
from dragoman.cli import app
from dragoman.errors import QueryError, SourceError

SENTENCES = [
    ("Norway condemned Belarus for the arrests.", "Norway", "Belarus", "ACCUSE", "ACCUSE"),
    ("Kenya's president will visit Ethiopia next week.", "Kenya", "Ethiopia", "CONSULT", "AGREE"),
    ("Rebels freed forty soldiers of the Chadian army.", "Rebels", "the Chadian army", "RETREAT", "YIELD"),
    (
        "Turkish jets bombed Kurdish positions in Iraq.",
        "Turkish jets",
        "Kurdish positions",
        "ASSAULT",
        "ASSAULT",
    ),
    ("Canada imposed sanctions on Belarus.", "Canada", "Belarus", "SANCTION", "SANCTION"),
    ("Peru urged Bolivia to reopen the border.", "Peru", "Bolivia", "REQUEST", "REQUEST"),
]


@pytest.fixture(scope="module", params=["plover", "plv"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_plain_sentences_are_told_in_both_schemes(scheme: str) -> None:
    pairs = [Pair(id=str(k), sentence=s, first=a, second=b) for k, (s, a, b, *_) in enumerate(SENTENCES)]
    told = [result.category for result in Classifier(scheme=scheme).classify(pairs)]
    assert told == [row[3 if scheme == "plover" else 4] for row in SENTENCES]


def test_a_result_does_not_depend_on_its_neighbours() -> None:
    classifier = Classifier()
    pairs = [Pair(id=str(k), sentence=s, first=a, second=b) for k, (s, a, b, *_) in enumerate(SENTENCES)]
    together = [result.category for result in classifier.classify(pairs)]
    assert together == [next(classifier.classify([pair])).category for pair in pairs]


def test_a_party_that_does_not_stand_in_the_sentence_is_no_error() -> None:
    pair = Pair(id="1", sentence="The minister was arrested.", first="An actor", second="The minister")
    assert next(Classifier().classify([pair])).category == "COERCE"


def test_the_command_writes_one_row_for_each_sentence(tmp_path: Path) -> None:
    table, output = tmp_path / "in.tsv", tmp_path / "out.tsv"
    rows = ["id\tsentence\tsource\ttarget", "a\tIran met Oman.\tIran\tOman", "b\tIran left Oman.\tIran\tOman"]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["classify", str(table), "--output", str(output), "--scheme", "plv"])
    assert result.exit_code == 0
    lines = output.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id\tcategory\tquad\tscore"
    assert [line.split("\t")[0] for line in lines[1:]] == ["a", "b"]
    assert all(0 < float(line.split("\t")[3]) <= 1 for line in lines[1:])


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    table = tmp_path / "in.tsv"
    table.write_text("id\tsentence\nx\tIran met Oman.\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no column source, target"):
        list(read_pairs(table))


def test_a_folder_without_a_model_is_an_error_with_a_cure(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="dragoman train"):
        Classifier(model=tmp_path)


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(QueryError, match="Choose from"):
        Classifier(scheme="cameo")
