"""Plans and what became of them, asked of a small record and of that of the sample reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.analyse import OpenPlan, PlanQuery, all_links, links_of, open_plans
from dragoman.api import Record
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import LinkKind

LATER = date(2023, 1, 1)
PLAN = (
    "Lavrov will visit Myanmar on 3 August.",
    {"trigger": "visit", "status": Status.PLANNED, "day": "2022-08-03"},
)
VISIT = ("Lavrov visited Myanmar on Wednesday.", {"trigger": "visited", "day": "2022-08-03"})
CALLED_OFF = (
    "Lavrov cancelled a visit to Myanmar.",
    {"trigger": "visit", "status": Status.NOT_HAPPENED, "day": "2022-08-01"},
)
UNDATED = ("Lavrov wants to visit Peru.", {"trigger": "visit", "status": Status.PROPOSED, "whom": "peru"})


def standing(teller, as_of: date = LATER, **query: object) -> list[OpenPlan]:
    return list(open_plans(teller.database, as_of, PlanQuery(**query)))  # type: ignore[arg-type]


def test_an_act_on_the_day_planned_fulfils_the_plan_and_both_ends_say_so(teller):
    (plan,) = teller("2022-07-28", PLAN)
    (visit,) = teller("2022-08-04", VISIT)
    (there,) = links_of(teller.database, plan)
    (back,) = links_of(teller.database, visit)
    assert (there.kind, there.event) == (LinkKind.FULFILLED_BY, visit.id)
    assert (back.kind, back.event) == (LinkKind.FULFILS, plan.id)
    assert "on the day planned" in there.because
    assert standing(teller) == []


def test_news_that_it_was_called_off_cancels_the_plan(teller):
    (plan,) = teller("2022-07-28", PLAN)
    (news,) = teller("2022-08-01", CALLED_OFF)
    assert [(k.kind, k.event) for k in links_of(teller.database, plan)] == [(LinkKind.CANCELLED_BY, news.id)]
    assert [k.kind for k in links_of(teller.database, news)] == [LinkKind.CANCELS]
    assert standing(teller) == []


def test_a_deed_of_refusal_that_calls_it_off_cancels_it_too(teller):
    (plan,) = teller("2022-07-28", PLAN)
    refusal = {
        "trigger": "called off",
        "category": Category.REJECT,
        "mode": None,
        "who": "russia",
        "day": "2022-08-01",
    }
    teller("2022-08-01", ("Russia called off the visit of Lavrov to Myanmar.", refusal))
    assert [k.kind for k in links_of(teller.database, plan)] == [LinkKind.CANCELLED_BY]


def test_as_of_a_day_only_what_was_known_by_then_counts(teller):
    (plan,) = teller("2022-07-28", PLAN)
    (visit,) = teller("2022-08-04", VISIT)
    assert links_of(teller.database, plan, date(2022, 8, 3)) == ()
    assert links_of(teller.database, visit, date(2022, 8, 3)) == ()
    assert standing(teller, date(2022, 7, 27)) == []
    (before,) = standing(teller, date(2022, 8, 3))
    assert (before.due, before.overdue) == (date(2022, 8, 3), False)


def test_what_is_neither_fulfilled_nor_called_off_stands_open_and_is_overdue_after_its_day(teller):
    teller("2022-07-28", PLAN)
    (plan,) = standing(teller, date(2022, 8, 4))
    assert (plan.due, plan.overdue, plan.told, plan.link) == (date(2022, 8, 3), True, date(2022, 7, 28), None)
    assert standing(teller, date(2022, 8, 3), overdue=True) == []
    assert len(standing(teller, date(2022, 8, 4), overdue=True)) == 1


@pytest.mark.parametrize(
    ("told_on", "fields"),
    [
        ("2022-08-04", {"whom": "peru"}),
        ("2022-08-04", {"who": "china"}),
        ("2022-08-04", {"day": "2022-07-30"}),
        ("2022-12-04", {"day": "2022-12-03"}),
        ("2022-08-04", {"category": Category.ASSAULT, "mode": None}),
    ],
)
def test_another_act_is_no_outcome(teller, told_on, fields):
    (plan,) = teller("2022-07-28", PLAN)
    teller(told_on, (VISIT[0], {**VISIT[1], **fields}))
    assert links_of(teller.database, plan) == ()


def test_what_was_told_before_the_plan_does_not_fulfil_it(teller):
    (visit,) = teller("2022-08-04", VISIT)
    plan = {**PLAN[1], "day": "2022-08-20"}
    (again,) = teller("2022-08-10", (PLAN[0], plan))
    assert links_of(teller.database, again) == links_of(teller.database, visit) == ()


def test_a_visit_put_off_by_some_weeks_fulfils_the_plan_unless_it_was_planned_itself(teller):
    (plan,) = teller("2022-07-28", PLAN)
    late = (VISIT[0], {**VISIT[1], "day": "2022-08-24"})
    (visit,) = teller("2022-08-25", late)
    assert [k.event for k in links_of(teller.database, plan)] == [visit.id]
    (second,) = teller("2022-08-20", (PLAN[0], {**PLAN[1], "day": "2022-08-24"}))
    assert links_of(teller.database, plan) == ()
    assert [k.event for k in links_of(teller.database, second)] == [visit.id]
    assert [k.event for k in links_of(teller.database, visit)] == [second.id]


def test_a_threat_is_fulfilled_by_the_deed_threatened(teller):
    threat = {"trigger": "threatened", "category": Category.THREATEN, "mode": "restrict", "who": "china"}
    (threatened,) = teller("2022-07-28", ("China threatened Myanmar with sanctions.", threat))
    assert [plan.due for plan in standing(teller)] == [None]
    deed = {
        "trigger": "sanctions",
        "category": Category.SANCTION,
        "mode": None,
        "who": "china",
        "day": "2022-08-03",
    }
    (done,) = teller("2022-08-04", ("China imposed sanctions on Myanmar.", deed))
    assert [(k.kind, k.event) for k in links_of(teller.database, threatened)] == [
        (LinkKind.FULFILLED_BY, done.id)
    ]
    assert [(k.kind, k.event) for k in links_of(teller.database, done)] == [(LinkKind.FULFILS, threatened.id)]


def test_plans_come_by_due_day_and_those_without_one_last(teller):
    month = {**PLAN[1], "day": "2022-08-01", "precision": Precision.MONTH, "whom": "china", "end": None}
    teller("2022-07-20", UNDATED)
    teller("2022-07-21", ("Lavrov will visit China in August.", month))
    teller("2022-07-28", PLAN)
    spoken_of = {**PLAN[1], "day": "2022-07-26", "whom": "peru", "status": Status.PLANNED}
    teller(
        "2022-07-28", ("Lavrov said on Tuesday that he would visit Peru.", spoken_of | {"trigger": "visit"})
    )
    assert [plan.due for plan in standing(teller)] == [date(2022, 8, 3), date(2022, 8, 31), None, None]
    assert len(standing(teller, limit=2)) == 2
    assert [p.due for p in standing(teller, since=date(2022, 8, 15))] == [date(2022, 8, 31)]


def test_the_day_of_the_report_is_due_only_if_the_sentence_speaks_of_it_as_to_come(teller):
    today = {**PLAN[1], "day": "2022-08-03"}
    teller("2022-08-03", ("Lavrov will visit Myanmar, he said on Wednesday.", today))
    assert [plan.due for plan in standing(teller)] == [None]
    teller("2022-08-03", ("Lavrov will visit Peru later on Wednesday.", today | {"whom": "peru"}))
    assert [plan.due for plan in standing(teller)] == [date(2022, 8, 3), None]


def test_a_mere_possibility_is_a_plan_only_with_an_actor_and_a_day(teller):
    maybe = {"trigger": "visit", "status": Status.HYPOTHETICAL}
    teller("2022-07-28", ("It is not known whether Lavrov would visit Myanmar.", maybe))
    assert standing(teller) == []
    teller("2022-07-28", ("Lavrov may visit Myanmar next week.", maybe | {"day": "2022-08-03"}))
    assert len(standing(teller)) == 1


def test_plans_are_asked_for_by_parties_category_and_with_their_outcomes(teller):
    (plan,) = teller("2022-07-28", PLAN)
    (visit,) = teller("2022-08-04", VISIT)
    teller("2022-07-20", UNDATED)
    (every,) = standing(teller, every=True, between=("Russia", "Myanmar"))
    assert every.event.id == plan.id
    assert every.link is not None
    assert every.link.event == visit.id
    assert not every.overdue
    assert len(standing(teller, every=True, actor="Lavrov")) == 2
    assert standing(teller, category=(Category.AID,)) == []


def test_all_links_are_those_of_each_event(teller):
    events = [*teller("2022-07-28", PLAN, UNDATED), *teller("2022-08-04", VISIT)]
    each = {event.id: links_of(teller.database, event) for event in events}
    assert all_links(teller.database) == {identity: links for identity, links in each.items() if links}


@pytest.fixture(scope="module")
def record(demo_record: Path) -> Iterator[Record]:
    with dragoman.open(demo_record) as opened:
        yield opened


def test_the_links_of_the_sample_record_agree_from_both_ends(record):
    linked = 0
    for event in record.events():
        for link in record.links(event.id):
            linked += 1
            other = record.links(link.event)
            assert any(back.event == event.id for back in other), (event.id, link)
    assert linked >= 2


def test_the_sample_record_has_open_plans_that_were_not_known_too_early(record):
    found = list(record.open_plans(as_of="2022-09-06"))
    assert found
    assert all(plan.told is None or plan.told <= date(2022, 9, 6) for plan in found)
    assert {p.event.id for p in record.open_plans(as_of="2022-09-06", overdue=True)} == {
        p.event.id for p in found if p.overdue
    }


def test_links_asked_for_now_and_as_of_a_later_day_are_the_same(record):
    for event in record.events():
        assert record.links(event.id) == record.links(event.id, as_of="2100")
