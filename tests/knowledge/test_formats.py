"""Each format is known by its content, read into facts, and its bad rows are told with their place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.knowledge import Entity, FactQuery, Format, Holding, ImportResult, Kind, KnowledgeBook, detect
from dragoman.knowledge.facts import Fault
from dragoman.knowledge.formats import READERS
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.reading import Told

from .conftest import country_file, ftm, item, lines, moment, target

Write = Callable[[str, str], Path]
Import = Callable[..., ImportResult]

ACTORS = """# Generated at: Thu Jan 30 16:06:18 2014
THEIN_SEIN_  # an invented comment
+U_THEIN_SEIN_
\t[MMRELI 630101-050101]
\t[MMRGOVMED 030101-030930]
\t[MMRGOV >20070401]
HIS_FATHER_ [MMRGOV <1990-01-01] [MMRELI]
UNESCO_ [IGOUNOHLH]
"""
AGENTS = """!PERSON! = MAN, WOMAN
FISHER!PERSON! [~AGR]
CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]
REPORTER [~MED]
NURSE [~HLH]
"""
SPARQL = "person,personLabel,country,countryLabel,positionLabel,start,end\n"
Q = "http://www.wikidata.org/entity/Q"


def told(write: Write, name: str, content: str) -> list[Told]:
    path = write(name, content)
    with Intake(path) as intake:
        return list(READERS[detect(path)](intake))


def test_each_format_is_known_by_its_content(write: Write) -> None:
    person = ftm("a", "Person", name=["A Bee"])
    files = {
        Format.FTM: lines(person),
        Format.WIKIDATA: f"[\n{json.dumps(item('Q1', 'A Bee', P31=[target('Q5')]))},\n]\n",
        Format.SPARQL: f"{SPARQL}{Q}1,A Bee,{Q}712,Fiji,President of Fiji,2010-01-01T00:00:00Z,\n",
        Format.POPOLO: '{"persons": [{"id": "a", "name": "A Bee"}]}',
        Format.ACTORS: ACTORS,
        Format.AGENTS: AGENTS,
        Format.FACTBOOK: country_file("Fiji", "President A BEE (since 2010)", ""),
        Format.TABLE: "person;office;of\nA Bee;president;Fiji\n",
    }
    assert {detect(write(f"{form}.data", content)): form for form, content in files.items()} == {
        form: form for form in Format
    }


@pytest.mark.parametrize("content", ["", "Only some words.\nAnd more.\n", "<xml/>", '{"a": 1}', "a,b\n1,2\n"])
def test_another_file_is_told_apart(write: Write, content: str) -> None:
    with pytest.raises(SourceError, match=r"odd\.txt, line 1: .* no format .*docs/knowledge\.md"):
        detect(write("odd.txt", content))


def test_ftm_links_are_followed_in_any_order(take: Import, book: KnowledgeBook) -> None:
    content = lines(
        ftm("o", "Occupancy", holder=["p"], post=["q"], startDate=["2021-08-01"], endDate=["2024"]),
        ftm("p", "Person", name=["Anna Example"], alias=["Анна Пример"], country=["mm"]),
        ftm("q", "Position", name=["Minister of Foreign Affairs"], country=["mm"]),
        ftm("m", "Membership", member=["p"], organization=["r"], startDate=["2001"]),
        ftm("r", "Organization", name=["Party of Examples"], topics=["pol.party"], country=["mm"]),
        ftm("v", "Vessel", name=["A Ship"]),
    )
    result = take("entities.ftm.json", content)
    assert result.counts == {
        "entities": 2,
        "holdings": 1,
        "memberships": 1,
        "names": 3,
        "offices": 1,
        "passed over: Vessel": 1,
    }
    (bearer,) = book.lookup("анна пример", "2022-01-01")
    assert [(held.office, held.of, held.start, held.end) for held in bearer.holdings] == [
        ("foreign minister", "MMR", "2021-08-01", "2024")
    ]
    (party,) = book.lookup("party of examples", "2022-01-01")
    assert (party.kind, party.sector, party.country) == (Kind.ORGANISATION, "PTY", "MMR")
    assert [fact.fact.row for fact in book.memberships("Anna Example", on="2022-01-01")] == [4]


def test_nested_ftm_is_read_as_flat_is(take: Import, book: KnowledgeBook) -> None:
    post = ftm("q", "Position", name=["President of Fiji"])
    person = ftm("p", "Person", name=["A Bee"], positionOccupancies=[ftm("o", "Occupancy", post=[post])])
    take("nested.json", lines(person))
    (held,) = book.holders("president", "FJI", on="2022")
    assert isinstance(held.fact, Holding)
    assert (held.fact.person, held.beyond) == ("A Bee", True)


def test_ftm_faults_have_their_line_and_the_rest_goes_in(take: Import) -> None:
    broken = '{"id": "x", "schema": "Person", "prop\n'
    loose = ftm("o", "Occupancy", holder=["nobody"], post=["nothing"])
    content = lines(ftm("p", "Person", name=["A Bee"])) + broken + lines(ftm("n", "Person"), loose)
    result = take("bad.json", content)
    assert result.counts["entities"] == 1
    assert [fault.row for fault in result.faults] == [2, 3, 4]
    assert all(fault.cure for fault in result.faults)


def test_wikidata_items_give_persons_offices_and_parties(take: Import, book: KnowledgeBook) -> None:
    spell = {"P580": [moment("2021-08-01")], "P582": [moment("2023-00-00", 9)]}
    person = item(
        "Q100",
        "Anna Example",
        P31=[target("Q5")],
        P27=[target("Q836")],
        P569=[moment("1970-01-02")],
        P39=[(target("Q101"), spell)],
        P102=[target("Q102")],
    )
    office = item("Q101", "Minister of Foreign Affairs", P31=[target("Q4164871")], P1001=[target("Q836")])
    party = item("Q102", "Party of Examples", P31=[target("Q7278")], P17=[target("Q836")])
    film = item("Q103", "A Film", P31=[target("Q11424")])
    content = json.dumps({"entities": {one["id"]: one for one in (person, office, party, film)}})
    result = take("items.json", content)
    assert result.source.licence == "CC0-1.0"
    assert result.counts["passed over: Q11424"] == 1
    (held,) = book.holders("foreign minister", "Myanmar", on="2022")
    assert isinstance(held.fact, Holding)
    assert (held.fact.person, held.fact.start, held.fact.end) == ("Anna Example", "2021-08-01", "2023")
    assert book.lookup("party of examples", "2022")[0].sector == "PTY"


def test_sparql_rows_may_hold_ids_or_labels(write: Write) -> None:
    rows = (
        f"{Q}1,A Bee,{Q}712,Fiji,Minister of Foreign Affairs and Trade,2010-01-01T00:00:00Z,\n"
        f",,{Q}712,Fiji,President of Fiji,,\n"
        f"{Q}2,C Dee,{Q}1,Nowhere,Minister of Foreign Affairs,not a day,\n"
    )
    found = told(write, "query.csv", SPARQL + rows)
    holding = next(fact for fact in found if isinstance(fact, Holding))
    assert (holding.person_id, holding.person, holding.office, holding.of, holding.start) == (
        "Q1",
        "A Bee",
        "foreign minister",
        "FJI",
        "2010-01-01",
    )
    assert [fault.row for fault in found if isinstance(fault, Fault)] == [4]


@pytest.mark.parametrize("indent", [None, 1])
def test_popolo_memberships_with_posts_are_offices(
    take: Import, book: KnowledgeBook, indent: int | None
) -> None:
    content = {
        "memberships": [
            {"person_id": "p", "post_id": "q", "start_date": "2010-01-01", "end_date": "2012-01-01"},
            {"person_id": "p", "organization_id": "r", "role": "member", "start_date": "2001"},
            {"person_id": "p", "organization_id": "r", "role": "secretary general", "start_date": "2005"},
            {"person_id": "gone", "organization_id": "r"},
            {"organization_id": "r"},
        ],
        "persons": [{"id": "p", "name": "A Bee", "birth_date": "1960-05-01"}, {"id": "x"}],
        "posts": [{"id": "q", "label": "President of Fiji"}],
        "organizations": [{"id": "r", "name": "African Union", "classification": "party"}],
        "areas": [{"id": "z"}],
    }
    result = take("popolo.json", json.dumps(content, indent=indent))
    assert [fault.row for fault in result.faults] == [5, 2, 4]
    assert [held.fact.row for held in book.holders("president", "Fiji", on="2011-05-01")] == [1]
    (held,) = book.holders("secretary general", "AU", on="2011-05-01")
    assert isinstance(held.fact, Holding)
    assert (held.fact.person, held.fact.of) == ("A Bee", "African Union")


def test_a_broken_array_names_its_item(write: Write, book: KnowledgeBook) -> None:
    content = '{"persons": [\n {"id": "p", "name": "A Bee"},\n {"id": "q", "name" "C Dee"}\n]}'
    with pytest.raises(SourceError, match="item 2 of persons"):
        book.import_file(write("popolo.json", content))


def test_actor_codes_hold_for_their_time(take: Import, book: KnowledgeBook) -> None:
    result = take("actors.txt", ACTORS)
    assert (result.source.as_of, result.faults) == ("2014-01-30", ())
    seen = {
        day: (bearer.country, bearer.sector, bearer.beyond)
        for day in ("1980-01-01", "2003-05-01", "2008-01-01", "2024-01-01")
        for bearer in book.lookup("u thein sein", day)
    }
    assert seen == {
        "1980-01-01": ("MMR", "ELI", False),
        "2003-05-01": ("MMR", "GOV", False),
        "2008-01-01": ("MMR", "GOV", False),
        "2024-01-01": ("MMR", "GOV", True),
    }
    sectors = [book.lookup("his father", day)[0].sector for day in ("1980-01-01", "1995-01-01")]
    assert sectors == ["GOV", "ELI"]


def test_actor_faults_have_their_line(take: Import) -> None:
    content = (
        "A_BEE_ [FJIGOV 20044017-20061201]\nC_DEE_\nE_EFF_ [FJIGOV 20100101-20000101]\nG_AITCH_ [FJIMIL]\n"
    )
    result = take("actors.txt", content)
    assert [fault.row for fault in result.faults] == [1, 2, 3]
    assert result.counts["entities"] == 3


def test_media_and_health_are_told_apart_by_the_vocabulary(take: Import, book: KnowledgeBook) -> None:
    take("cameo.txt", AGENTS)
    take("plover.txt", AGENTS.replace("~MED", "~JRN").replace("~HLH", "~MED").replace("NURSE", "DOCTOR"))
    found = {name: book.lookup(name, "2020")[0].sector for name in ("reporter", "nurse", "doctor")}
    assert found == {"reporter": "JRN", "nurse": "MED", "doctor": "MED"}


def test_agents_are_spelt_out(take: Import, book: KnowledgeBook) -> None:
    result = take("agents.txt", f"{AGENTS}NOT AN AGENT\n")
    assert [fault.row for fault in result.faults] == [6]
    for name in ("fisherwoman", "fisherman", "chambers of commerce"):
        assert [bearer.kind for bearer in book.lookup(name, "2020")] == [Kind.AGENT]


def test_the_factbook_gives_leaders_parties_and_memberships(take: Import, book: KnowledgeBook) -> None:
    chief = "King Adam EXAMPLE (since 29 October 2004); Vice Presidents LIU He, BEA Long (since 2018)"
    head = "Prime Minister, Council Chair, Sr. Gen. ANNA EXAMPLE SEN (since 1 August 2021); note - ANNA was"
    content = country_file(
        "Fiji",
        chief,
        head,
        parties="Party of Examples or PEX [Bob SAMPLE]<br>note: several others",
        bodies="ADB, ARF (dialogue partner), UN",
        envoy="Ambassador (vacant); Charg&eacute; d'Affaires Carol STAND (since May 2023)",
        noun="Fijian(s)",
    )
    take("fj.json", content)
    held = [sourced.fact for sourced in book.facts(FactQuery()) if isinstance(sourced.fact, Holding)]
    assert {(fact.person, fact.office, fact.of, fact.start) for fact in held} == {
        ("Adam Example", "king", "FJI", "2004-10-29"),
        ("Liu He", "vice president", "FJI", "2018"),
        ("Bea Long", "vice president", "FJI", "2018"),
        ("Anna Example Sen", "prime minister", "FJI", "2021-08-01"),
        ("Bob Sample", "party leader", "Party of Examples", ""),
        ("Carol Stand", "acting ambassador to Fiji", "USA", "2023-05"),
    }
    bodies = [fact.fact for fact in book.memberships("Fiji")]
    assert [getattr(fact, "role", "") for fact in bodies] == ["member", "dialogue partner", "member"]
    assert book.lookup("fijian", "2020")[0].kind is Kind.STATE


def test_a_factbook_file_of_no_country_is_refused(book: KnowledgeBook, write: Write) -> None:
    with pytest.raises(SourceError, match="no country we know"):
        book.import_file(write("zz.json", country_file("Atlantis", "", "")))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A Bee,president,Fiji,GOV,2021-13,", "'2021-13' is no date"),
        ("A Bee,president,Fiji,XXX,,", "no sector of PLOVER"),
        ("A Bee,president,Fiji,GOV,2021,2020", "ends (2020) before it starts (2021)"),
        ("A Bee,,Fiji,GOV,,", "names no person or no office"),
        ("A Bee,president,Fiji,GOV", "The row has 4 cells, the header 6"),
    ],
)
def test_faults_of_our_own_tables_say_what_is_wrong(take: Import, row: str, fault: str) -> None:
    result = take("own.csv", f"person,office,of,sector,start,end\n{row}\nC Dee,king,Tonga,GOV,,\n")
    assert result.counts["holdings"] == 1
    (told_fault,) = result.faults
    assert (told_fault.row, fault in told_fault.error) == (2, True), told_fault


def test_spells_of_a_sector_may_stand_in_one_cell(take: Import, book: KnowledgeBook) -> None:
    head = "id\tname\tkind\tiso3\tsector_history\n"
    take("groups.tsv", f"{head}g1\tTaliban\tarmed\tAFG\tREB:2001..2021-08-15;GOV:2021-08-15..\n")
    assert [book.lookup("taliban", day)[0].sector for day in ("2010-01-01", "2022-01-01")] == ["REB", "GOV"]


def test_members_of_bodies_have_a_table_too(take: Import, book: KnowledgeBook) -> None:
    take("states.csv", "name,kind,country\nCambodia,state,KHM\n")
    take("members.csv", "member,org,role,start,end\nCambodia,ASEAN,chair,2022-01-01,2022-12-31\n")
    assert [fact.fact.row for fact in book.facts(FactQuery(name="Cambodia"))] == [2]


def test_old_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("name,kind,country\nJosé Ejemplo,person,ESP\n".encode("cp1252"))
    with Intake(path) as intake:
        (entity,) = READERS[Format.TABLE](intake)
    assert isinstance(entity, Entity)
    assert entity.name == "José Ejemplo"
