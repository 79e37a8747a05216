"""What a record's roles come to: spells, their bounds, and what contradicts them."""

from __future__ import annotations

import pickle
import random
from datetime import date

import pytest

from dragoman.resolve import Ledger, Observation


def seen(person: str, title: str, of: str, country: str | None, day: str, **more: object) -> Observation:
    values: dict[str, object] = {
        "person": person,
        "title": title,
        "of": of,
        "country": country,
        "sector": "GOV",
        "day": date.fromisoformat(day),
        "reports": (f"rep-{person}-{day}",),
    }
    return Observation(**{**values, **more})  # type: ignore[arg-type]


MYANMAR = [
    seen("Wunna Maung Lwin", "foreign minister", "Myanmar junta", "MMR", "2022-03-01"),
    seen("Wunna Maung Lwin", "junta foreign minister", "Myanmar", "MMR", "2022-08-01"),
    seen("U Than Swe", "foreign minister", "Government of Myanmar", "MMR", "2023-06-01"),
    seen("Than Swe", "top diplomat", "Myanmar junta", "MMR", "2024-07-28"),
    seen("Zin Mar Aung", "foreign minister", "National Unity Government", "MMR", "2022-05-01"),
]


def test_the_days_of_one_person_in_one_seat_join_into_a_hull() -> None:
    (spell,) = [
        s for s in Ledger.learnt(MYANMAR).spells if s.person == "Than Swe" or s.person == "U Than Swe"
    ]
    assert (spell.first, spell.last) == (date(2023, 6, 1), date(2024, 7, 28))
    assert spell.count == 2


def test_another_holder_bounds_a_spell() -> None:
    first, second = [s for s in Ledger.learnt(MYANMAR).spells if s.body == "MMR"]
    assert first.before == date(2023, 6, 1)
    assert second.after == date(2022, 8, 1)


def test_a_rival_government_has_seats_of_its_own() -> None:
    ledger = Ledger.learnt(MYANMAR)
    rival = ledger.holder("foreign minister", "National Unity Government", date(2022, 5, 2))
    junta = ledger.holder("foreign minister", "Myanmar junta", date(2022, 5, 2))
    assert rival is not None
    assert rival.person == "Zin Mar Aung"
    assert junta is not None
    assert junta.person == "Wunna Maung Lwin"
    assert not rival.against
    assert not junta.against


def test_an_end_is_unknown_and_never_still() -> None:
    ledger = Ledger.learnt([seen("Ana Lobo", "trade minister", "Peru", "PER", "2020-01-01")])
    (spell,) = ledger.spells
    worth = [
        spell.worth(day)[0]
        for day in (date(2020, 1, 1), date(2020, 3, 1), date(2021, 1, 1), date(2025, 1, 1))
    ]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == len(worth)
    assert spell.before is None


def test_past_a_contradiction_a_spell_is_worth_nothing() -> None:
    spell = Ledger.learnt(MYANMAR).holder("foreign minister", "Myanmar", date(2022, 8, 2))
    assert spell is not None
    assert spell.worth(date(2023, 6, 1))[0] == 0


def test_former_ends_a_spell() -> None:
    ledger = Ledger.learnt(
        [
            seen("Ana Lobo", "president", "Peru", "PER", "2020-01-01"),
            seen("Ana Lobo", "president", "Peru", "PER", "2021-01-01", former=True),
        ]
    )
    (spell,) = ledger.spells
    assert spell.before == date(2021, 1, 1)
    assert spell.worth(date(2021, 2, 1))[0] == 0


def test_two_persons_in_one_seat_on_one_day_contradict_each_other() -> None:
    ledger = Ledger.learnt(
        [
            seen("Ana Lobo", "prime minister", "Peru", "PER", "2020-01-01"),
            seen("Juan Cruz", "prime minister", "Peru", "PER", "2020-01-01"),
        ]
    )
    assert all(spell.against for spell in ledger.spells)


def test_offices_that_many_hold_contradict_nobody() -> None:
    ledger = Ledger.learnt(
        [
            seen("Ana Lobo", "senator", "Peru", "PER", "2020-01-01"),
            seen("Juan Cruz", "senator", "Peru", "PER", "2020-01-01"),
        ]
    )
    assert not any(spell.against for spell in ledger.spells)


def test_the_order_of_observations_does_not_matter() -> None:
    shuffled = MYANMAR[:]
    random.Random(7).shuffle(shuffled)
    assert Ledger.learnt(shuffled).digest == Ledger.learnt(MYANMAR).digest


def test_a_ledger_goes_to_another_process() -> None:
    ledger = Ledger.learnt(MYANMAR)
    again = pickle.loads(pickle.dumps(ledger))
    assert again == ledger
    assert again.digest == ledger.digest
    assert again.offices_of("Zin Mar Aung", date(2022, 5, 1))


@pytest.mark.parametrize("name", ["Lavrov", "Sergey Lavrov", "Sergei Viktorovich Lavrov"])
def test_wordings_of_one_name_are_one_person_in_one_seat(name: str) -> None:
    ledger = Ledger.learnt(
        [
            seen("Sergei Lavrov", "foreign minister", "Russia", "RUS", "2020-01-01"),
            seen(name, "foreign minister", "Russia", "RUS", "2020-06-01"),
        ]
    )
    assert len(ledger.spells) == 1
