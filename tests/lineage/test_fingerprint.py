from __future__ import annotations

import os
import random
import subprocess
import sys

from dragoman.lineage import fingerprints
from dragoman.lineage.fingerprint import RUN, WINDOW

_VOCABULARY = [f"word{number}" for number in range(5000)]


def _text(seed: int, length: int) -> str:
    return " ".join(random.Random(seed).choices(_VOCABULARY, k=length))


def test_they_fit_sqlite_and_stand_in_order(wire):
    found = fingerprints(wire)
    assert list(found) == sorted(set(found))
    assert all(0 <= number < 2**63 for number in found)


def test_they_are_few():
    assert 80 <= len(fingerprints(_text(1, 1000))) <= 150


def test_texts_of_other_words_share_none():
    assert not set(fingerprints(_text(1, 1000))) & set(fingerprints(_text(2, 1000)))


def test_a_passage_of_forty_words_is_found_wherever_it_stands():
    passage = _text(0, 40)
    for seed in range(1, 40):
        one = f"{_text(seed, seed * 7)} {passage} {_text(seed + 100, 300)}"
        other = f"{_text(seed + 200, 500)} {passage}"
        assert set(fingerprints(one)) & set(fingerprints(other))


def test_the_shortest_passage_that_is_always_found():
    passage = _text(0, RUN + WINDOW - 1)
    for seed in range(1, 60):
        assert set(fingerprints(f"{_text(seed, seed)} {passage} {_text(seed + 100, 50)}")) & set(
            fingerprints(passage)
        )


def test_an_edited_copy_shares_many(wire, edited):
    assert len(set(fingerprints(wire)) & set(fingerprints(edited))) >= 8


def test_case_marks_and_spacing_change_nothing():
    assert fingerprints("The oil-rich state’s army left its last base") == fingerprints(
        "THE OIL - RICH STATE'S ARMY\nleft its last base."
    )


def test_a_text_shorter_than_a_run_has_none():
    assert fingerprints("Five words are not enough") == ()
    assert len(fingerprints("Six words are enough for one")) == 1


def test_every_process_makes_the_same():
    code = (
        "from dragoman.lineage import fingerprints; print(fingerprints('one two three four five six seven'))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{fingerprints('one two three four five six seven')}\n"}
