"""Statements of count and order, the times over which they count, and what a record says to them."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.analyse import Count, Verdict, check
from dragoman.analyse.since import since
from dragoman.analyse.statements import Window, may_count, statements
from dragoman.codebook.tables import read_table
from dragoman.model.codes import Category, Status

PUBLISHED = date(2024, 7, 30)
VISITED = ("Lavrov visited Myanmar.", {"trigger": "visited"})


def visited(day: str, **fields: object) -> tuple[str, dict[str, object]]:
    return VISITED[0], {**VISITED[1], "day": day, **fields}


def counts(teller) -> list[Count]:
    return list(check(teller.database))


@pytest.mark.parametrize(
    ("sentence", "kind", "number", "least", "act", "window"),
    [
        ("It was his second visit to Russia since the coup.", "order", 2, False, "visit", "since the coup"),
        ("He has visited Russia three times since 2021.", "times", 3, False, "", "since 2021"),
        ("They met twice in a month.", "times", 2, False, "", "in a month"),
        ("For the first time in 30 years planes flew.", "order", 1, False, "", "in 30 years"),
        ("Since May he has flown at least four times.", "times", 4, True, "", "Since May he has flown"),
        ("It was their third such meeting this year.", "order", 3, False, "meeting", "this year"),
        ("He came on a visit, the first since the war.", "order", 1, False, "", "since the war"),
        ("He made three visits to Minsk in two years.", "times", 3, False, "visits", "in two years"),
        ("It is the first trip of its kind ever.", "order", 1, False, "trip", "ever"),
        ("He paid another visit to Moscow.", "another", 2, True, "visit", None),
        ("It was the 4th joint exercise since May.", "order", 4, False, "exercise", "since May"),
    ],
)
def test_a_statement_tells_its_number_its_act_and_its_time(sentence, kind, number, least, act, window):
    assert may_count(sentence)
    (found,) = statements(sentence)
    assert (found.kind, found.number, found.least, found.act) == (kind, number, least, act)
    assert (found.window.words if found.window else None) == window
    assert sentence[found.act_start :].startswith(act)


@pytest.mark.parametrize(
    "sentence",
    [
        "On the second day of his visit he met students.",
        "The first vice-president stayed at home.",
        "It is the second largest meeting hall of Asia.",
        "Officers shot him three times.",
        "Bread costs three times as much as in 2020.",
        "A second blast killed two people.",
        "The two-day visit ended on Friday.",
    ],
)
def test_what_counts_no_acts_is_no_statement(sentence):
    assert list(statements(sentence)) == []


def test_every_example_of_the_grammar_is_found_by_its_rule():
    for row in read_table("lexicon/en/counts.tsv"):
        if row["kind"] in ("order", "times", "another"):
            assert row["kind"] in {s.kind for s in statements(f"It was {row['example']} since 2019.")}, row[
                "id"
            ]
        else:
            (found,) = statements(f"It was the third visit {row['example'].removeprefix('the first ')}.")
            assert found.window is not None, row["id"]
            assert found.window.kind == row["kind"]


@pytest.mark.parametrize(
    ("window", "first", "after"),
    [
        (Window("since", "since 2019", "2019", 1), "2019-01-01", "2020-01-01"),
        (Window("since", "since February 2021", "February 2021", 1), "2021-02-01", "2021-03-01"),
        (Window("since", "since March", "March", 1), "2024-03-01", "2024-04-01"),
        (
            Window("since", "since he took power in 2021", "he took power in 2021", 1),
            "2021-01-01",
            "2022-01-01",
        ),
        (Window("span", "in 30 years", "years", 30), "1994-07-28", "1994-07-28"),
        (Window("span", "in a month", "month", 1), "2024-06-28", "2024-06-28"),
        (Window("span", "in two weeks", "weeks", 2), "2024-07-16", "2024-07-16"),
        (Window("this", "this year", "year", 1), "2024-01-01", "2024-01-01"),
        (Window("this", "this week", "week", 1), "2024-07-29", "2024-07-29"),
        (Window("year", "in 2023", "2023", 1), "2023-01-01", "2023-01-01"),
        (Window("ever", "ever", "", 1), "0001-01-01", "0001-01-01"),
    ],
)
def test_a_window_begins_on_a_day(window, first, after):
    found = since(window, PUBLISHED, "", lambda words: ())
    assert (found.first, found.after) == (date.fromisoformat(first), date.fromisoformat(after))


def test_a_happening_is_dated_by_the_report_itself_else_by_others():
    coup = Window("since", "since the coup", "the coup", 1)
    here = since(coup, PUBLISHED, "He seized power in a coup on 1 February 2021.", lambda words: ())
    assert here.first == date(2021, 2, 1)
    others = [
        ("Thousands have died since the February 2021 coup.", PUBLISHED),
        ("The coup of February 1 began at dawn.", date(2021, 4, 24)),
        ("The elected leader fell in the coup of 2014.", PUBLISHED),
    ]
    there = since(coup, PUBLISHED, "Nothing here.", lambda words: others)
    assert there.first == date(2021, 2, 1)
    assert "other reports" in there.because


@pytest.mark.parametrize("window", [None, Window("since", "since he was young", "he was young", 1)])
def test_a_time_that_is_not_known_says_why(window):
    found = since(window, PUBLISHED, "", lambda words: ())
    assert found.first is None
    assert found.because


def test_the_record_lists_what_bears_a_count_out_and_tells_how_many_are_missing(teller):
    (first,) = teller("2022-08-04", visited("2022-08-03"))
    teller("2020-08-04", visited("2020-08-03"))
    teller("2023-01-04", visited("2023-01-03", whom="peru"))
    told = "Lavrov has visited Myanmar three times since 2021."
    teller("2024-07-30", (told, {"trigger": "visited"}))
    (count,) = counts(teller)
    assert (count.claimed, count.missing, count.verdict) == (3, 2, Verdict.MISSING)
    assert [event.id for event in count.known] == [first.id]
    assert (count.since, count.until) == (date(2021, 1, 1), date(2024, 7, 30))
    assert count.text[count.words_start - count.start : count.words_end - count.start] == "three times"
    assert "missing 2" in count.because


def test_a_count_that_is_right_is_borne_out_and_the_act_at_hand_counts(teller):
    teller("2022-08-04", visited("2022-08-03"))
    teller(
        "2024-07-30",
        visited("2024-07-29"),
        ("It was his second visit to Myanmar since 2021.", {"trigger": "visit"}),
    )
    (count,) = counts(teller)
    assert (count.claimed, count.missing, count.verdict) == (2, 0, Verdict.BORNE_OUT)
    assert [event.start for event in count.known] == [date(2022, 8, 3), date(2024, 7, 29)]


def test_an_earlier_act_contradicts_the_first_since(teller):
    teller("2021-08-04", visited("2021-08-03"))
    told = "Lavrov visited Myanmar on Monday, the first visit since 2019."
    teller("2024-07-30", (told, {"trigger": "visited", "day": "2024-07-29"}))
    (count,) = counts(teller)
    assert count.verdict is Verdict.CONTRADICTED
    assert "1 known before" in count.because


def test_an_act_in_the_year_named_does_not_contradict_the_first_since(teller):
    teller("2019-08-04", visited("2019-08-03"))
    told = "Lavrov visited Myanmar on Monday, the first visit since 2019."
    teller("2024-07-30", (told, {"trigger": "visited", "day": "2024-07-29"}))
    (count,) = counts(teller)
    assert count.verdict is Verdict.BORNE_OUT


def test_days_that_follow_one_another_are_one_visit(teller):
    teller("2022-08-04", visited("2022-08-03"))
    teller("2022-08-05", visited("2022-08-04"))
    teller(
        "2024-07-30",
        visited("2024-07-29"),
        ("It was his second visit to Myanmar since 2021.", {"trigger": "visit"}),
    )
    (count,) = counts(teller)
    assert count.verdict is Verdict.BORNE_OUT
    assert len(count.known) == 2


def test_other_kinds_denials_and_plans_do_not_count(teller):
    teller("2022-08-04", visited("2022-08-03", status=Status.DENIED))
    teller("2022-09-04", visited("2022-10-03", status=Status.PLANNED))
    teller("2022-11-04", visited("2022-11-03", mode="phone"))
    teller("2022-12-04", visited("2022-12-03", category=Category.AID, mode=None))
    teller("2024-07-30", ("Lavrov has visited Myanmar twice since 2021.", {"trigger": "visited"}))
    (count,) = counts(teller)
    assert (count.known, count.missing) == ((), 2)


def test_another_needs_one_before(teller):
    another = ("Lavrov paid another visit to Myanmar.", {"trigger": "visit", "day": "2024-07-29"})
    teller("2024-07-30", another)
    (count,) = counts(teller)
    assert (count.verdict, count.missing) == (Verdict.MISSING, 1)
    teller("2022-08-04", visited("2022-08-03"))
    (count,) = counts(teller)
    assert count.verdict is Verdict.BORNE_OUT


def test_without_a_time_or_a_name_it_cannot_be_checked(teller):
    teller("2022-08-04", visited("2022-08-03"))
    teller("2022-09-04", visited("2022-09-03"))
    teller(
        "2024-07-30",
        ("It was Lavrov's second visit to Myanmar.", {"trigger": "visit", "day": "2024-07-29"}),
        (
            "The leaders visited Peru twice since 2021.",
            {"trigger": "visited", "who": "leaders", "whom": "peru"},
        ),
    )
    timeless, nameless = counts(teller)
    assert {timeless.verdict, nameless.verdict} == {Verdict.UNCHECKED}
    assert "since when" in timeless.because
    assert len(timeless.known) == 3
    assert "who acts" in nameless.because


def test_a_sentence_that_copies_repeat_is_told_once_and_one_report_may_be_asked_for(teller):
    told = "Lavrov has visited Myanmar twice since 2021."
    teller("2024-07-30", (told, {"trigger": "visited"}))
    teller("2024-07-30", (told, {"trigger": "visited"}), "No more was said.")
    assert len(counts(teller)) == 2  # the events were not made one here, so they count as two
    assert [c.document for c in check(teller.database, report="2.txt")] == ["2.txt"]
    assert list(check(teller.database, as_of=date(2024, 1, 1))) == []


def test_a_sentence_without_an_act_says_nothing(teller):
    teller("2024-07-30", "It rained for the first time this year.", visited("2024-07-29"))
    assert counts(teller) == []


def test_a_meeting_of_equals_is_the_same_whoever_is_named_first(teller):
    meeting = {"trigger": "met", "mode": None, "reciprocal": True}
    teller(
        "2022-08-04",
        ("Min Aung Hlaing met Lavrov.", meeting | {"who": "min", "whom": "lavrov", "day": "2022-08-03"}),
    )
    teller(
        "2023-08-04",
        (
            "Min Aung Hlaing met Chinese leaders.",
            meeting | {"who": "min", "whom": "china", "day": "2023-08-03"},
        ),
    )
    again = meeting | {"trigger": "meeting", "who": "lavrov", "whom": "min", "day": "2024-07-29"}
    teller("2024-07-30", ("It was their second meeting since 2021.", again))
    (count,) = counts(teller)
    assert count.verdict is Verdict.BORNE_OUT
    assert [event.start for event in count.known] == [date(2022, 8, 3), date(2024, 7, 29)]
