"""The labelled texts are well formed, and a malformed one is told by file and line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.errors import CodebookError
from dragoman.learn import read_corpus
from dragoman.model.codes import Category, Status

TRAINING = Path(__file__).parent.parent.parent / "training" / "en"
ENTRIES = list(read_corpus(TRAINING))
EVENTS = [event for entry in ENTRIES for event in entry.events]


def test_every_mode_is_one_of_the_codebook() -> None:
    modes = {str(code): set(entry.modes) for code, entry in load_codebook().categories.items()}
    unknown = [(e.category, e.mode) for e in EVENTS if e.mode and e.mode not in modes[e.category]]
    assert unknown == []


def test_every_category_and_status_has_its_share() -> None:
    categories, statuses = Counter(e.category for e in EVENTS), Counter(e.status for e in EVENTS)
    assert min(categories[c] for c in Category) >= 100
    assert min(statuses[s] for s in Status) >= 50


def test_a_fifth_of_the_texts_holds_no_event() -> None:
    assert 0.12 < sum(not e.events for e in ENTRIES) / len(ENTRIES) < 0.3


def test_no_text_stands_twice() -> None:
    assert [text for text, n in Counter(e.text for e in ENTRIES).items() if n > 1] == []


def test_triggers_begin_and_end_with_whole_words() -> None:
    cut = [
        entry.origin
        for entry in ENTRIES
        for event in entry.events
        for a, b in [event.trigger]
        if entry.text[a - 1 : a].isalpha() or entry.text[b : b + 1].isalpha()
    ]
    assert cut == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("- CONSULT/- | met | A | B | happened | - | -", "7 fields, expected 8"),
        ("- TALK/- | met | A | B | happened | - | - | -", "TALK"),
        ("- CONSULT/- | greeted | A | B | happened | - | - | -", "'greeted'"),
        ("- CONSULT/- | met@2 | A | B | happened | - | - | -", "2 times"),
    ],
)
def test_a_malformed_line_is_told_by_file_and_line(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "bad.txt").write_text(f"A met B.\n{line}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"bad\.txt, line 2") as told:
        list(read_corpus(tmp_path))
    assert wrong in str(told.value)
