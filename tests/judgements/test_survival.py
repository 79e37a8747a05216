"""A judgement survives re-reading: it holds fast on the words, not on the ids that a reading gives."""

from __future__ import annotations

import shutil
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model.codes import Category, Status

WORDS = ("visited", "telephoned", "welcomed", "received")
TEXT = tuple(
    f"On that day the minister {word} the other side in town number {k}." for k, word in enumerate(WORDS)
)


def _told(world, report, word, identity, *, trigger=""):
    """Return an event of a day of its own for each word."""
    day = date(2022, 1 + 2 * WORDS.index(word), 3)
    return world.event(report, trigger or word, identity=identity, start=day, end=day)


def _read(world, report, *, shift=0, only=WORDS):
    """Read a report by a reader that gives other ids with each shift."""
    there = [word for word in only if word in report.text]
    world.read(
        report,
        *(_told(world, report, word, f"evt-{report.id[4:]}{shift}{WORDS.index(word)}") for word in there),
    )


def test_a_correction_survives_new_ids_and_an_event_that_is_no_longer_found(world):
    report = world.report(*TEXT)
    _read(world, report)
    world.judge("correct", world.events()["visited"].id, field="start", value="2021-05-06", note="a slip")
    _read(world, report, shift=1)
    event = world.events()["visited"]
    assert (event.start, event.end, event.judged) == (date(2021, 5, 6), date(2021, 5, 6), "corrected")
    (reason,) = [reason for reason in event.because if reason.rule == "judged"]
    assert "anna on " in reason.detail
    assert "a slip" in reason.detail
    assert "was 2022-01-03" in reason.detail

    _read(world, report, shift=2, only=WORDS[1:])
    assert world.states() == ["idle"]
    assert world.events()["telephoned"].judged is None
    _read(world, report, shift=3)
    assert world.states() == ["applies"]
    assert world.events()["visited"].start == date(2021, 5, 6)


def test_a_newer_reader_may_change_category_and_trigger(world):
    report = world.report(*TEXT)
    _read(world, report)
    world.judge("correct", world.events()["visited"].id, field="status", value="denied")
    at = report.text.index("visited")
    event = world.event(
        report, "minister visited", identity="evt-other", category=Category.COOPERATE, mode=None
    )
    assert event.evidence[0].trigger_start < at
    world.read(report, event)
    assert world.events()["minister visited"].status is Status.DENIED


def test_a_rejection_survives_and_takes_copies_along(world):
    report, copy = world.report(*TEXT), world.report(*TEXT[:1], "It was a fine day.", name="b.txt")
    _read(world, report)
    world.judge("reject", world.events()["visited"].id)
    _read(world, report, shift=1)
    _read(world, copy)
    assert set(world.events()) == set(WORDS[1:])


def test_a_replaced_text_is_judged_by_its_sentences(world):
    report = world.report(*TEXT)
    _read(world, report)
    world.judge("accept", world.events()["telephoned"].id)
    replaced = world.report("The first paragraph is new.", *TEXT[1:])
    assert replaced.id != report.id
    _read(world, replaced)
    events = world.events()
    assert {word: event.judged for word, event in events.items()} == {
        "telephoned": "accepted",
        "welcomed": None,
        "received": None,
    }
    assert world.states() == ["applies"]


def test_a_judgement_of_a_report_that_is_read_later_waits_for_it(world):
    """The whole record is made anew beside a file of judgements."""
    report, other = world.report(*TEXT), world.report(*TEXT[:2], "Another end.", name="b.txt")
    _read(world, report)
    _read(world, other)
    world.judge("correct", world.events()["visited"].id, field="place", value="Naypyitaw")
    before = world.all()
    for first, second in ((report, other), (other, report)):
        world.path.unlink()
        _read(world, first)
        _read(world, second)
        assert world.all() == before


def test_merging_and_splitting_survive(world):
    report, other = world.report(*TEXT[:2]), world.report(*TEXT[2:], name="b.txt", published=date(2022, 9, 1))
    _read(world, report)
    _read(world, other)
    events = world.events()
    world.judge("merge", events["visited"].id, events["received"].id, events["welcomed"].id)
    for shift in (1, 2):
        _read(world, report, shift=shift)
        _read(world, other, shift=shift + 5)
        found = world.all()
        assert sorted(len(event.evidence) for event in found) == [1, 3]
    leaving = next(e for e in found if len(e.evidence) == 3)
    with world.open() as record:
        told = {t.event.evidence[0].trigger: t.id for t in record.tellings(leaving.id)}
    world.judge("split", told["received"])
    _read(world, other, shift=9)
    assert {tuple(sorted(q.trigger for q in event.evidence)) for event in world.all()} == {
        ("telephoned",),
        ("visited", "welcomed"),
        ("received",),
    }


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_judgement_survives_any_shift_of_ids(tmp_path_factory, data):
    from .conftest import World

    world = World(tmp_path_factory.mktemp("any") / "r.db")
    report = world.report(*TEXT)
    _read(world, report)
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
    wanted = {}
    for word in words:
        wanted[word] = data.draw(st.dates(date(2000, 1, 1), date(2020, 12, 31)))
        world.judge("correct", world.events()[word].id, field="start", value=wanted[word])
    order = data.draw(st.permutations(WORDS))
    widen = data.draw(
        st.dictionaries(st.sampled_from(WORDS), st.sampled_from(["minister {}", "{} the other"]))
    )
    world.read(
        report,
        *(
            _told(world, report, word, f"evt-{k}", trigger=widen.get(word, "{}").format(word))
            for k, word in enumerate(order)
        ),
    )
    with world.open() as record:
        told = {t: e for e in record.events() for t in _triggers(record, e)}
        for word in words:
            (event,) = [e for trigger, e in told.items() if word in trigger]
            assert event.start == wanted[word]
        assert {s.state.value for s in record.judgements()} == {"applies"}


def _triggers(record, event):
    return [t.event.evidence[0].trigger for t in record.tellings(event.id)]


def test_a_record_that_moves_with_its_file_is_judged_alike(world, tmp_path):
    report = world.report(*TEXT)
    _read(world, report)
    world.judge("reject", world.events()["received"].id)
    (tmp_path / "there").mkdir()
    for file in (world.path, world.file):
        shutil.copy(file, tmp_path / "there" / file.name)
    from .conftest import World

    moved = World(tmp_path / "there" / "r.db")
    assert moved.states() == ["applies"]
    assert moved.all() == world.all()
