"""What persons have said of pairs of tellings holds, in whatever order they come, and moves nothing else."""

from __future__ import annotations

import random
from datetime import date

from dragoman.merge import Bench, Ties, components, reached, told, without

from .conftest import STATES

OTHER = "Russia's foreign minister held talks with the leader of the junta."


def _pairs(*pairs):
    return frozenset(frozenset(t.id for t in pair) for pair in pairs)


def _events(bench, tellings):
    found = {
        frozenset(t.telling.id for t in group)
        for seed in range(4)
        for component in components(
            [told(t) for t in random.Random(seed).sample(tellings, len(tellings))], bench
        )
        for part in component.parts
        for group in bench.clusters(part)
    }
    assert sum(map(len, found)) == len(tellings), "the order of tellings matters"
    return found


def test_tied_tellings_are_one_event_though_nothing_else_connects_them(tell):
    one, other, third = tell(), tell("india", "rebels", date(2019, 1, 1)), tell("india", "", date(2015, 1, 1))
    bench = Bench(STATES, Ties(together=_pairs((one, other))))
    assert _events(bench, [one, other, third]) == {frozenset({one.id, other.id}), frozenset({third.id})}
    assert [t.telling.id for t in reached([told(one)], [told(other), told(third)], bench)] == [other.id]


def test_a_telling_split_off_leaves_the_others_together(tell):
    tellings = [tell(), tell("russia", "junta", text=OTHER, trigger="talks with"), tell(), tell()]
    whole = frozenset(t.id for t in tellings)
    assert _events(Bench(STATES), tellings) == {whole}
    leaving, *staying = tellings[:3]
    bench = Bench(STATES, Ties(apart=_pairs(*((leaving, other) for other in staying))))
    groups = _events(bench, tellings)
    assert len(groups) == 2
    assert frozenset.union(*groups) == whole
    assert any({t.id for t in staying} <= group and leaving.id not in group for group in groups)


def test_what_nobody_spoke_of_goes_with_what_it_is_most_like(tell):
    leaving, staying = tell(), tell("russia", "junta", text=OTHER, trigger="talks with")
    copy = tell("russia", "junta", text=OTHER, trigger="talks with")
    bench = Bench(STATES, Ties(apart=_pairs((leaving, staying))))
    assert _events(bench, [leaving, staying, copy]) == {
        frozenset({leaving.id}),
        frozenset({staying.id, copy.id}),
    }


def test_a_copy_of_a_rejected_sentence_goes_with_it(tell):
    one, copy, own = tell(), tell(), tell("russia", "junta", text=OTHER, trigger="talks with")
    spared = without([told(t) for t in (one, copy, own)], {one.id})
    assert [t.telling.id for t in spared] == [own.id]
