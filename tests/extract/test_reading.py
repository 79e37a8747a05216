"""What is read from plain sentences: status, voices, parties, places and days."""

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


def read(reader: Reader, text: str, published: date | None = date(2023, 5, 17)) -> Findings:
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(text)),)
    report = Report(id="rep-0", document="d", origin="d", text=text, published=published, blocks=blocks)
    return reader.read(report).findings


def only(findings: Findings, category: str) -> Event:
    (event,) = [e for e in findings.events if e.category == category]
    return event


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway imposed sanctions on Belarus.", "happened"),
        ("Norway will impose sanctions on Belarus.", "planned"),
        ("Norway is planning to impose sanctions on Belarus.", "planned"),
        ("Norway did not impose sanctions on Belarus.", "not_happened"),
        ("Norway could impose sanctions on Belarus.", "hypothetical"),
        ("If Norway imposes sanctions on Belarus, trade will stop.", "hypothetical"),
        ("Norway denied imposing sanctions on Belarus.", "denied"),
        ("Norway said it would impose sanctions on Belarus.", "planned"),
    ],
)
def test_the_nearest_cue_sets_the_status(reader: Reader, text: str, status: str) -> None:
    assert only(read(reader, text), "SANCTION").status == status


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Soldiers shelled Goma, according to Reuters.", ["Reuters"]),
        ("Soldiers shelled Goma, Reuters reported.", ["Reuters"]),
        ("The mayor, Paul Kasai, said that soldiers shelled Goma.", ["Paul Kasai"]),
        ("Soldiers shelled Goma.", []),
    ],
)
def test_who_says_it_is_the_attribution(reader: Reader, text: str, voices: list[str]) -> None:
    event = only(read(reader, text), "ASSAULT")
    assert [voice.name for voice in event.attribution] == voices


def test_the_speaker_of_a_statement_is_its_actor_and_not_its_source(reader: Reader) -> None:
    event = only(read(reader, "Chile's president condemned Peru, Reuters reported."), "ACCUSE")
    assert [party.country for party in event.actors] == ["CHL"]
    assert [voice.name for voice in event.attribution] == ["Reuters"]


def test_what_is_asked_is_no_event_of_its_own(reader: Reader) -> None:
    findings = read(reader, "Ghana urged Togo to release the fishermen.")
    assert [event.category for event in findings.events] == ["REQUEST"]


def test_a_passive_turns_the_sides_round(reader: Reader) -> None:
    event = only(read(reader, "Two Czech diplomats were expelled by Russia."), "SANCTION")
    assert [p.country for p in event.actors] == ["RUS"]
    assert [p.country for p in event.recipients] == ["CZE"]


def test_a_name_that_looks_like_grammar_is_a_name(reader: Reader) -> None:
    findings = read(
        reader, "Junta foreign minister Than Swe met the Laotian ambassador. Than Swe visited India."
    )
    visit = next(e for e in findings.events if e.mode == "visit")
    assert [p.name for p in visit.actors] == ["Than Swe"]


def test_an_ambassador_to_a_state_is_of_another(reader: Reader) -> None:
    (role,) = read(reader, "Russian ambassador to Chad Ivan Petrov met reporters.").roles
    assert (role.person, role.role, role.of) == ("Ivan Petrov", "ambassador to Chad", "Russia")


def test_a_pronoun_and_an_office_denote_the_person_named_before(reader: Reader) -> None:
    text = "Kenyan President William Ruto visited Rome. He met Pope Francis. The president thanked Italy."
    thanks = only(read(reader, text), "SUPPORT")
    assert [p.name for p in thanks.actors] == ["William Ruto"]


def test_both_countries_are_the_two_named_before(reader: Reader) -> None:
    text = "France and Germany are neighbours. The two countries signed a treaty."
    event = only(read(reader, text), "SUPPORT")
    assert {p.country for p in (*event.actors, *event.recipients)} == {"FRA", "DEU"}


def test_a_capital_is_its_government_unless_something_is_in_it(reader: Reader) -> None:
    event = only(read(reader, "Moscow accused Kyiv of an attack."), "ACCUSE")
    assert [p.name for p in event.actors] == ["Russia"]
    placed = only(read(reader, "Police arrested forty protesters in Moscow on Monday."), "COERCE")
    assert placed.place is not None
    assert (placed.place.name, placed.place.country) == ("Moscow", "RUS")


def test_without_a_publication_date_a_weekday_stays_open_and_says_why(reader: Reader) -> None:
    event = only(read(reader, "Norway imposed sanctions on Belarus on Monday.", None), "SANCTION")
    assert event.start is None
    assert any("no publication date" in r.detail for r in event.because if r.field == "start")


def test_a_figure_keeps_its_unit_qualifier_and_voice(reader: Reader) -> None:
    text = "More than 2,100 people were killed in the crackdown, according to the United Nations."
    claim = next(c for c in read(reader, text).claims if c.count)
    assert (claim.count, claim.unit, claim.qualifier) == (2100, "killed", "more than")
    assert [voice.name for voice in claim.by] == ["United Nations"]


def test_every_value_of_an_event_has_a_reason(reader: Reader) -> None:
    event = only(read(reader, "Norway imposed sanctions on Belarus on Monday."), "SANCTION")
    assert {"category", "status", "actor", "recipient", "start"} <= {r.field for r in event.because}


def test_quotes_are_exact_slices_of_the_stored_text(reader: Reader) -> None:
    text = "Norway imposed   sanctions\non Belarus. Peru urged Bolivia to wait."
    for event in read(reader, text).events:
        quote = event.evidence[0]
        assert text[quote.start : quote.end] == quote.text
        assert text[quote.trigger_start : quote.trigger_end] == quote.trigger
