"""Who and what is known beforehand: states, bodies, groups, media, places, titles and agent nouns.

Names are matched as sequences of plain words (accents and dots off, lower case), so that "U.S.", "US" and
"Cote d'Ivoire" need no care about tokens; letter case is judged by the caller through `Form.upper`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.codebook.tables import Row, cells, read_table

__all__ = [
    "Agent",
    "Form",
    "FormKind",
    "Holder",
    "Knowledge",
    "Known",
    "KnownKind",
    "Title",
    "load_knowledge",
    "plain_words",
]

WORD = re.compile(r"[^\W_]+")
ACRONYM_LENGTH = 6
HIGHEST = "offices/holders.tsv"  # heads of state and government, their ministers: known by last name alone
FURTHER = ("offices/holders_east.tsv", "offices/holders_west.tsv")


class KnownKind(StrEnum):
    """What a row of the knowledge tables is about."""

    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    MEDIUM = "medium"
    REGION = "region"
    PEOPLE = "people"
    PLACE = "place"
    ALIAS = "alias"


class FormKind(StrEnum):
    """In what way a form of words names its row."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One row of the knowledge tables.

    `iso3` is its one country, `homes` all in which it is at home (an armed group may fight in several),
    `members` the countries of a region;
    `acts` is False for what carries news but does nothing (platforms).
    """

    id: str
    kind: KnownKind
    name: str
    iso3: str | None = None
    homes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    sector: str | None = None
    acts: bool = True
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """One wording of a row. `upper`: it is an acronym and must stand in capitals."""

    words: tuple[str, ...]
    known: Known
    kind: FormKind
    upper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """An office, rank or honorific that stands with names."""

    id: str
    words: tuple[str, ...]
    office: str
    kind: str
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A noun for somebody who acts without being named."""

    id: str
    noun: str
    sector: str | None
    kind: str
    collective: bool
    political: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """That a person held an office; dates as in the table ("2021", "2021-02", "2021-02-01"), "" if unknown."""

    id: str
    person: str
    iso3: str | None
    office: str
    sector: str | None
    start: str
    end: str

    def on(self, day: str) -> bool:
        """Whether the office was held on a day, as far as the dates tell; an unknown end bounds nothing."""
        return self.start <= day and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All tables, indexed for reading. Forms and titles are keyed by their first word, longest first.

    `title_homes` gives, for titles that few states have, these states.
    """

    rows: Mapping[str, Known]
    forms: Mapping[str, tuple[Form, ...]]
    titles: Mapping[str, tuple[Title, ...]]
    agents: Mapping[str, Agent]
    by_country: Mapping[str, Known]
    holders: Mapping[tuple[str, ...], tuple[Holder, ...]] = field(default_factory=dict)
    surnames: Mapping[str, tuple[Holder, ...]] = field(default_factory=dict)
    title_homes: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    def longest(self, words: Sequence[str], at: int) -> tuple[Form, ...]:
        """Return the forms of greatest length that `words` has at `at`, best first; empty if none."""
        found: list[Form] = []
        for form in self.forms.get(words[at], ()):
            if found and len(form.words) < len(found[0].words):
                break
            if tuple(words[at : at + len(form.words)]) == form.words:
                found.append(form)
        return tuple(found)

    def title(self, words: Sequence[str], at: int) -> Title | None:
        """Return the longest title that `words` has at `at`."""
        for title in self.titles.get(words[at], ()):
            if tuple(words[at : at + len(title.words)]) == title.words:
                return title
        return None


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents, dots and case: `U.S.` gives `us`."""
    bare = text.replace(".", "").replace("’", "'")
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return tuple(WORD.findall(bare.casefold()))


@functools.cache
def load_knowledge() -> Knowledge:
    """Return the packaged knowledge. Loaded once in a process.

    Raises:
        CodebookError: a table is malformed; the message names file and line.
    """
    gathered = _Gathered()
    for row in read_table("actors/countries.tsv"):
        gathered.add_country(row)
    for row in read_table("actors/organisations.tsv"):
        names = (row["name"], row["short"], *cells(row["aliases"]))
        gathered.add(_body(row, KnownKind.ORGANISATION), FormKind.NAME, names)
    for row in read_table("actors/groups.tsv"):
        gathered.add(_body(row, KnownKind.GROUP), FormKind.NAME, (row["name"], *cells(row["aliases"])))
    for row in read_table("actors/media.tsv"):
        gathered.add(_medium(row), FormKind.NAME, (row["name"], *cells(row["aliases"])))
    for row in read_table("actors/regions.tsv"):
        known = _region(row)
        gathered.add(known, FormKind.NAME, (row["name"],))
        gathered.add(known, FormKind.ADJECTIVE, cells(row["adjectives"]))
    for row in read_table("actors/aliases.tsv"):
        known = Known(id=row["id"], kind=KnownKind.ALIAS, name=row["meaning"], iso3=row["iso3"] or None)
        gathered.add(known, FormKind.NAME, (row["text"],))
    for row in read_table("places/places.tsv"):
        gathered.add(_place(row), FormKind.NAME, (row["name"], *cells(row["aliases"])))
    holders, surnames = _holders()
    return Knowledge(
        rows=gathered.rows,
        forms={first: tuple(sorted(group, key=_form_order)) for first, group in gathered.forms.items()},
        titles=_titles(),
        agents=_agents(),
        by_country=gathered.by_country,
        holders=holders,
        surnames=surnames,
        title_homes={
            plain_words(row["title"]): frozenset(cells(row["iso3s"]))
            for row in read_table("lexicon/en/title_homes.tsv")
        },
    )


@dataclass(slots=True)
class _Gathered:
    """Rows and forms on their way into the knowledge."""

    rows: dict[str, Known] = field(default_factory=dict)
    forms: dict[str, list[Form]] = field(default_factory=dict)
    by_country: dict[str, Known] = field(default_factory=dict)

    def add(self, known: Known, kind: FormKind, texts: Iterable[str]) -> None:
        """Take in a row with the texts that name it in one way."""
        self.rows[known.id] = known
        for text in texts:
            words = plain_words(text)
            words = words[1:] if words[:1] == ("the",) and _needs_no_article(known, words) else words
            if words:
                upper = text.replace(".", "").isupper() and len(text) <= ACRONYM_LENGTH
                self.forms.setdefault(words[0], []).append(Form(words, known, kind, upper))

    def add_country(self, row: Row) -> None:
        """Take in a country with its names, adjectives, people, capital and seats of government."""
        known = _country(row)
        self.by_country.setdefault(row["iso3"], known)
        self.add(known, FormKind.NAME, (row["name"], *cells(row["aliases"])))
        self.add(known, FormKind.ADJECTIVE, cells(row["adjectives"]))
        self.add(known, FormKind.PEOPLE, cells(row["people"]))
        if row["status"] != "historical":
            self.add(known, FormKind.CAPITAL, cells(row["capital"]))
        self.add(known, FormKind.SEAT, cells(row["leader_seats"]))


KIND_ORDER = {kind: at for at, kind in enumerate(KnownKind)}
FORM_ORDER = {kind: at for at, kind in enumerate(FormKind)}


def _needs_no_article(known: Known, words: tuple[str, ...]) -> bool:
    """Whether a name is one without its "the"; "The National" and "The Hill" are not."""
    return len(words) > 2 or known.kind is not KnownKind.MEDIUM


def _form_order(form: Form) -> tuple[int, int, int, int, str]:
    """Longest first; then by kind of row (states before places), by population, by id."""
    return (
        -len(form.words),
        KIND_ORDER[form.known.kind],
        FORM_ORDER[form.kind],
        -form.known.population,
        form.known.id,
    )


def _country(row: Row) -> Known:
    return Known(
        id=row["id"],
        kind=KnownKind.COUNTRY,
        name=row["name"],
        iso3=row["iso3"],
        sector="GOV",
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
    )


def _body(row: Row, kind: KnownKind) -> Known:
    iso3 = cells(row["iso3"])
    return Known(
        id=row["id"],
        kind=kind,
        name=row["name"],
        iso3=iso3[0] if len(iso3) == 1 else None,
        homes=iso3,
        sector=row["sector"] or None,
    )


def _medium(row: Row) -> Known:
    return Known(
        id=row["id"],
        kind=KnownKind.MEDIUM,
        name=row["name"],
        iso3=row["iso3"] or None,
        sector="JRN",
        acts=row["kind"] != "platform",
    )


def _region(row: Row) -> Known:
    people = row["kind"] == "people"
    iso3 = cells(row.get("iso3s", ""))
    return Known(
        id=row["id"],
        kind=KnownKind.PEOPLE if people else KnownKind.REGION,
        name=row["name"],
        iso3=iso3[0] if row["kind"] != "region" and len(iso3) == 1 else None,
        homes=iso3 if row["kind"] != "region" else (),
        members=iso3 if row["kind"] == "region" else (),
        sector="CVL" if people else None,
    )


def _place(row: Row) -> Known:
    return Known(
        id=row["id"],
        kind=KnownKind.PLACE,
        name=row["name"],
        iso3=row["iso3"] or None,
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        population=int(row["population"] or 0),
    )


def _holders() -> tuple[dict[tuple[str, ...], tuple[Holder, ...]], dict[str, tuple[Holder, ...]]]:
    """Return the dated office holders by full name, and those of the highest offices by last name too."""
    by_name: dict[tuple[str, ...], list[Holder]] = defaultdict(list)
    by_surname: dict[str, list[Holder]] = defaultdict(list)
    for table in (HIGHEST, *FURTHER):
        for row in read_table(table):
            holder = Holder(
                id=row["id"],
                person=row["person"],
                iso3=row["iso3"] or None,
                office=row["office"],
                sector=row["sector"] or None,
                start=row["start"],
                end=row["end"],
            )
            for form in (row["person"], *cells(row["aliases"])):
                words = plain_words(form)
                by_name[words].append(holder)
                if table == HIGHEST:
                    by_surname[words[-1]].append(holder)
    return {k: tuple(v) for k, v in by_name.items()}, {k: tuple(v) for k, v in by_surname.items()}


def _titles() -> dict[str, tuple[Title, ...]]:
    groups: dict[str, list[Title]] = defaultdict(list)
    for row in read_table("lexicon/en/titles.tsv"):
        for form in cells(row["form"]):
            words = plain_words(form)
            title = Title(
                id=row["id"],
                words=words,
                office=row["office"],
                kind=row["kind"],
                sector=row["sector"] or None,
            )
            groups[words[0]].append(title)
    return {
        first: tuple(sorted(group, key=lambda t: (-len(t.words), t.id))) for first, group in groups.items()
    }


def _agents() -> dict[str, Agent]:
    agents: dict[str, Agent] = {}
    for row in read_table("lexicon/en/agents.tsv"):
        for noun in (*cells(row["noun"]), *cells(row["plural"])):
            agents.setdefault(
                noun.lower(),
                Agent(
                    id=row["id"],
                    noun=cells(row["noun"])[0],
                    sector=row["sector"] or None,
                    kind=row["kind"],
                    collective=row["collective"] == "yes",
                    political=row["political"],
                ),
            )
    return agents
