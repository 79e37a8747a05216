"""Which of the places of a sentence is told as that of an event."""

from __future__ import annotations

import pytest

from dragoman.codebook.knowledge import load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.title_patterns import title_complements, titled_names
from dragoman.extract.lemmas import mend_lemmas
from dragoman.extract.names import find_names
from dragoman.extract.places import find_places, place_of
from dragoman.model.codes import Category
from dragoman.model.reading import PlaceMention
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    knowledge = load_knowledge()
    return Parser(skip=title_complements(knowledge), names=titled_names(knowledge))


def place(parser: Parser, text: str, trigger: str, category: Category) -> PlaceMention | None:
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    parsed = parser.parse(Report(id="rep-0", document="d", origin="d", text=text, blocks=(block,)))
    mend_lemmas(parsed)
    places = find_places(parsed, find_names(parsed, load_knowledge()), load_lexicon())
    at = next(t.i for t in parsed.tokens if t.text == trigger)
    return place_of(parsed, places, at, (), category)


@pytest.mark.parametrize(
    ("text", "trigger", "category", "told"),
    [
        ("In Nairobi, police arrested forty students.", "arrested", Category.COERCE, "Nairobi"),
        (
            "Gunmen attacked a convoy near the town of Sowela on Monday.",
            "attacked",
            Category.ASSAULT,
            "Sowela",
        ),
        ("Rebels clashed with soldiers in a suburb of Goma.", "clashed", Category.ASSAULT, "Goma"),
        ("Shells hit a school in the city of Kharkiv.", "hit", Category.ASSAULT, "Kharkiv"),
        ("Militants stormed the island of Ramree.", "stormed", Category.ASSAULT, "Ramree"),
        ("The minister flew to Riga on Tuesday.", "flew", Category.CONSULT, "Riga"),
        ("The minister visited Riga on Tuesday.", "visited", Category.CONSULT, "Riga"),
        ("The two sides signed an accord during talks in Geneva.", "signed", Category.SUPPORT, "Geneva"),
        ("A meeting of ministers in Cairo condemned the pact.", "condemned", Category.ACCUSE, "Cairo"),
        ("Talks held in Oslo failed.", "Talks", Category.CONSULT, "Oslo"),
    ],
)
def test_a_place_is_told_by_the_way_it_stands(
    parser: Parser, text: str, trigger: str, category: Category, told: str
) -> None:
    found = place(parser, text, trigger, category)
    assert found is not None
    assert found.text == told


@pytest.mark.parametrize(
    ("text", "trigger", "category"),
    [
        ("The junta in Freetown bombed a village.", "bombed", Category.ASSAULT),
        ("The ambassador in Sarajevo praised the decision.", "praised", Category.SUPPORT),
        ("The ministry condemned the seizure of a tanker in Muscat.", "condemned", Category.ACCUSE),
        ("Norway imposed sanctions on Russia.", "imposed", Category.SANCTION),
        ("Protesters gathered in front of the court in March.", "gathered", Category.PROTEST),
        ("He appealed to Baku to open the road.", "appealed", Category.REQUEST),
    ],
)
def test_a_seat_a_party_or_a_goal_not_gone_to_is_no_place(
    parser: Parser, text: str, trigger: str, category: Category
) -> None:
    assert place(parser, text, trigger, category) is None


def test_a_name_that_nobody_knows_takes_the_country_that_stands_with_it(parser: Parser) -> None:
    found = place(
        parser, "Gunmen attacked a convoy near the Malian town of Sowela.", "attacked", Category.ASSAULT
    )
    assert found is not None
    assert (found.text, found.known, found.within) == ("Sowela", "cty-MLI", "inside")


def test_a_name_of_several_towns_is_told_by_the_countries_of_the_report(parser: Parser) -> None:
    here = place(parser, "Spanish police arrested a man in Cordoba.", "arrested", Category.COERCE)
    there = place(parser, "Argentine police arrested a man in Cordoba.", "arrested", Category.COERCE)
    assert here is not None
    assert there is not None
    rows = load_knowledge().rows
    assert (rows[here.known].iso3, rows[there.known].iso3) == ("ESP", "ARG")
