"""Rules and model together, with a model of a few lines and judges that heed little else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import pytest

from dragoman.codebook import load_codebook, load_knowledge
from dragoman.codebook.guides import Guides
from dragoman.codebook.lexicon import load_lexicon
from dragoman.errors import SourceError
from dragoman.extract import Extractor
from dragoman.extract.judge import FILE, Judge, Judges, load_judges
from dragoman.model.parsed import ParsedReport
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser

TEXT = "Norway outflanked Belarus and hosted Peru."
GUIDES = Guides(codebook=load_codebook(), knowledge=load_knowledge(), lexicon=load_lexicon())
JUDGES = Judges(
    event=Judge(weights={"model": 1.0}),
    actor=Judge(bias=-1.0, weights={"model": 1.0, "rule": 6.0}),
    recipient=Judge(bias=-1.0, weights={"model": 1.0, "rule": 6.0}),
    pattern=1.0,
)


class Fake:
    """Takes chosen words for triggers of chosen categories, and the words beside them for their parties."""

    def __init__(self, parsed: ParsedReport, told: Mapping[str, tuple[str, float]]) -> None:
        self.tokens = parsed.tokens
        self.told = told

    def triggers(self, least: float) -> Sequence[tuple[int, str]]:
        told = ((t.i, self.told.get(t.text, ("none", 0.0))) for t in self.tokens)
        return [(i, category) for i, (category, p) in told if p >= least]

    def trigger(self, tokens: Sequence[int]) -> tuple[float, Mapping[str, float]]:
        category, p = self.told.get(self.tokens[tokens[0]].text, ("ACCUSE", 0.0))
        return p, {category: 1.0}

    def mode(self, tokens: Sequence[int]) -> tuple[str | None, float]:
        return "ACCUSE/allege", 1.0

    def status(self, tokens: Sequence[int]) -> tuple[str, float]:
        return "happened", 1.0

    def roles(self, tokens: Sequence[int], heads: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
        views: dict[int, Mapping[str, float]] = {head: {"none": 1.0} for head in heads}
        views |= {tokens[0] - 1: {"actor": 0.9}, tokens[0] + 1: {"recipient": 0.9}}
        return {head: view for head, view in views.items() if head in heads}


@pytest.fixture(scope="module")
def parsed() -> ParsedReport:
    blocks = (Block(kind=BlockKind.BODY, start=0, end=len(TEXT)),)
    return Parser().parse(Report(id="r", document="d", origin="d", text=TEXT, blocks=blocks))


def triggers(
    parsed: ParsedReport, told: Mapping[str, tuple[str, float]], *, patterns: bool = True
) -> list[tuple[str, str]]:
    extractor = Extractor(GUIDES, judges=JUDGES, patterns=patterns)
    return [(event.category, event.trigger) for event in extractor.extract(parsed, Fake(parsed, told)).events]


def test_a_trigger_that_the_model_sees_nothing_in_is_dropped(parsed: ParsedReport) -> None:
    assert triggers(parsed, {}) == []


def test_a_trigger_that_the_model_is_sure_of_is_added_with_its_parties(parsed: ParsedReport) -> None:
    told = {"outflanked": ("ACCUSE", 0.99)}
    reading = Extractor(GUIDES, judges=JUDGES).extract(parsed, Fake(parsed, told))
    (event,) = reading.events
    assert (event.category, event.mode, event.trigger) == ("ACCUSE", "allege", "outflanked")
    assert [reading.mentions[m].text for m in event.actors] == ["Norway"]
    assert [reading.mentions[m].text for m in event.recipients] == ["Belarus"]


def test_what_the_model_added_says_so(parsed: ParsedReport) -> None:
    told = {"outflanked": ("ACCUSE", 0.99)}
    (event,) = Extractor(GUIDES, judges=JUDGES).extract(parsed, Fake(parsed, told)).events
    assert [r.rule for r in event.because if r.field == "category"] == ["model 0.99"]


def test_a_pattern_outweighs_a_model_in_doubt_about_the_category(parsed: ParsedReport) -> None:
    assert triggers(parsed, {"hosted": ("CONSULT", 0.9)}) == [("CONSULT", "hosted")]


def test_the_model_overrules_a_pattern_where_it_is_sure(parsed: ParsedReport) -> None:
    assert triggers(parsed, {"hosted": ("AID", 0.9)}) == [("AID", "hosted")]


def test_without_patterns_the_model_reads_alone(parsed: ParsedReport) -> None:
    told = {"hosted": ("CONSULT", 0.9)}
    assert triggers(parsed, told, patterns=False) == [("CONSULT", "hosted")]
    assert triggers(parsed, {}, patterns=False) == []


def test_of_several_the_likeliest_is_chosen_and_others_only_if_likely_themselves() -> None:
    judge = Judge(yes=0.3, also=0.6)
    assert set(judge.chosen({1: 0.4, 2: 0.35})) == {1}
    assert set(judge.chosen({1: 0.9, 2: 0.7, 3: 0.5})) == {1, 2}
    assert judge.chosen({1: 0.2}) == {}


def test_judges_are_read_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(msgspec.json.encode(JUDGES))
    assert load_judges(tmp_path) == JUDGES


def test_a_folder_without_judges_is_told_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"judges\.json") as caught:
        load_judges(tmp_path)
    assert "dragoman train" in caught.value.cure
