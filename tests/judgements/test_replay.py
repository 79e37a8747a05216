"""What judgements do, together and one after another; taken back, they leave no trace."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dragoman.errors import JudgementError, RecordError
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Party, Voice

from .conftest import INDIA, LAVROV, MYANMAR

TEXT = "The minister visited the capital on Wednesday."


@pytest.fixture
def known(world):
    """A record of three events: a visit that two reports tell, and a protest."""
    world.read(report := world.report(TEXT), world.event(report, "visited"))
    world.read(report := world.report(TEXT, "So it was.", name="b.txt"), world.event(report, "visited"))
    world.read(
        report := world.report("India protested against it.", name="c.txt"),
        world.event(
            report,
            "protested",
            category=Category.PROTEST,
            mode=None,
            quad=3,
            actors=(INDIA,),
            attribution=(Voice(mention="Tass", name="TASS"),),
        ),
    )
    assert {word: event.reports for word, event in world.events().items()} == {"visited": 2, "protested": 1}
    return world


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("category", "agree", {"category": Category.AGREE, "mode": None, "quad": 1}),
        ("mode", "phone", {"mode": "phone"}),
        ("mode", None, {"mode": None}),
        ("status", "not happened", {"status": Status.NOT_HAPPENED}),
        (
            "start",
            "2022-07",
            {"start": date(2022, 7, 1), "end": date(2022, 7, 31), "precision": Precision.MONTH},
        ),
        ("start", "unknown", {"start": None, "end": None, "precision": Precision.UNKNOWN}),
        ("end", "2022-08-06", {"start": date(2022, 8, 3), "end": date(2022, 8, 6)}),
        ("end", "2022-08-01", {"start": date(2022, 8, 1), "end": date(2022, 8, 1)}),
        ("precision", "week", {"precision": Precision.WEEK}),
        ("recipient", "nobody", {"recipients": ()}),
        (
            "voices",
            "TASS; Interfax",
            {"attribution": tuple(Voice(mention=n, name=n) for n in ("TASS", "Interfax"))},
        ),
        (
            "actor",
            "Sergei Shoigu (Russia, MIL)",
            {"actors": (Party(mention="Lavrov", name="Sergei Shoigu", country="RUS", sector="MIL"),)},
        ),
        (
            "actor",
            ["Sergei Lavrov", "India"],
            {"actors": (LAVROV, Party(mention="India", name="India", country="IND", sector="GOV"))},
        ),
    ],
)
def test_a_field_is_corrected_with_its_reason_and_undone_exactly(known, field, value, expected):
    before = known.all()
    event = known.events()["visited"]
    made = known.judge("correct", event.id, field=field, value=value)
    after = known.events()["visited"]
    assert {name: getattr(after, name) for name in expected} == expected
    assert after.judged == "corrected"
    assert [r.rule for r in after.because if "anna on" in r.detail] == ["judged"]
    known.undo(made.id)
    assert known.all() == before


def test_a_place_is_known_with_its_country_and_coordinates(known):
    known.judge("correct", known.events()["visited"].id, field="place", value="Naypyitaw")
    place = known.events()["visited"].place
    assert (place.name, place.country) == ("Naypyitaw", "MMR")
    assert place.latitude == pytest.approx(19.7, abs=0.2)


def test_queries_and_versions_hold_the_corrected_value(known):
    known.judge("correct", known.events()["visited"].id, field="actor", value="India")
    with known.open() as record:
        assert {e.evidence[0].trigger for e in record.events(actor="India")} == {"visited", "protested"}
        assert not record.events(actor="Lavrov")
        assert record.events(actor="India", as_of="2022-08-04", category="CONSULT")


def test_the_later_of_two_corrections_wins_and_undoing_it_brings_the_earlier_back(known):
    event = known.events()["visited"].id
    known.judge("correct", event, field="status", value="denied")
    later = known.judge("correct", event, field="status", value="ongoing")
    assert known.events()["visited"].status is Status.ONGOING
    known.undo(later.id)
    assert known.events()["visited"].status is Status.DENIED


def test_undoing_an_undo_restores_the_judgement(known):
    made = known.judge("reject", known.events()["visited"].id)
    taken_back = known.undo(made.id)
    assert "visited" in known.events()
    known.undo(taken_back.id)
    assert "visited" not in known.events()
    assert known.states() == ["applies", "undone", "applies"]
    with known.open() as record, pytest.raises(JudgementError, match="taken back already"):
        record.undo(taken_back.id)


def test_a_rejected_event_is_told_as_such(known):
    event = known.events()["visited"].id
    made = known.judge("reject", event)
    with known.open() as record, pytest.raises(RecordError, match=f"rejected.*{made.id}"):
        record.event(event)


def test_a_name_is_changed_in_all_events_also_in_those_read_later(known):
    before = known.all()
    made = known.judge("rename", told="Myanmar junta", value="State Administration Council")
    council = Party(mention="the junta", name="State Administration Council", country="MMR", sector="GOV")
    assert all(event.recipients == (council,) for event in known.all())
    report = known.report("Delhi thanked the junta.", name="d.txt")
    known.read(report, known.event(report, "thanked", actors=(INDIA,), category=Category.SUPPORT, mode=None))
    assert known.events()["thanked"].recipients == (council,)
    again = known.judge("rename", told="State Administration Council", value="SAC (Myanmar)")
    assert {p.name for event in known.all() for p in event.recipients} == {"SAC"}
    known.undo(again.id)
    known.undo(made.id)
    assert [e for e in known.all() if e.evidence[0].trigger != "thanked"] == before
    assert known.events()["thanked"].recipients == (MYANMAR,)


def test_voices_are_given_and_taken(known):
    known.judge("reattribute", known.events()["protested"].id, value=[])
    assert known.events()["protested"].attribution == ()
    known.judge("reattribute", known.events()["protested"].id, value=["Interfax"])
    assert [voice.name for voice in known.events()["protested"].attribution] == ["Interfax"]


def test_events_of_different_kinds_and_years_merge_and_come_apart_again(known):
    before = known.all()
    events = known.events()
    made = known.judge("merge", events["visited"].id, events["protested"].id)
    (event,) = known.all()
    assert (event.reports, len(event.evidence)) == (3, 3)
    known.undo(made.id)
    assert known.all() == before


def test_splitting_takes_one_telling_out_and_leaves_the_rest(known):
    before = known.all()
    with known.open() as record:
        first, second = record.tellings(known.events()["visited"].id)
    made = known.judge("split", second.id)
    assert sorted(event.reports for event in known.all()) == [1, 1, 1]
    again = known.judge("merge", first.id, second.id)
    assert sorted(event.reports for event in known.all()) == [1, 2]
    known.undo(again.id)
    known.undo(made.id)
    assert known.all() == before


def test_replaying_twice_is_replaying_once(known):
    events = known.events()
    known.judge("correct", events["visited"].id, field="start", value="2022-08-02")
    known.judge("rename", told="India", value="Republic of India")
    known.judge("accept", events["protested"].id)
    before = known.all()
    content = known.file.read_text(encoding="utf-8")
    known.file.write_text(content + content, encoding="utf-8")
    assert known.states() == ["applies"] * 3
    assert known.all() == before


def test_the_order_of_lines_matters_only_where_they_contradict_each_other(known):
    events = known.events()
    known.judge("correct", events["visited"].id, field="start", value="2022-08-02")
    made = known.judge("correct", events["visited"].id, field="status", value="denied")
    known.judge("reject", events["protested"].id)
    known.judge("rename", told="Sergei Lavrov", value="S. Lavrov")
    known.undo(made.id)
    before = {(e.id, e.start, e.status, e.actors) for e in known.all()}
    lines = known.lines()
    for order in (reversed(lines), sorted(lines)):
        known.file.write_text("".join(f"{line}\n" for line in order), encoding="utf-8")
        assert sorted(known.states()) == ["applies"] * 4 + ["undone"]
        assert {(e.id, e.start, e.status, e.actors) for e in known.all()} == before


def test_lines_that_others_add_or_take_out_are_noticed(known):
    event = known.events()["visited"].id
    known.judge("correct", event, field="status", value="denied")
    line = json.loads(known.lines()[0])
    other = {**line, "id": "jdg-of-another-hand", "by": "bo", "value": "ongoing"}
    with known.file.open("a", encoding="utf-8") as file:
        file.write(json.dumps(other) + "\n")
    assert known.states() == ["applies", "applies"]
    assert known.events()["visited"].status is Status.ONGOING
    known.file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert known.states() == ["applies"]
    assert known.events()["visited"].status is Status.DENIED


def test_a_file_that_is_gone_is_written_anew(known):
    known.judge("correct", known.events()["visited"].id, field="status", value="denied")
    lines = known.lines()
    known.file.unlink()
    assert known.states() == ["applies"]
    assert known.lines() == lines


@pytest.mark.parametrize(
    ("kind", "choices", "message"),
    [
        ("bless", {}, "no kind of judgement"),
        ("undo", {}, "takes a judgement"),
        ("correct", {"field": "colour", "value": "red"}, "no field"),
        ("correct", {"field": "start", "value": "yesterday"}, "no date"),
        ("correct", {"field": "start", "value": "2022-02-30"}, "no day"),
        ("correct", {"field": "category", "value": "MEET"}, "no category"),
        ("correct", {"field": "mode", "value": "wave"}, "no mode of CONSULT"),
        ("correct", {"field": "status", "value": "maybe"}, "no status"),
        ("correct", {"field": "actor", "value": "X (Atlantis)"}, "no country"),
        ("correct", {"field": "actor", "value": "X (Russia, government)"}, "no sector"),
        ("merge", {}, "two events"),
        ("rename", {"value": "X"}, "which name"),
        ("split", {}, "Nothing would stay"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_written(known, kind, choices, message):
    events = () if kind == "rename" else (known.events()["protested" if kind == "split" else "visited"].id,)
    with pytest.raises(JudgementError, match=message):
        known.judge(kind, *events, **choices)
    assert not known.file.exists()


def test_a_judgement_needs_an_event_that_is_there(known):
    with pytest.raises(RecordError):
        known.judge("accept", "evt-nowhere")
    with pytest.raises(JudgementError, match="takes one event"):
        known.judge("accept")
