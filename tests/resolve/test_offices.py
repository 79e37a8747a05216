"""Offices, bodies and capitals without a name, as the readings of small reports."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model.codes import Means
from dragoman.model.record import Event, Findings
from dragoman.model.report import Block, BlockKind, Report
from dragoman.pipeline import Reader, ReaderOptions


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReaderOptions(means=Means.PATTERNS))


def read(reader: Reader, text: str, day: str) -> Findings:
    block = Block(kind=BlockKind.BODY, start=0, end=len(text), cuts=())
    report = Report(
        id="rep-1",
        document="a.txt",
        origin="a.txt",
        text=text,
        title=None,
        published=date.fromisoformat(day),
        language="en",
        blocks=(block,),
    )
    return reader.read(report).findings


def events(reader: Reader, text: str, day: str) -> tuple[Event, ...]:
    return read(reader, text, day).events


@pytest.mark.parametrize(("day", "person"), [("2022-08-03", "Wunna Maung Lwin"), ("2024-07-30", "Than Swe")])
def test_an_office_denotes_its_holder_of_the_day(reader: Reader, day: str, person: str) -> None:
    (event,) = events(reader, "The Myanmar junta's top diplomat condemned Norway.", day)
    (party,) = event.actors
    assert (party.mention, party.name) == ("The Myanmar junta's top diplomat", person)
    (why,) = [r for r in event.because if r.field == "actor"]
    assert why.rule == "actor.inferred"
    assert why.detail.startswith("inferred from ledger: ")


def test_the_day_is_that_of_the_event(reader: Reader) -> None:
    (event,) = events(reader, "Cambodia's prime minister visited Norway in August 2022.", "2024-07-30")
    assert [party.name for party in event.actors] == ["Hun Sen"]


def test_a_holder_named_in_the_report_goes_first(reader: Reader) -> None:
    text = "Cambodian Prime Minister Vuth Sok came to Oslo. The prime minister condemned Norway."
    assert [party.name for party in events(reader, text, "2024-07-30")[-1].actors] == ["Vuth Sok"]


def test_a_former_holder_named_in_the_report_is_not_the_holder(reader: Reader) -> None:
    text = "Former Cambodian Prime Minister Hun Sen came to Oslo. Cambodia's prime minister condemned Norway."
    assert [party.name for party in events(reader, text, "2024-07-30")[-1].actors] == ["Hun Manet"]


@pytest.mark.parametrize("whose", ["The National Unity Government's", "Myanmar's shadow government's"])
def test_the_minister_of_the_shadow_government_is_kept_apart(reader: Reader, whose: str) -> None:
    (event,) = events(reader, f"{whose} foreign minister condemned Norway.", "2022-08-03")
    assert [party.name for party in event.actors] == ["Zin Mar Aung"]


def test_an_office_of_which_nobody_is_known_is_kept(reader: Reader) -> None:
    (event,) = events(reader, "Cambodia's trade minister condemned Norway.", "2024-07-30")
    (party,) = event.actors
    assert (party.name, party.country) == ("trade minister of Cambodia", "KHM")


@pytest.mark.parametrize(("day", "state"), [("2022-08-03", "Cambodia"), ("2023-08-03", "Indonesia")])
def test_the_chair_of_asean_is_the_state_of_the_year(reader: Reader, day: str, state: str) -> None:
    (event,) = events(reader, "ASEAN's chair condemned Myanmar.", day)
    assert [party.name for party in event.actors] == [state]


def test_the_taliban_are_rebels_and_then_a_government(reader: Reader) -> None:
    before, after = events(
        reader, "The Taliban attacked Norway in 2019. The Taliban condemned Norway.", "2023-08-03"
    )
    assert [before.actors[0].sector, after.actors[0].sector] == ["REB", "GOV"]


def test_moscow_condemns_and_is_a_place(reader: Reader) -> None:
    first, second = events(
        reader, "Moscow condemned Norway. Norway's envoy met protesters in Moscow.", "2023-08-03"
    )
    (why,) = [r for r in first.because if r.field == "actor"]
    assert first.actors[0].name == "Russia"
    assert "not the place Moscow" in why.detail
    assert second.place is not None
    assert second.place.country == "RUS"
    assert "Russia" not in {party.name for party in (*second.actors, *second.recipients)}


def test_the_body_before_a_title_is_whose_office_it_is(reader: Reader) -> None:
    text = "African Union commissioner Albert Lobo met Norwegian envoy Iva Reis in Niamey."
    roles = {role.person: role.of for role in read(reader, text, "2019-07-07").roles}
    assert roles["Albert Lobo"] == "African Union"
