"""Marked stretches of a text: no letter is lost or doubled, and overlapping marks all lie over theirs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.web.marking import Mark, MarkKind, segments

TEXT = "Lavrov met General Win in Naypyitaw."


def mark(start: int, end: int, kind: MarkKind = MarkKind.ACTOR, href: str | None = None) -> Mark:
    return Mark(kind=kind, start=start, end=end, told=kind.value, href=href)


MARKS = st.lists(
    st.builds(mark, st.integers(-5, 45), st.integers(-5, 45), st.sampled_from(MarkKind)), max_size=12
)


@given(MARKS, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_the_stretches_are_the_text(marks: list[Mark], one: int, other: int) -> None:
    start, end = sorted((one, other))
    found = segments(TEXT, start, end, marks)
    assert "".join(stretch.text for stretch in found) == TEXT[start:end]
    for stretch in found:
        lying = {one for one in marks if one.start <= stretch.start and stretch.end <= one.end}
        assert set(stretch.marks) == lying


def test_the_event_gives_the_link_of_a_stretch_that_is_a_claim_too() -> None:
    claim = mark(0, 20, MarkKind.CLAIM, "/claim/1")
    event = mark(7, 10, MarkKind.EVENT, "/event/1")
    before, both, after = segments(TEXT, 0, 20, [claim, event])
    assert (before.marks, after.marks) == ((claim,), (claim,))
    assert both.marks == (event, claim)
    assert both.text == "met"
