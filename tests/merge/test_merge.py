"""Tellings of one happening come together, near misses stay apart, and nothing is settled silently."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dragoman.merge import components, told, versions
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Place

WEDNESDAY, THURSDAY = date(2022, 8, 3), date(2022, 8, 4)
OTHER_WORDS = "Russia's foreign minister held talks with the leader of the junta."


def test_two_reports_of_one_meeting_are_one_event(tell, grouped):
    one = tell()
    other = tell("russia", "junta", WEDNESDAY, text=OTHER_WORDS, trigger="talks with")
    assert grouped(one, other) == [{one.id, other.id}]


@pytest.mark.parametrize(
    "other",
    [
        {"who": "india"},
        {"day": date(2022, 8, 9), "told_on": date(2022, 8, 10)},
        {"category": Category.SUPPORT, "report": "rep-same"},
        {"category": Category.ASSAULT},
        {"status": Status.PLANNED},
        {"whom": "rebels", "who": "rebels", "day": None, "text": "The rebels gave way.", "trigger": "gave"},
    ],
    ids=["another state", "another day", "another act of one report", "another kind", "a plan", "others"],
)
def test_near_misses_stay_apart(tell, grouped, other):
    first = tell(report="rep-same")
    second = tell(**{"text": OTHER_WORDS, **other})
    assert {frozenset(group) for group in grouped(first, second)} == {
        frozenset({first.id}),
        frozenset({second.id}),
    }


def test_tellings_come_together_in_any_order(tell, bench):
    tellings = [
        *(tell(day=date(2022, 8, 1 + k % 4), told_on=date(2022, 8, 2 + k % 5)) for k in range(8)),
        *(tell("russia", "junta", None, told_on=date(2022, 8, 3 + k), text=OTHER_WORDS) for k in range(4)),
        *(tell("india", "myanmar", date(2022, 8, 2), told_on=date(2022, 8, 2 + k)) for k in range(3)),
    ]
    made = set()
    for seed in range(6):
        shuffled = random.Random(seed).sample(tellings, len(tellings))
        found = components([told(t) for t in shuffled], bench)
        made.add(
            frozenset(
                (v.event.id, v.members, v.known_from)
                for c in found
                for p in c.parts
                for v in versions(p, bench)
            )
        )
    assert len(made) == 1


def test_the_finest_date_the_town_and_the_full_name_are_kept(tell, bench):
    town = Place(mention="Naypyitaw", name="Naypyitaw", country="MMR", latitude=19.7, longitude=96.1)
    state = Place(mention="Myanmar", name="Myanmar", country="MMR")
    vague = tell(
        "russia", "junta", date(2022, 8, 1), precision=Precision.MONTH, place=state, told_on=WEDNESDAY
    )
    exact = tell(place=town)
    (version,) = [v for v in versions([told(vague), told(exact)], bench) if v.known_until is None]
    event = version.event
    assert (event.start, event.precision, event.place) == (WEDNESDAY, Precision.DAY, town)
    assert [p.name for p in event.actors] == ["Sergei Lavrov"]
    assert event.id == vague.id
    assert len(event.evidence) == 2


def test_what_was_known_when_is_kept(tell, bench):
    first = tell(day=None, told_on=WEDNESDAY)
    second = tell(told_on=THURSDAY)
    third = tell(told_on=date(2022, 8, 5))
    made = versions([told(t) for t in (first, second, third)], bench)
    assert [(v.event.start, v.known_from, v.known_until) for v in made] == [
        (None, WEDNESDAY, THURSDAY),
        (WEDNESDAY, THURSDAY, None),
    ]
    assert made[1].members == (first.id, second.id, third.id)


def test_denial_stands_beside_the_report_of_the_deed(tell, bench):
    raid = {"category": Category.ASSAULT, "mode": "aerial", "trigger": "bombed"}
    text = "Myanmar's jets bombed the camp of the rebels near Laiza on Wednesday, witnesses said."
    said = [
        tell("myanmar", "rebels", text=text, voices=("witnesses",), told_on=THURSDAY, **raid)
        for _ in range(2)
    ]
    denied = tell("myanmar", "rebels", text=text, voices=("Myanmar junta",), status=Status.DENIED, **raid)
    (version,) = [v for v in versions([told(t) for t in (*said, denied)], bench) if v.known_until is None]
    assert version.event.status is Status.HAPPENED
    (dispute,) = version.event.disputes
    assert [(a.value, a.voices, a.families) for a in dispute.accounts] == [
        ("took place", ("witnesses",), 2),
        ("did not", ("Myanmar junta",), 1),
    ]


def test_copies_count_once(tell, bench):
    copies = [tell(day=date(2022, 8, 2), family="fam-1", told_on=WEDNESDAY) for _ in range(3)]
    others = [tell(told_on=WEDNESDAY) for _ in range(2)]
    (version,) = versions([told(t) for t in (*copies, *others)], bench)
    assert version.event.start == WEDNESDAY


def test_figures_of_two_voices_that_cannot_both_hold_are_disputed(tell, bench):
    raid = {
        "category": Category.ASSAULT,
        "mode": "aerial",
        "trigger": "bombed",
        "who": "myanmar",
        "whom": "rebels",
    }
    text = "Myanmar's jets bombed the camp of the rebels near Laiza on Wednesday."
    early = tell(text=text, killed=10, voices=("the army",), told_on=WEDNESDAY, **raid)
    later = tell(text=text, killed=12, voices=("the army",), **raid)
    other = tell(text=text, killed=30, voices=("the rebels",), **raid)
    (version,) = [v for v in versions([told(t) for t in (early, later)], bench) if v.known_until is None]
    (figure,) = version.event.figures
    assert (figure.unit, figure.low, figure.high, figure.disputed) == ("killed", 12, 12, False)
    (version,) = [
        v for v in versions([told(t) for t in (early, later, other)], bench) if v.known_until is None
    ]
    (figure,) = version.event.figures
    assert (figure.low, figure.high, figure.disputed) == (12, 30, True)
