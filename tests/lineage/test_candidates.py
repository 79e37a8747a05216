from __future__ import annotations

from dragoman.lineage import candidates, too_common
from dragoman.lineage.candidates import MOST


def test_who_shares_more_and_rarer_fingerprints_comes_first():
    assert candidates({1: ["a", "b"], 2: ["b"], 3: ["c", "a", "d"]}) == ["b", "a", "c", "d"]


def test_what_very_many_hold_joins_nobody():
    many = [f"r{number}" for number in range(101)]
    assert candidates({1: many, 2: ["other"]}) == ["other"]
    assert candidates({1: many[:5], 2: ["other"]}, limit=4) == ["other"]


def test_there_are_never_too_many():
    assert len(candidates({1: [f"r{number}" for number in range(99)]})) == MOST


def test_a_large_record_may_hold_a_fingerprint_more_often():
    assert (too_common(31), too_common(10_000), too_common(1_000_000)) == (100, 100, 10_000)
