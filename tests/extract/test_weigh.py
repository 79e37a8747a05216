"""Rules and model together, with a model of a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from dragoman.codebook import load_codebook, load_knowledge
from dragoman.codebook.guides import Guides
from dragoman.codebook.lexicon import load_lexicon
from dragoman.extract import Extractor
from dragoman.model.parsed import ParsedReport
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser

TEXT = "Norway outflanked Belarus and hosted Peru."
GUIDES = Guides(codebook=load_codebook(), knowledge=load_knowledge(), lexicon=load_lexicon())


class Fake:
    """Takes chosen words for triggers of chosen categories, and the words beside them for their parties."""

    def __init__(self, parsed: ParsedReport, told: Mapping[str, tuple[str, float]]) -> None:
        self.tokens = parsed.tokens
        self.told = told

    def trigger(self, token: int) -> Mapping[str, float]:
        category, p = self.told.get(self.tokens[token].text, ("none", 1.0))
        return {category: p, "none": 1 - p} if category != "none" else {"none": 1.0}

    def mode(self, tokens: Sequence[int]) -> tuple[str | None, float]:
        return None, 1.0

    def status(self, tokens: Sequence[int]) -> tuple[str, float]:
        return "happened", 1.0

    def roles(self, tokens: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
        return {tokens[0] - 1: {"actor": 0.9}, tokens[0] + 1: {"recipient": 0.9}}


@pytest.fixture(scope="module")
def parsed() -> ParsedReport:
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(TEXT)),)
    return Parser().parse(Report(id="r", document="d", origin="d", text=TEXT, blocks=blocks))


def triggers(parsed: ParsedReport, told: Mapping[str, tuple[str, float]]) -> list[tuple[str, str]]:
    reading = Extractor(GUIDES).extract(parsed, Fake(parsed, told))
    return [(event.category, event.trigger) for event in reading.events]


def test_a_trigger_that_the_model_sees_nothing_in_is_dropped(parsed: ParsedReport) -> None:
    assert triggers(parsed, {}) == []


def test_a_trigger_that_the_model_is_sure_of_is_added_with_its_parties(parsed: ParsedReport) -> None:
    told = {"outflanked": ("ACCUSE", 0.99)}
    assert triggers(parsed, told) == [("ACCUSE", "outflanked")]


def test_what_the_model_added_says_so(parsed: ParsedReport) -> None:
    (event,) = Extractor(GUIDES).extract(parsed, Fake(parsed, {"outflanked": ("ACCUSE", 0.99)})).events
    assert [r.rule for r in event.because if r.field == "category"] == ["model 0.99"]
    assert len(event.actors) == len(event.recipients) == 1


def test_a_trigger_that_the_model_half_believes_stays_as_the_patterns_have_it(parsed: ParsedReport) -> None:
    assert triggers(parsed, {"hosted": ("AID", 0.5)}) == [("CONSULT", "hosted")]
