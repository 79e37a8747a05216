from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import RecordError
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.record import Party, Place, Voice
from dragoman.store import EventQuery, FactQuery, ReportQuery, views
from dragoman.store.names import fold, who
from dragoman.store.query import match

CHN = Party(mention="Beijing", name="China", country="CHN")
ASEAN = Party(mention="the bloc", name="ASEAN")


def count(database, **asked):
    return len(list(views.events(database, EventQuery(**asked))))


@pytest.mark.parametrize(
    "pair",
    [
        ("Russia", "Myanmar"),
        ("Myanmar", "Russia"),
        ("russia", "BURMA"),
        ("RUS", "MMR"),
        ("Moscow", "Burmese"),
        ("Russia", "Myanmar junta"),
        ("russia", "junta"),
    ],
)
def test_between_knows_countries_by_any_name_and_others_by_their_words(database, put, pair):
    put({})
    assert count(database, between=pair) == 1


@pytest.mark.parametrize("pair", [("Russia", "China"), ("Russia", "Russia"), ("Myanmar", "junta")])
def test_between_needs_two_different_parties(database, put, pair):
    put({})
    assert count(database, between=pair) == 0


def test_between_takes_parties_of_one_side(database, put, make):
    put({"actors": (make.rus, make.mmr), "recipients": (), "reciprocal": True})
    assert count(database, between=("Russia", "Myanmar")) == 1


def test_one_party_on_both_sides_is_still_one(database, put, make):
    put({"actors": (make.lavrov,), "recipients": (make.lavrov,)})
    assert count(database, between=("Lavrov", "Russia")) == 0


def test_a_country_is_not_found_by_its_word_in_other_names(database, put):
    put({"actors": (Party(mention="Port Moresby", name="Papua New Guinea", country="PNG"),)})
    assert count(database, actor="Guinea") == 0


def test_a_party_without_a_name_goes_by_its_mention(database, put):
    put({"actors": (Party(mention="the rebels"),)})
    assert count(database, actor="rebels") == 1


def test_the_actor_is_who_acts_or_any_party_among_equals(database, put):
    put({}, {"reciprocal": True})
    assert count(database, actor="Russia") == 2
    assert count(database, actor="Myanmar") == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"since": date(2022, 8, 3)}, 1),
        ({"since": date(2022, 8, 4)}, 0),
        ({"until": date(2022, 8, 3)}, 1),
        ({"until": date(2022, 8, 2)}, 0),
    ],
)
def test_a_day_is_within_its_bounds(database, put, asked, found):
    put({}, {"start": None, "end": None, "precision": Precision.UNKNOWN})
    assert count(database, **asked) == found


def test_a_month_reaches_to_its_last_day(database, put):
    put({"start": date(2024, 7, 1), "end": date(2024, 7, 1), "precision": Precision.MONTH})
    assert count(database, since=date(2024, 7, 31)) == 1
    assert count(database, since=date(2024, 8, 1)) == 0


def test_what_has_no_end_lasts(database, put):
    put({"start": date(2021, 2, 1), "end": None, "status": Status.ONGOING})
    assert count(database, since=date(2024, 1, 1)) == 1


def test_events_come_by_day_and_undated_ones_last(database, put):
    put(
        {"start": None, "end": None},
        {"start": date(2023, 1, 1)},
        {"start": date(2021, 1, 1)},
    )
    starts = [event.start for event in views.events(database, EventQuery())]
    assert starts == [date(2021, 1, 1), date(2023, 1, 1), None]


def test_category_status_place_voice_report_and_text_narrow(database, put):
    report = put({}, {"category": Category.AID, "status": Status.PLANNED, "place": None, "attribution": ()})
    assert count(database, category=(Category.AID,)) == 1
    assert count(database, category=(Category.AID, Category.CONSULT)) == 2
    assert count(database, status=(Status.PLANNED,)) == 1
    assert count(database, place="Myanmar") == 1
    assert count(database, place="naypyitaw") == 1
    assert count(database, place="Yangon") == 0
    assert count(database, voice="tass") == 1
    assert count(database, report=report.id) == 2
    assert count(database, report="a.txt") == 2
    assert count(database, report="b.txt") == 0
    assert count(database, text="lavrov JUNTA") == 2
    assert count(database, text="lavr*") == 2
    assert count(database, text="lavr") == 0
    assert count(database, text='" AND (') == 0


def test_limit_and_offset_page_through(database, put):
    put(*[{"start": date(2022, 1, day)} for day in range(1, 6)])
    days = [event.start.day for event in views.events(database, EventQuery(limit=2, offset=2))]
    assert days == [3, 4]


def test_several_parties_and_voices_keep_their_order(database, put):
    voices = (Voice(mention="a", name="Zeta"), Voice(mention="b", name="Alpha"))
    put({"actors": (CHN, ASEAN), "attribution": voices})
    event = next(views.events(database, EventQuery()))
    assert (event.actors, event.attribution) == ((CHN, ASEAN), voices)


def test_an_event_is_found_by_the_beginning_of_its_id(database, put):
    report = put({}, {"place": Place(mention="there")})
    event = views.event(database, f"evt-{report.id[4:]}-2")
    assert event.place == Place(mention="there")
    with pytest.raises(RecordError, match="Give more"):
        views.event(database, "evt-")
    with pytest.raises(RecordError, match="dragoman events"):
        views.event(database, "evt-none")


def test_anything_is_found_by_the_beginning_of_its_id(database, put):
    report = put()
    assert views.find(database, report.id[:8]) == report
    assert views.find(database, "clm-").count == 12
    assert views.find(database, "rol-").person == "Sergei Lavrov"
    assert views.find(database, "evt-").mode == "visit"
    with pytest.raises(RecordError, match="Several"):
        views.find(database, "")


def test_claims_are_found_by_whom_they_concern_or_who_says_them(database, put):
    put()
    for name in ("Myanmar", "Myanmar junta", "local monitor"):
        assert len(list(views.claims(database, FactQuery(who=name)))) == 1
    assert not list(views.claims(database, FactQuery(who="Russia")))


def test_roles_are_found_by_person_or_country(database, put):
    put()
    for name in ("Lavrov", "Russia", "RUS"):
        assert len(list(views.roles(database, FactQuery(who=name)))) == 1
    assert not list(views.roles(database, FactQuery(who="Putin")))


def test_reports_are_found_by_their_words(database, put):
    put(text="Lavrov met the junta.")
    put(text="Nothing of note.", origin="/in/b.txt", title=None)
    assert [entry.document for entry in views.reports(database, ReportQuery(text="junta"))] == ["a.txt"]
    assert [entry.events for entry in views.reports(database, ReportQuery())] == [1, 1]


def test_folding_leaves_case_accents_and_marks_out():
    assert fold("  São-Tomé & Príncipe ") == "sao tome principe"
    assert fold("THE “Élysée”") == "the elysee"


def test_a_country_name_means_the_country_and_not_its_words():
    assert who("Russia").countries == ("RUS",)
    assert who("Russia").words == ()
    assert who("Sergei Lavrov").words == ("sergei", "lavrov")


def test_a_question_of_marks_alone_finds_nothing_and_breaks_nothing():
    assert match("“”") == '""'
