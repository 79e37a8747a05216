"""According to whom: speeches, the media that relay them, what is no part of them, and claims by who makes them."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model.record import Event, Findings
from dragoman.model.report import Block, BlockKind, Report
from dragoman.pipeline import Means, Reader, ReaderOptions


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReaderOptions(means=Means.PATTERNS))


def read(reader: Reader, text: str) -> Findings:
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(text)),)
    report = Report(
        id="rep-0", document="d", origin="d", text=text, published=date(2023, 5, 17), blocks=blocks
    )
    return reader.read(report).findings


def only(findings: Findings, category: str) -> Event:
    (event,) = [e for e in findings.events if e.category == category]
    return event


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        ("Soldiers shelled Goma, Paul Kasai told state radio.", {"Paul Kasai", "state radio"}),
        ("Reuters, citing Paul Kasai, reported that soldiers shelled Goma.", {"Reuters", "Paul Kasai"}),
        ("According to a statement by Paul Kasai, soldiers shelled Goma.", {"Paul Kasai"}),
        ("Paul Kasai was quoted by Reuters as saying that soldiers shelled Goma.", {"Paul Kasai", "Reuters"}),
        ("Soldiers shelled Goma; in Bukavu, Reuters reported, a market was closed.", set()),
        ("Paul Kasai praised the soldiers who shelled Goma.", set()),
    ],
)
def test_who_tells_is_a_voice(reader: Reader, text: str, voices: set[str]) -> None:
    assert {voice.name for voice in only(read(reader, text), "ASSAULT").attribution} == voices


def test_a_platform_is_no_voice(reader: Reader) -> None:
    event = only(read(reader, "Paul Kasai said on Twitter that soldiers shelled Goma."), "ASSAULT")
    assert [voice.name for voice in event.attribution] == ["Paul Kasai"]


def test_who_denies_an_act_is_not_its_source(reader: Reader) -> None:
    event = only(read(reader, "Paul Kasai denied that soldiers shelled Goma."), "ASSAULT")
    assert event.attribution == ()


def test_a_statement_speaks_for_who_spoke_last(reader: Reader) -> None:
    text = "Paul Kasai said on Monday that talks had failed. The statement also said soldiers shelled Goma."
    assert [v.name for v in only(read(reader, text), "ASSAULT").attribution] == ["Paul Kasai"]


def test_a_verdict_is_a_claim_of_who_gives_it(reader: Reader) -> None:
    (claim,) = read(reader, "Paul Kasai said the election was largely free and fair.").claims
    assert [voice.name for voice in claim.by] == ["Paul Kasai"]


def test_an_alleged_act_is_claimed_by_its_voice_not_by_who_did_it(reader: Reader) -> None:
    (claim,) = read(reader, "Reuters reported that soldiers shelled Goma.").claims
    assert [voice.name for voice in claim.by] == ["Reuters"]
