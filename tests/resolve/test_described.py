"""Descriptions without a name: who is meant by "the Middle Eastern nation" or "the ministers"."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model.codes import Means
from dragoman.model.record import Event
from dragoman.model.report import Block, BlockKind, Report
from dragoman.pipeline import Reader, ReaderOptions


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReaderOptions(means=Means.PATTERNS))


def events(reader: Reader, text: str) -> list[Event]:
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    report = Report(id="r", document="d", origin="d", text=text, blocks=(block,), published=date(2021, 5, 3))
    return list(reader.read(report).findings.events)


def countries(event: Event) -> set[str | None]:
    return {party.country for party in (*event.actors, *event.recipients)}


def test_a_nation_of_a_region_is_the_last_named_of_it(reader: Reader) -> None:
    text = "Chad and Iran were discussed in Geneva. Sweden imposed sanctions on the Middle Eastern nation."
    assert countries(events(reader, text)[-1]) == {"SWE", "IRN"}


def test_the_country_is_the_one_named_before(reader: Reader) -> None:
    text = "Floods have hit Malawi. Norway sent aid to the country."
    assert countries(events(reader, text)[-1]) == {"NOR", "MWI"}


def test_officials_of_several_states_are_several_parties(reader: Reader) -> None:
    (event,) = events(reader, "Norway hosted the navies of Chile, Peru and Brazil.")
    assert {party.country for party in event.recipients} == {"CHL", "PER", "BRA"}


def test_the_ministers_are_those_enumerated_before(reader: Reader) -> None:
    text = "Ana Lobo, Juan Cruz and Iva Reis came to Lima. On Friday the foreign ministers condemned Norway."
    names = {party.name for party in events(reader, text)[-1].actors}
    assert names == {"Ana Lobo", "Juan Cruz", "Iva Reis"}


def test_a_title_that_few_states_have_tells_the_country(reader: Reader) -> None:
    text = "Turkey, Syria and the United States spoke of Turkey. Senator Bob Miller condemned Syria."
    (party,) = events(reader, text)[-1].actors
    assert party.country == "USA"
