"""What became of a plan: which act fulfils it, which calls it off, judged from two events alone."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from dragoman.codebook.tables import read_table
from dragoman.merge.outcomes import DONE, UNDONE, Act, act, best, is_plan, kinds_of, outcome, plan_kinds_of
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import LinkKind

STATES = {"RUS": "Russia", "MMR": "Myanmar", "IND": "India", "CHN": "China"}
TOLD, DUE = date(2022, 7, 28), date(2022, 8, 3)
VISIT = {"mode": "visit"}


@pytest.fixture
def plan(tell) -> Act:
    planned = tell(
        day=DUE,
        told_on=TOLD,
        text="Lavrov will visit Myanmar.",
        trigger="visit",
        **VISIT,
        status=Status.PLANNED,
    )
    return act(planned.event, TOLD, TOLD)


def done(tell, day: date | None = DUE, told_on: date = date(2022, 8, 4), **fields: object) -> Act:
    values = {"text": "Lavrov visited Myanmar.", "trigger": "visited", **VISIT, **fields}
    return act(tell(day=day, told_on=told_on, **values).event, told_on, told_on)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (DUE, "on the day planned"),
        (date(2022, 8, 4), "within a day"),
        (date(2022, 8, 8), "within a week"),
        (date(2022, 8, 28), "some weeks after"),
    ],
)
def test_an_act_on_the_day_or_soon_after_fulfils_the_plan(tell, plan, day, words):
    found = outcome(plan, done(tell, day, told_on=day), STATES)
    assert found is not None
    assert found.kind is LinkKind.FULFILLED_BY
    assert words in found.because


@pytest.mark.parametrize("day", [date(2022, 7, 30), date(2022, 10, 30), date(2023, 8, 3)])
def test_an_act_before_the_time_or_long_after_it_does_not(tell, plan, day):
    assert outcome(plan, done(tell, day, told_on=max(day, TOLD)), STATES) is None


def test_the_nearer_the_day_the_better(tell, plan):
    days = [date(2022, 8, 3), date(2022, 8, 4), date(2022, 8, 9), date(2022, 8, 30)]
    acts = [done(tell, day, told_on=day) for day in days]
    assert [found.act.event.start for found in best(plan, acts, STATES)] == days


def test_the_order_in_which_acts_come_makes_no_difference(tell, plan):
    acts = [done(tell, date(2022, 8, day), told_on=date(2022, 8, day)) for day in (3, 3, 4, 9)]
    found = {
        tuple(o.act.event.id for o in best(plan, order, STATES)) for order in itertools.permutations(acts)
    }
    assert len(found) == 1


def test_what_did_not_happen_calls_the_plan_off_even_ahead_of_its_day(tell, plan):
    found = outcome(
        plan, done(tell, date(2022, 7, 30), date(2022, 7, 30), status=Status.NOT_HAPPENED), STATES
    )
    assert found is not None
    assert found.kind is LinkKind.CANCELLED_BY


@pytest.mark.parametrize("word", [row["words"] for row in read_table("merging/undoing.tsv")])
def test_a_refusal_calls_the_plan_off_in_so_many_words(tell, plan, word):
    refused = {"category": Category.REJECT, "mode": None, "text": f"They {word} the visit.", "trigger": word}
    found = outcome(plan, done(tell, date(2022, 7, 30), date(2022, 7, 30), **refused), STATES)
    assert found is not None
    assert found.kind is LinkKind.CANCELLED_BY
    plain = {**refused, "text": "They criticised the visit.", "trigger": "criticised"}
    assert outcome(plan, done(tell, date(2022, 7, 30), date(2022, 7, 30), **plain), STATES) is None


def test_a_sentence_that_tells_of_both_tells_of_two_things(tell, plan):
    same = done(tell, DUE, told_on=TOLD, report=plan.event.evidence[0].report_id)
    apart = done(tell, DUE, told_on=TOLD)
    one, other = outcome(plan, same, STATES), outcome(plan, apart, STATES)
    assert other is not None
    assert one is None or one.score < other.score


@pytest.mark.parametrize(
    ("who", "whom"), [("", "min"), ("lavrov", ""), ("russia", "myanmar"), ("min", "lavrov")]
)
def test_parties_may_be_told_in_other_words(tell, plan, who, whom):
    fields = {"reciprocal": True} if who == "min" else {}
    assert outcome(plan, done(tell, who=who, whom=whom, **fields), STATES) is not None


@pytest.mark.parametrize(("who", "whom"), [("lavrov", "india"), ("india", "min"), ("rebels", "india")])
def test_other_parties_fulfil_nothing(tell, plan, who, whom):
    assert outcome(plan, done(tell, who=who, whom=whom), STATES) is None


def test_a_plan_without_a_day_is_fulfilled_within_months_of_its_report(tell):
    wish = tell(
        day=None,
        told_on=TOLD,
        text="Lavrov wants to visit.",
        trigger="visit",
        **VISIT,
        status=Status.PROPOSED,
    )
    open_plan = act(wish.event, TOLD, TOLD)
    assert open_plan.due is None
    assert outcome(open_plan, done(tell, date(2022, 8, 20), date(2022, 8, 21)), STATES) is not None
    assert outcome(open_plan, done(tell, date(2022, 7, 20), date(2022, 8, 21)), STATES) is None
    assert outcome(open_plan, done(tell, date(2023, 8, 20), date(2023, 8, 21)), STATES) is None


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"status": Status.PLANNED}, True),
        ({"status": Status.PROPOSED}, True),
        ({"status": Status.HAPPENED}, False),
        ({"status": Status.DENIED}, False),
        ({"status": Status.HYPOTHETICAL}, True),
        ({"status": Status.HYPOTHETICAL, "start": None, "precision": Precision.UNKNOWN}, False),
        ({"status": Status.HYPOTHETICAL, "actors": ()}, False),
        ({"status": Status.PLANNED, "actors": (), "recipients": ()}, False),
        ({"category": Category.THREATEN}, True),
        ({"category": Category.THREATEN, "recipients": ()}, False),
    ],
)
def test_a_plan_is_what_something_is_to_come_of(tell, fields, answer):
    assert is_plan(tell(**fields).event) is answer


def test_a_plan_and_its_outcome_find_each_other_by_their_kinds(tell):
    for category, mode in itertools.product(Category, (None, "violence", "restrict")):
        for status in (Status.PLANNED, Status.HAPPENED):
            planned = tell(category=category, mode=mode, status=status).event
            if not is_plan(planned):
                continue
            for kind in kinds_of(planned):
                deed = tell(category=kind, mode=None, text="It was cancelled.", trigger="cancelled").event
                assert category in plan_kinds_of(deed)


def test_every_judge_has_a_weight_and_every_deed_is_a_category():
    assert {row["judge"] for row in read_table("merging/outcomes.tsv")} >= {"base", "kind.same", "day.on"}
    assert all(Category(row["deed"]) for row in read_table("merging/deeds.tsv"))
    assert not DONE & UNDONE
