"""The balance of co-operation and conflict, and the moments where it changes."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from dragoman.analyse.balance import balance, cuts
from dragoman.analyse.steps import Grain, grain_for, step_of, steps
from dragoman.model.codes import Category, Precision, Status
from dragoman.store.aggregates import Sight


def sight(day: date, intensity: float | None, *, status: Status = Status.HAPPENED) -> Sight:
    return Sight(
        number=1,
        id="evt-1",
        start=day,
        end=day,
        precision=Precision.DAY,
        category=Category.CONSULT,
        mode=None,
        quad=1 if (intensity or 0) > 0 else 4,
        intensity=intensity,
        status=status,
        place=None,
        place_folded=None,
        place_country=None,
    )


def weekly(first: date, intensities: list[float]) -> list[Sight]:
    return [sight(first + timedelta(weeks=at), value) for at, value in enumerate(intensities)]


def test_a_steady_line_is_one_stretch() -> None:
    found = balance(weekly(date(2020, 1, 1), [3, 4, 2] * 20), date(2020, 1, 1), date(2021, 2, 20))
    assert found.changes == ()
    assert [(stretch.events, stretch.mean) for stretch in found.stretches] == [(60, 3)]


def test_a_turn_for_the_worse_is_found_where_it_is() -> None:
    sights = weekly(date(2020, 1, 1), [3, 4, 2] * 10 + [-7, -8, -9] * 10)
    found = balance(sights, date(2020, 1, 1), date(2021, 2, 20))
    [change] = found.changes
    turn = sights[30].day
    assert turn is not None
    assert abs((change.step.first - turn).days) <= 31
    assert change.before > 2
    assert change.after < -6
    assert change.events_before + change.events_after == 60


def test_few_events_make_no_change() -> None:
    sights = weekly(date(2020, 1, 1), [3.0] * 5 + [-9.0] * 4)
    assert balance(sights, date(2020, 1, 1), date(2020, 6, 30)).changes == ()


def test_cuts_leave_five_events_on_each_side() -> None:
    sums = [(1, value, value * value) for value in [5.0] * 6 + [-5.0] * 6]
    assert cuts(sums, 1.0) == [6]
    assert cuts(sums[3:], 1.0) == []


@pytest.mark.parametrize(
    "status",
    [Status.PLANNED, Status.PROPOSED, Status.DENIED, Status.NOT_HAPPENED, Status.HYPOTHETICAL],
)
def test_what_did_not_happen_does_not_count(status: Status) -> None:
    day = date(2020, 1, 1)
    found = balance([sight(day, 4), sight(day, -9, status=status)], day, day)
    assert (found.events, found.mean) == (1, 4)


def test_an_event_without_intensity_is_counted_but_moves_nothing() -> None:
    day = date(2020, 1, 1)
    found = balance([sight(day, 4), sight(day, None)], day, day)
    assert (found.events, found.mean) == (2, 4)


def test_the_band_is_narrower_with_more_events() -> None:
    few = [sight(date(2020, 1, 1), value) for value in (1, 3)]
    many = [sight(date(2020, 2, 1), value) for value in (1, 3) * 10]
    found = balance(few + many, date(2020, 1, 1), date(2020, 2, 1))
    wide, narrow = ((level.high or 0) - (level.low or 0) for level in found.levels)
    assert narrow < wide
    assert found.levels[0].mean == found.levels[1].mean == 2


def test_the_band_stays_within_the_scale() -> None:
    sights = [sight(date(2020, 1, 1), 10), sight(date(2020, 2, 1), -10)]
    found = balance(sights, date(2020, 1, 1), date(2020, 2, 1))
    assert max(level.high for level in found.levels if level.high is not None) == 10
    assert min(level.low for level in found.levels if level.low is not None) == -10


@pytest.mark.parametrize(
    ("years", "grain"), [(1, Grain.MONTH), (6, Grain.MONTH), (7, Grain.QUARTER), (30, Grain.YEAR)]
)
def test_a_longer_span_has_longer_steps(years: int, grain: Grain) -> None:
    first, last = date(1990, 1, 1), date(1990 + years - 1, 12, 31)
    assert grain_for(first, last) is grain
    assert len(list(steps(first, last, grain))) <= 72


@pytest.mark.parametrize("grain", list(Grain))
def test_steps_cover_each_day_once(grain: Grain) -> None:
    line = list(steps(date(2019, 5, 17), date(2021, 2, 3), grain))
    assert line[0].first <= date(2019, 5, 17)
    assert line[-1].last >= date(2021, 2, 3)
    assert all((two.first - one.last).days == 1 for one, two in itertools.pairwise(line))
    assert step_of(date(2020, 2, 29), grain) in line


def test_the_last_step_of_all_time_ends() -> None:
    assert list(steps(date(9999, 12, 1), date.max, Grain.MONTH))[-1].last == date.max
