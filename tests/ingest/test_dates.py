from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.ingest.dates import date_in, date_in_name, date_in_url, date_of_value

THE_DAY = date(2022, 8, 3)


@pytest.mark.parametrize(
    "words",
    [
        "2022-08-03",
        "2022/08/03",
        "2022-08-03T10:20:00+02:00",
        "August 03, 2022",
        "3 August 2022",
        "3rd of August, 2022",
        "Aug. 3, 2022",
        "03-Aug-2022",
        "Wed, 03 Aug 2022 10:20:00 GMT",
        "Published: 2022-08-03 10:20 GMT",
        "Wednesday, August 3, 2022",
    ],
)
def test_explicit_dates_are_read_in_every_usual_form(words: str) -> None:
    found = date_in(words)
    assert found is not None
    assert found.value == THE_DAY


def test_digits_that_could_be_two_days_are_not_guessed() -> None:
    found = date_in("03/04/2022")
    assert found is not None
    assert found.value is None
    assert found.problem == "ambiguous"


@pytest.mark.parametrize(
    ("words", "day"), [("30/07/2024", date(2024, 7, 30)), ("04/04/2022", date(2022, 4, 4))]
)
def test_digits_that_can_be_one_day_only_are_read(words: str, day: date) -> None:
    found = date_in(words)
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize("words", ["2022-02-30", "31 June 2021", "2022-13-01", "32/13/2022"])
def test_days_that_do_not_exist_are_rejected(words: str) -> None:
    found = date_in(words)
    assert found is None or found.value is None


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2022/08/03/visit-a78492",
        "https://a.example/2022/8/3/visit",
        "https://a.example/news/2022-08-03-visit.html",
        "https://a.example/20220803/visit",
        "https://a.example/world/2022/aug/03/visit",
    ],
)
def test_the_date_in_a_url_is_found(url: str) -> None:
    assert date_in_url(url) == THE_DAY


@pytest.mark.parametrize("url", ["https://a.example/2022/visit", "https://a.example/id/120220803", ""])
def test_numbers_in_a_url_that_are_no_date_are_left_alone(url: str) -> None:
    assert date_in_url(url) is None


@pytest.mark.parametrize(
    "name", ["2022-08-03-foo.txt", "foo_20220803.pdf", "3 August 2022 foo.txt", "foo 2022_08_03.txt"]
)
def test_the_date_in_a_file_name_is_found(name: str) -> None:
    assert date_in_name(name) == THE_DAY


@pytest.mark.parametrize(
    "value",
    [
        THE_DAY,
        datetime(2022, 8, 3, 10, 20, tzinfo=UTC),
        20220803,
        "20220803",
        1659521400,
        1659521400000,
        "1659521400",
    ],
)
def test_a_cell_may_hold_a_date_or_the_seconds_since_1970(value: object) -> None:
    found = date_of_value(value)
    assert found is not None
    assert found.value == THE_DAY


@pytest.mark.parametrize("value", ["soon", "12", True, None, "", float("nan"), 1e300])
def test_a_cell_without_a_date_gives_none(value: object) -> None:
    found = date_of_value(value)
    assert found is None or found.value is None
