"""Which telling an anchor means."""

from __future__ import annotations

from dragoman.judgements import anchor_of, elsewhere, fitting
from dragoman.model.codes import Category

from .conftest import INDIA, MYANMAR, telling

TEXT = ("The minister visited the capital and met the general.", "Later he met the press.")


def test_the_telling_whose_trigger_overlaps_is_meant(world):
    report = world.report(*TEXT)
    met, visited = (telling(world.event(report, word)) for word in ("met", "visited"))
    anchor = anchor_of(met)
    longer = telling(world.event(report, "met the general", identity="evt-new"))
    assert fitting(anchor, [visited, longer]) == "evt-new"


def test_of_two_at_one_place_that_of_the_same_category_is_meant(world):
    report = world.report(*TEXT)
    anchor = anchor_of(telling(world.event(report, "met")))
    one = telling(world.event(report, "met", identity="evt-a", category=Category.AGREE))
    other = telling(world.event(report, "met the general", identity="evt-b"))
    assert fitting(anchor, [one, other]) == "evt-b"
    assert fitting(anchor, [one]) == "evt-a"


def test_of_two_alike_the_parties_decide(world):
    report = world.report(*TEXT)
    anchor = anchor_of(telling(world.event(report, "met", recipients=(INDIA,))))
    one = telling(world.event(report, "met", identity="evt-a", recipients=(MYANMAR,)))
    other = telling(world.event(report, "met", identity="evt-b", recipients=(INDIA,)))
    assert fitting(anchor, [one, other]) == fitting(anchor, [other, one]) == "evt-b"


def test_else_the_same_kind_of_event_in_the_same_sentence_is_meant_but_not_another_one(world):
    report = world.report(*TEXT)
    anchor = anchor_of(telling(world.event(report, "met")))
    same = telling(world.event(report, "visited", identity="evt-a"))
    others = telling(world.event(report, "visited", identity="evt-b", recipients=(INDIA,)))
    elsewhere_told = telling(world.event(report, "press", identity="evt-c"))
    agreed = telling(world.event(report, "visited", identity="evt-d", category=Category.AGREE))
    assert fitting(anchor, [same]) == "evt-a"
    assert fitting(anchor, [others, elsewhere_told, agreed]) is None


def test_elsewhere_a_report_of_the_same_name_comes_first(world):
    report = world.report(*TEXT)
    anchor = anchor_of(telling(world.event(report, "met")))
    moved = world.report("It was Monday.", *TEXT, name="z.txt")
    other = telling(world.event(moved, "met", identity="evt-z"), document="z.txt")
    named = telling(world.event(moved, "met", identity="evt-a"), document="a.txt")
    assert elsewhere(anchor, [other, named]) == "evt-a"
    assert elsewhere(anchor, [other]) == "evt-z"
    assert elsewhere(anchor, [telling(world.event(moved, "press"))]) is None
