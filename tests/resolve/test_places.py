"""Where an event took place: as stated, by who takes part, and by what is told around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.patterns import load_codebook
from dragoman.model.codes import Category, Precision, Status
from dragoman.model.reading import EventMention, PlaceMention, Reading, SentenceSpan
from dragoman.model.record import Event, Evidence, Party, Place
from dragoman.model.report import Report
from dragoman.resolve.places import Places

REPORT = Report(id="rep-0", document="d", origin="d", text="")


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(Guides(codebook=load_codebook(), knowledge=load_knowledge(), lexicon=load_lexicon()))


def told(category: Category, mode: str | None = None, place: int | None = None) -> EventMention:
    return EventMention(
        category=category, mode=mode, start=0, end=1, trigger="x", lemma="x", sentence=0, actors=(),
        recipients=(), reciprocal=False, status=Status.HAPPENED, place=place,
    )  # fmt: skip


def party(country: str | None, sector: str = "GOV", name: str | None = None) -> Party:
    return Party(mention="x", name=name or f"Government of {country}", country=country, sector=sector)


@pytest.mark.parametrize(
    ("mention", "actors", "recipients", "country", "rule"),
    [
        (told(Category.CONSULT, "visit"), ["IND"], ["NPL"], "NPL", "place.host"),
        (told(Category.COERCE, "arrest"), ["KEN"], ["UGA"], "KEN", "place.home"),
        (told(Category.PROTEST, "demo"), ["KEN"], ["KEN"], "KEN", "place.parties"),
        (told(Category.ASSAULT), ["RUS"], ["UKR"], "UKR", "place.victims"),
        (told(Category.COERCE, "seize"), ["USA"], ["IRQ"], "IRQ", "place.ousted"),
        (told(Category.ACCUSE, "investigate"), ["PHL"], ["PHL"], "PHL", "place.parties"),
    ],
)
def test_without_a_stated_place_the_parties_tell_the_country(
    places: Places, mention: EventMention, actors: list[str], recipients: list[str], country: str, rule: str
) -> None:
    reading = Reading(report_id="rep-0")
    place, why = places.place_of(
        REPORT, reading, mention, [party(a) for a in actors], [party(r) for r in recipients]
    )
    assert place is not None
    assert (place.country, place.mention, why[0].rule) == (country, "", rule)


@pytest.mark.parametrize(
    ("mention", "actors", "recipients"),
    [
        (told(Category.SANCTION, "discontinue"), ["USA"], []),
        (told(Category.ACCUSE, "disapprove"), ["PHL"], ["PHL"]),
        (told(Category.AID), ["JPN"], ["PHL"]),
    ],
)
def test_what_the_parties_do_not_tell_stays_open(
    places: Places, mention: EventMention, actors: list[str], recipients: list[str]
) -> None:
    reading = Reading(report_id="rep-0")
    found = places.place_of(
        REPORT, reading, mention, [party(a) for a in actors], [party(r) for r in recipients]
    )
    assert found == (None, ())


def test_soldiers_may_be_struck_abroad(places: Places) -> None:
    struck = [party("USA", "MIL")]
    found = places.place_of(
        REPORT, Reading(report_id="rep-0"), told(Category.ASSAULT), [party("IRN")], struck
    )
    assert found == (None, ())


def test_an_unknown_town_lies_in_the_country_of_those_who_act_there(places: Places) -> None:
    town = PlaceMention(id=0, start=0, end=6, text="Sowela", known="", sentence=0, within="inside")
    reading = Reading(report_id="rep-0", places=(town,))
    mali = [party("MLI")]
    place, why = places.place_of(REPORT, reading, told(Category.ASSAULT, place=0), mali, mali)
    assert place == Place(mention="Sowela", name="Sowela", country="MLI")
    assert [r.rule for r in why] == ["place.stated", "place.parties"]


def event(category: Category, sentence: int, **fields: object) -> Event:
    proof = Evidence(
        report_id="rep-0", document="d", start=10 * sentence, end=10 * sentence + 9, text="x", trigger="x",
        trigger_start=10 * sentence, trigger_end=10 * sentence + 1,
    )  # fmt: skip
    plain = Event(
        id="evt-0", category=category, mode=None, quad=load_codebook().categories[category].quad,
        intensity=None, contexts=(), actors=(party("RUS", name="Ivan Petrov"),), recipients=(),
        reciprocal=False, start=None, end=None, precision=Precision.UNKNOWN, place=None,
        status=Status.HAPPENED, attribution=(), evidence=(proof,), because=(),
    )  # fmt: skip
    return replace(plain, **fields)  # type: ignore[arg-type]


READING = Reading(
    report_id="rep-0", sentences=tuple(SentenceSpan(start=10 * k, end=10 * k + 9) for k in range(9))
)
DELHI = Place(mention="Delhi", name="Delhi", country="IND")
HOST = (party("IND", name="Asha Rao"),)


def test_what_a_guest_tells_his_host_is_told_where_they_meet(places: Places) -> None:
    meeting = event(Category.CONSULT, 0, recipients=HOST, reciprocal=True, place=DELHI)
    praise = event(Category.SUPPORT, 1, recipients=HOST)
    later = event(Category.SUPPORT, 7, recipients=HOST)
    afar = event(Category.CONSULT, 1, mode="phone", recipients=HOST)
    placed = places.in_scene(REPORT, READING, [meeting, praise, later, afar])
    assert [e.place for e in placed] == [DELHI, DELHI, None, None]
    assert placed[1].because[-1].rule == "place.meeting"


def test_an_act_told_again_takes_the_place_of_its_first_telling(places: Places) -> None:
    first = event(Category.ASSAULT, 0, recipients=HOST, place=DELHI)
    again = event(Category.ASSAULT, 4, recipients=HOST)
    other = event(Category.ASSAULT, 5, recipients=(party("IND", "MIL", "Ravi Das"),))
    placed = places.in_scene(REPORT, READING, [first, again, other])
    assert placed[1].place == DELHI
    assert placed[1].because[-1].rule == "place.retold"
    assert placed[2].place is None
