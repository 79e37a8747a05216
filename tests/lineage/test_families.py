from __future__ import annotations

import itertools

from dragoman.lineage import Kin, Tie, families


def _tie(one: str, other: str, kin: Kin = Kin.COPY, words: int = 100) -> Tie:
    return Tie(one=one, other=other, kin=kin, words=words)


def _members(found):
    return {family.members for family in found}


def test_copies_of_copies_are_one_family_from_the_earliest_on(report):
    reports = [report("c", day=1), report("a", day=3), report("b", day=2), report("alone")]
    assert _members(families(reports, [_tie("a", "b"), _tie("b", "c")])) == {("c", "b", "a")}


def test_partial_reuse_makes_no_family(report):
    assert families([report("a"), report("b")], [_tie("a", "b", Kin.PARTIAL)]) == []


def test_order_changes_nothing(report):
    reports = [report(name, day=day) for day, name in enumerate("abcde", 1)]
    ties = [_tie("a", "b"), _tie("e", "b"), _tie("c", "d")]
    told = [
        families(some, others)
        for some, others in zip(
            itertools.permutations(reports), itertools.cycle(itertools.permutations(ties))
        )
    ]
    assert all(found == told[0] for found in told)
    assert len(told[0]) == 2


def test_an_id_hangs_on_the_earliest_member_alone(report):
    two = families([report("a", day=1), report("b", day=2)], [_tie("a", "b")])
    three = families(
        [report("a", day=1), report("b", day=2), report("c", day=3)], [_tie("a", "b"), _tie("c", "b")]
    )
    other = families([report("z", day=1), report("b", day=2)], [_tie("z", "b")])
    assert two[0].id == three[0].id != other[0].id
    assert two[0].id.startswith("fam-")
    assert len(two[0].id) == len("fam-") + 12


def test_an_undated_report_is_no_earliest(report):
    (family,) = families([report("a", day=None), report("b", day=9)], [_tie("a", "b")])
    assert family.members == ("b", "a")


def test_a_round_up_does_not_join_strangers_and_goes_with_the_one_it_has_most_of(report):
    reports = [report("a", day=1), report("b", day=1), report("digest", day=2)]
    ties = [_tie("a", "digest", words=90), _tie("b", "digest", words=200)]
    assert _members(families(reports, ties)) == {("b", "digest")}


def test_reports_that_reuse_one_another_are_no_strangers(report):
    reports = [report("a", day=1), report("b", day=1), report("long", day=2)]
    ties = [_tie("a", "long"), _tie("b", "long"), _tie("a", "b", Kin.PARTIAL)]
    assert _members(families(reports, ties)) == {("a", "b", "long")}


def test_excerpts_of_one_report_are_its_family(report):
    reports = [report("a", day=2), report("b", day=2), report("long", day=1)]
    assert _members(families(reports, [_tie("a", "long"), _tie("b", "long")])) == {("long", "a", "b")}


def test_ties_to_reports_not_given_are_left_out(report):
    assert families([report("a")], [_tie("a", "b")]) == []
