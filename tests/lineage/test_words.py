from __future__ import annotations

import pytest

from dragoman.lineage.words import folded, sentences, text_read, words
from dragoman.model.report import Block, BlockKind, Cut, Report


def _folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oil-rich", "oil - rich"),
        ("Sudan’s", "Sudan 's"),
        ("20,000", "20, 000"),
        ("gov\u00adern\u00adment", "Government"),
    ],
)
def test_what_differs_in_marks_and_case_alone_is_the_same_words(one, other):
    assert _folded(one) == _folded(other) == folded(one) == folded(other)


def test_a_word_knows_its_place():
    text = "In Orsk, gov\u00adernment"
    assert [text[word.start : word.end] for word in words(text)] == ["In", "Orsk", "gov\u00adernment"]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("He left the city early. She stayed for a week.", [5, 5]),
        ("Talks have failed again\n\nThe envoy left for home", [4, 5]),
        ("“It is over for us.” The envoy left for home.", [5, 5]),
        ("It fell by 3.5 per cent in the year.", [9 + 1]),
        ("The talks went on until the morning. No deal.", [9]),
        ("", []),
    ],
)
def test_sentences_are_cut_at_stops_and_empty_lines_and_very_short_ones_go_with_the_one_before(text, lengths):
    assert [len(sentence) for sentence in sentences(text, words(text))] == lengths


def _report(text: str, *blocks: Block) -> Report:
    return Report(id="r", document="r", origin="r", text=text, blocks=blocks)


def test_only_headings_and_bodies_are_compared_and_offsets_stay():
    text = "A title\nPhoto: someone\nThe body of it\nSubscribe now"
    report = _report(
        text,
        Block(kind=BlockKind.TITLE, start=0, end=7),
        Block(kind=BlockKind.CAPTION, start=8, end=22),
        Block(kind=BlockKind.BODY, start=23, end=37),
        Block(kind=BlockKind.FURNITURE, start=38, end=51),
    )
    read = text_read(report)
    assert read.split() == ["The", "body", "of", "it"]
    assert len(read) == len(text)
    assert read[23:37] == text[23:37]


def test_a_report_without_a_body_is_its_title():
    assert text_read(_report("A title", Block(kind=BlockKind.TITLE, start=0, end=7))) == "A title"


def test_a_report_without_blocks_is_all_its_text():
    assert text_read(_report("All of it.")) == "All of it."


def test_a_broken_word_is_read_as_whole():
    text = "the govern-\nment fell"
    block = Block(kind=BlockKind.BODY, start=0, end=21, cuts=(Cut(start=10, end=12, put=""),))
    read = text_read(_report(text, block))
    assert _folded(read) == ["the", "government", "fell"]
    assert [(word.start, word.end) for word in words(read)] == [(0, 3), (4, 16), (17, 21)]
