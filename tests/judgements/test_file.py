"""The file of judgements: readable, only ever added to, and forgiving of broken lines."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import JudgementError
from dragoman.judgements import Fault, append, file_beside, line_of, lines_in, parsed, standing, understood
from dragoman.model.judgement import Anchor, Field, Judgement, JudgementKind

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
ANCHOR = Anchor(
    report="rep-1",
    document="a.txt",
    start=7,
    end=10,
    trigger="met",
    category="CONSULT",
    sentence="Lavrov met the junta.\u2028“So it was.”",
    telling="evt-1",
    actor=("Sergei Lavrov",),
)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: bool(text.strip()))
anchors = st.builds(
    Anchor, report=texts, document=texts, start=st.integers(0), end=st.integers(0), trigger=texts,
    category=texts, sentence=texts, telling=st.text(max_size=5, alphabet="ab"), actor=st.tuples(texts),
)  # fmt: skip
common = {"id": texts, "at": st.just(AT), "by": texts, "note": st.just("") | texts}
judgements = st.one_of(
    st.builds(Judgement, kind=st.just(JudgementKind.ACCEPT), of=st.tuples(anchors), **common),
    st.builds(Judgement, kind=st.just(JudgementKind.MERGE), of=st.tuples(anchors, anchors), **common),
    st.builds(
        Judgement, kind=st.just(JudgementKind.SPLIT), of=st.tuples(anchors), apart_from=st.tuples(anchors), **common
    ),
    st.builds(
        Judgement, kind=st.just(JudgementKind.CORRECT), of=st.tuples(anchors), field=st.just(Field.MODE),
        value=st.none() | texts, **common,
    ),
    st.builds(Judgement, kind=st.just(JudgementKind.UNDO), undoes=texts, **common),
    st.builds(
        Judgement, kind=st.just(JudgementKind.RENAME), told=texts,
        value=st.fixed_dictionaries({"name": texts}), **common,
    ),
)  # fmt: skip


def correction(**fields: object) -> Judgement:
    values: dict[str, object] = {
        "id": "",
        "at": AT,
        "by": "anna",
        "kind": JudgementKind.CORRECT,
        "of": (ANCHOR,),
        "field": Field.START,
        "value": "2022-08-03",
    }
    return Judgement(**{**values, **fields})  # type: ignore[arg-type]


@given(judgements)
def test_a_judgement_is_one_line_and_comes_back_from_it(judgement):
    line = line_of(judgement)
    assert "\n" not in line
    assert parsed(line) == judgement


def test_a_line_can_be_read_by_people(tmp_path):
    made = append(tmp_path / "r.judgements.jsonl", correction(note="the first sentence"))
    (line,) = (tmp_path / "r.judgements.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert line.startswith(
        f'{{"id":"{made.id}","at":"2026-11-22T10:00:00Z","by":"anna","kind":"correct","of":{{'
    )
    assert '“So it was.”"' in line
    assert line.endswith('"field":"start","value":"2022-08-03","note":"the first sentence"}')


def test_the_file_lies_beside_the_record():
    assert file_beside(Path("/x/myanmar.db")) == Path("/x/myanmar.judgements.jsonl")
    assert file_beside(Path("old.2021.db")) == Path("old.2021.judgements.jsonl")


def test_what_is_said_twice_are_two_judgements(tmp_path):
    path = tmp_path / "f.jsonl"
    assert append(path, correction()).id != append(path, correction()).id
    assert len(understood(lines_in(path))) == 2


def test_a_line_without_an_end_is_not_grown_together_with_the_next(tmp_path):
    path = tmp_path / "f.jsonl"
    append(path, correction())
    path.write_bytes(path.read_bytes() + b'{"id": "jdg-torn", "at"')
    append(path, correction())
    says = [line.says for line in understood(lines_in(path))]
    assert [type(one) for one in says] == [Judgement, Fault, Judgement]


BROKEN = {
    "{": "no JSON",
    "[]": "no table",
    "{}": "no 'kind'",
    '{"kind": "bless"}': "'bless' is no kind",
    '{"kind": "accept", "id": "j", "at": "2026-01-01", "by": "a"}': "lacks 'of'",
    '{"kind": "accept", "id": "j", "at": "2026-01-01", "by": "a", "of": []}': "no event",
    '{"kind": "accept", "id": "j", "at": "2026-01-01", "by": "a", "of": {"report": 1}}': "not understood",
    '{"kind": "undo", "id": "j", "at": "some day", "by": "a", "undoes": "k"}': "no time",
    '{"kind": "undo", "id": "j", "at": "2026-01-01", "undoes": "k"}': "no 'by'",
    '{"kind": "undo", "id": "j", "at": "2026-01-01", "by": "a", "undoes": "k", "colour": "red"}': "'colour'",
    '{"kind": "rename", "id": "j", "at": "2026-01-01", "by": "a", "told": "x", "value": {"name": "y", "country": "Y"}}':
        "no country code",
}  # fmt: skip


@pytest.mark.parametrize(("line", "error"), BROKEN.items())
def test_what_is_wrong_with_a_line_is_told(line, error):
    with pytest.raises(JudgementError, match=error):
        parsed(line)


def test_broken_lines_are_passed_over_and_told_with_their_numbers(world):
    report = world.report("The minister visited the capital.")
    world.read(report, world.event(report, "visited"))
    world.judge("accept", world.events()["visited"].id)
    content = world.file.read_text(encoding="utf-8")
    world.file.write_text("\n".join(["nonsense", "", *BROKEN, content]), encoding="utf-8")
    with world.open() as record:
        assert [standing.state.value for standing in record.judgements()] == ["applies"]
        faults = [failure for failure in record.failures() if failure.stage == "judgements"]
    assert [fault.origin for fault in faults] == [
        f"{world.file}#{number}" for number in (1, *range(3, 3 + len(BROKEN)))
    ]
    assert world.events()["visited"].judged == "accepted"
    assert "nonsense" in world.file.read_text(encoding="utf-8")
    world.file.write_text(content, encoding="utf-8")
    with world.open() as record:
        record.judgements()
        assert record.failures() == []


def test_two_judgements_of_one_id_are_told_and_the_first_holds():
    one, other = line_of(correction(id="jdg-1")), line_of(correction(id="jdg-1", value="2020-01-01"))
    first, second = understood([(1, one), (2, other), (3, one)])
    assert isinstance(first.says, Judgement)
    assert isinstance(second.says, Fault)


@given(st.lists(st.integers(0, 8), max_size=10), st.randoms())
def test_what_stands_does_not_depend_on_the_order_of_lines(undos, random):
    undoes = {f"jdg-{k}": f"jdg-{min(undone, k - 1)}" for k, undone in enumerate(undos, start=1)}
    lines = ["jdg-0", *undoes]
    shuffled = random.sample(lines, len(lines))
    stands = standing(lines, undoes)
    assert set(stands) == set(standing(shuffled, dict(reversed(undoes.items()))))
    assert lines[-1] in stands
    assert not any(undoes[one] in stands for one in stands if one in undoes)


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(JudgementError, match="cannot be written"):
        append(tmp_path / "nowhere" / "f.jsonl", correction())
