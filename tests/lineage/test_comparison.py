from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lineage import Kin, compare, fingerprints

LINE = (
    "The Daily Example is published by a trust that belongs to its readers, takes no money from parties, and "
    "corrects its mistakes on page two; write to the editor with whatever you have to say about it."
)


def test_a_text_is_a_copy_of_itself(wire):
    overlap = compare(wire, wire)
    assert overlap.kin is Kin.COPY
    assert (overlap.runs, overlap.sentences) == (1.0, 1.0)


def test_an_edited_shortened_and_reordered_text_is_a_copy(wire, edited):
    overlap = compare(wire, edited)
    assert overlap.kin is Kin.COPY
    assert overlap.runs < 0.75
    assert overlap.sentences > 0.9


def test_a_reused_paragraph_is_partial_reuse_and_its_places_are_told(wire, reusing):
    overlap = compare(wire, reusing)
    assert overlap.kin is Kin.PARTIAL
    assert len(overlap.passages) == 1
    (passage,) = overlap.passages
    here, there = wire[slice(*passage.one)], reusing[slice(*passage.other)]
    assert here == there
    assert here.startswith("The mines, which employ")
    assert here.endswith("Monday evening")


def test_reports_of_the_same_happening_with_the_same_quote_are_no_kin(wire, independent):
    assert compare(wire, independent).kin is None


def test_an_early_state_is_a_copy_of_the_later_one(wire):
    early = wire.split("\n\n")[0].replace("weeks of protests", "many protests") + "\n\nMore follows."
    assert compare(early, wire).kin is Kin.COPY


def test_own_words_around_a_short_excerpt_are_no_copy(wire, reusing):
    excerpt = wire.split("\n\n")[1]
    own = reusing.split("\n\n")[0]
    assert compare(f"{own} {excerpt}", wire).kin is Kin.PARTIAL


def test_a_small_change_within_a_passage_does_not_end_it():
    one = "The envoy arrived in the capital on Monday for talks with the foreign minister about the release"
    other = one.replace("on Monday", "late Monday evening")
    (passage,) = compare(one, other).passages
    assert (passage.one, passage.other) == ((0, len(one)), (0, len(other)))


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("Talks have begun.", "Talks have begun.", None),
        (
            "Breaking: the president of Kelu has arrived in Darvan for talks with rebel leaders, state radio says",
            "BREAKING - The president of Kelu has arrived in Darvan for talks with rebel leaders, state radio says.",
            Kin.COPY,
        ),
        (
            "The president of Kelu has arrived in Darvan for talks with rebel leaders, state radio says",
            "The president of Kelu has left Orsk after a dinner with bankers and rebel leaders, state radio says",
            None,
        ),
        (
            "The Kelu mark stood at 2100 to the dollar on Monday, the central bank said after the morning session",
            "The Kelu mark stood at 2115 to the dollar on Friday, the central bank said after the morning session",
            None,
        ),
    ],
)
def test_very_short_texts_must_agree_more(one, other, kin):
    assert compare(one, other).kin is kin


def test_a_bulletin_with_other_figures_is_another_report():
    form = (
        "Air defence units brought down {} of {} drones over the Orsk region during the night, the regional "
        "administration said. There were no casualties, but fragments damaged {} houses and broke the windows of "
        "a school in the village of Lipki. Emergency services are working at the scene, and {} people were taken "
        "to shelters. Residents are asked not to go near fragments and to call the police."
    )
    assert compare(form.format(12, 14, 3, 40), form.format(27, 30, 9, 65)).kin is not Kin.COPY
    assert compare(form.format(12, 14, 3, 40), form.format(12, 14, 5, 40)).kin is Kin.COPY


def test_boilerplate_makes_no_kin(reusing, independent):
    one, other = f"{reusing} {LINE}", f"{independent} {LINE}"
    assert compare(one, other).kin is Kin.PARTIAL
    common = set(fingerprints(one)) & set(fingerprints(other))
    overlap = compare(one, other, common=common)
    assert overlap.kin is None
    assert overlap.passages == ()


def test_which_text_comes_first_changes_the_sides_alone(wire, edited):
    there, back = compare(wire, edited), compare(edited, wire)
    assert (there.kin, there.runs, there.sentences, there.words) == (
        back.kin,
        back.runs,
        back.sentences,
        back.words,
    )
    assert {(p.one, p.other) for p in there.passages} == {(p.other, p.one) for p in back.passages}


def test_nothing_is_shared_with_an_empty_text(wire):
    overlap = compare(wire, "")
    assert (overlap.runs, overlap.sentences, overlap.words, overlap.passages) == (0.0, 0.0, 0, ())
    assert overlap.kin is None


_WORDS = ["the", "a", "envoy", "left", "came", "to", "Orsk", "12", "talks", ".", "", "\n\n", "é", "—"]
_TEXT = st.lists(st.sampled_from(_WORDS), max_size=120)


@settings(max_examples=60, deadline=None)
@given(_TEXT, _TEXT)
def test_passages_lie_in_their_texts_and_shares_between_none_and_all(one, other):
    first, second = " ".join(one), " ".join(other)
    overlap = compare(first, second)
    assert 0 <= overlap.runs <= 1
    assert 0 <= overlap.sentences <= 1
    for passage in overlap.passages:
        assert 0 <= passage.one[0] < passage.one[1] <= len(first)
        assert 0 <= passage.other[0] < passage.other[1] <= len(second)
