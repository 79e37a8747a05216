"""Where things stand in pictures: to scale, and not on one another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from dragoman.analyse import Dyad, DyadQuery, Land, Mark, Network, Node, Tie
from dragoman.analyse.balance import balance
from dragoman.analyse.steps import grain_for
from dragoman.model.codes import Category, Precision, Status
from dragoman.store.aggregates import Sight
from dragoman.web.filters import EventFilters
from dragoman.web.pages.dyad import DyadPage
from dragoman.web.pictures.scale import TimeScale
from dragoman.web.pictures.timeline import dyad_picture
from dragoman.web.pictures.web_of_ties import network_picture
from dragoman.web.pictures.world import world_picture


def mark(number: int, day: date, *, quad: int = 1, **fields: object) -> Mark:
    values: dict[str, object] = {
        "id": f"evt-{number}",
        "start": day,
        "end": day,
        "precision": Precision.DAY,
        "category": Category.CONSULT,
        "mode": None,
        "quad": quad,
        "intensity": 3.0 if quad <= 2 else -7.0,
        "status": Status.HAPPENED,
        "actors": ("France",),
        "recipients": ("Mali",),
        "reciprocal": False,
        "place": None,
        "reports": 1,
        "families": 1,
    }
    return Mark(**{**values, **fields})  # type: ignore[arg-type]


def dyad(marks: Sequence[Mark]) -> Dyad:
    days = [one.start for one in marks if one.start]
    sights = [
        Sight(
            number, one.id, one.start, one.end, one.precision, one.category, one.mode, one.quad, one.intensity,
            one.status, None, None, None,
        )
        for number, one in enumerate(marks)
    ]  # fmt: skip
    return Dyad(
        first="France",
        second="Mali",
        begins=min(days),
        ends=max(days),
        total=len(marks),
        events=len(marks),
        undated=0,
        categories=(),
        statuses=(),
        places=(),
        voices=(),
        grain=grain_for(min(days), max(days)),
        marks=tuple(marks),
        heaps=(),
        balance=balance(sights, min(days), max(days)),
        listed=(),
    )


def test_days_are_drawn_to_scale() -> None:
    scale = TimeScale.over(date(2020, 1, 1), date(2020, 12, 31), 0, 1000)
    first, middle, last = (scale.x(date(2020, month, 1)) for month in (1, 6, 11))
    assert (middle - first) / (last - middle) == pytest.approx(152 / 153, abs=0.01)
    assert [tick.x for tick in scale.ticks()] == sorted(tick.x for tick in scale.ticks())


@pytest.mark.parametrize(
    ("first", "last"), [(date.min, date.max), (date.max, date.max), (date.min, date.min)]
)
def test_any_span_has_a_scale(first: date, last: date) -> None:
    scale = TimeScale.over(first, last, 0, 1000)
    assert 0 <= scale.x(first) <= scale.x(last) <= 1000
    assert len(list(scale.ticks())) < 40


def test_no_mark_lies_on_another() -> None:
    day = date(2020, 1, 1)
    marks = [
        mark(number, day + timedelta(days=number * 5 % 300), families=1 + number % 4, reports=1 + number % 6)
        for number in range(60)
    ]
    picture = dyad_picture(dyad(marks))
    assert picture is not None
    dots = picture.dots
    assert len(dots) == 60
    for number, one in enumerate(dots):
        for other in dots[number + 1 :]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


def test_better_told_events_are_larger_and_copies_make_a_ring() -> None:
    day = date(2020, 1, 1)
    picture = dyad_picture(dyad([mark(1, day), mark(2, day, families=3, reports=3), mark(3, day, reports=4)]))
    assert picture is not None
    plain, told, copied = sorted(picture.dots, key=lambda dot: dot.event)
    assert told.radius > plain.radius == copied.radius
    assert (plain.ring > 0, told.ring > 0, copied.ring > 0) == (False, False, True)


def test_a_date_known_by_the_month_is_drawn_as_the_month() -> None:
    picture = dyad_picture(
        dyad([mark(1, date(2020, 3, 1), precision=Precision.MONTH), mark(2, date(2020, 8, 1))])
    )
    assert picture is not None
    whole, single = sorted(picture.dots, key=lambda dot: dot.event)
    assert whole.begins is not None
    assert whole.ends is not None
    assert whole.begins < whole.x < whole.ends
    assert single.begins is None


def test_each_change_opens_the_events_behind_it() -> None:
    marks = [mark(n, date(2015, 1, 1) + timedelta(days=20 * n), quad=1 if n < 40 else 4) for n in range(80)]
    made = DyadPage(
        first="france",
        second="mali",
        filters=EventFilters(status=("happened",)),
        offset=0,
        limit=25,
        dyad=dyad(marks),
    )
    picture = made.picture()
    assert picture is not None
    [flag] = picture.flags
    assert "from +3.0 to −7.0" in flag.text
    address = made.around(0)
    assert address.startswith("/between/france/mali?since=2017-")
    assert "status=happened" in address
    assert address.endswith("#events")


def test_without_dates_there_is_nothing_to_draw() -> None:
    empty = Dyad(
        first="a", second="b", begins=None, ends=None, total=0, events=0, undated=0, categories=(), statuses=(),
        places=(), voices=(), grain=None, marks=(), heaps=(), balance=None, listed=(),
    )  # fmt: skip
    assert dyad_picture(empty) is None
    assert DyadQuery().limit == 25


def network(size: int) -> Network:
    names = [f"Actor {number}" for number in range(size)]
    return Network(
        begins=None,
        ends=None,
        since=None,
        until=None,
        nodes=tuple(
            Node(key=name.lower(), name=name, country=False, events=size - at, ties=1)
            for at, name in enumerate(names)
        ),
        ties=tuple(
            Tie(first=names[0], second=name, events=1, quads=(1, 0, 0, 0), intensity=2.0)
            for name in names[1:]
        ),
        more=0,
    )


@pytest.mark.parametrize("size", [0, 2, 25, 80])
def test_a_network_has_all_its_actors_within_the_picture(size: int) -> None:
    picture = network_picture(network(size))
    assert len(picture.knots) == size
    assert all(0 < knot.x < picture.width and 0 < knot.y < picture.height for knot in picture.knots)
    assert picture == network_picture(network(size))


def test_names_in_a_network_do_not_lie_on_each_other() -> None:
    labels = [knot.label for knot in network_picture(network(40)).knots if knot.label]
    assert len(labels) > 20
    places = {(label.x, label.y) for label in labels}
    assert len(places) == len(labels)


def test_the_map_is_darker_where_more_happens() -> None:
    lands = [
        Land(iso3=iso3, name=iso3, events=events, quads=(events, 0, 0, 0))
        for iso3, events in (("RUS", 1000), ("MMR", 30), ("SGP", 1))
    ]
    shapes = {shape.name: shape for shape in world_picture(lands).shapes}
    assert shapes["RUS"].shade > shapes["MMR"].shade > shapes["SGP"].shade > 0
    assert shapes["SGP"].path == ""
    assert world_picture([]).shapes == ()
