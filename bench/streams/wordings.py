"""Reads the wordings and tables under `data`: countries, outlets, spellings, fillers and kinds of story."""

from __future__ import annotations

import csv
import functools
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Country", "Kind", "Outlet", "Person", "Template", "Wordings", "wordings"]

DATA = Path(__file__).resolve().parent / "data"
PRONOUNS = {"m": ("he", "him", "his"), "f": ("she", "her", "her")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A holder of an office; all persons are invented. `gender` is m or f."""

    title: str
    name: str
    gender: str

    @property
    def words(self) -> dict[str, str]:
        """The forms that a wording may ask for; the empty key is title and name, as is `plain`."""
        he, him, his = PRONOUNS[self.gender]
        last = self.name.split()[-1]
        full = f"{self.title} {self.name}".strip()
        forms = {"": full, "plain": full, "name": self.name, "last": last, "he": he, "him": him, "his": his}
        return forms | {"He": he.capitalize(), "His": his.capitalize()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A real state with invented people; `iso3` as in the exports."""

    iso3: str
    name: str
    adjective: str
    capital: str
    towns: tuple[str, ...]
    people: dict[str, Person]
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes: an invented agency, paper or brief; `spelling` is us or gb."""

    name: str
    kind: str
    spelling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The wording of one report: a line is a sentence, an empty line parts paragraphs."""

    key: str
    step: str
    style: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of story: its happenings and steps with their days, and the wordings of its reports."""

    name: str
    pair: str
    rounds: tuple[int, int]
    gap: tuple[int, int]
    happenings: dict[str, dict[str, Any]]
    steps: list[dict[str, Any]]
    templates: tuple[Template, ...]
    plans: dict[str, dict[str, str]] = field(default_factory=dict)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    quantities: dict[str, list[int]] = field(default_factory=dict)
    aims: tuple[str, ...] = ()
    correct_figure: str | None = None
    correct_day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """All that the generator draws from.

    Attributes:
        pairs: neighbours by ISO code, with places on their border.
        spellings: American and British words.
        edits: an agency's words and what an editor makes of them; `heads`: what becomes of its titles.
        phrases: what editors write, by name.
        fillers: sentences that tell no event; `slots`: the words for their braces.
    """

    countries: dict[str, Country]
    pairs: tuple[tuple[str, str, tuple[str, ...]], ...]
    outlets: tuple[Outlet, ...]
    spellings: tuple[tuple[str, str], ...]
    edits: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    phrases: dict[str, str]
    fillers: tuple[str, ...]
    slots: dict[str, list[str]]
    kinds: tuple[Kind, ...]


@functools.cache
def wordings() -> Wordings:
    """Return what the files hold."""
    fillers = tomllib.loads((DATA / "fillers.toml").read_text(encoding="utf-8"))
    return Wordings(
        countries={row["id"]: _country(row) for row in _rows("countries.tsv")},
        pairs=tuple((r["first"], r["second"], tuple(r["places"].split("|"))) for r in _rows("pairs.tsv")),
        outlets=tuple(
            Outlet(name=r["name"], kind=r["kind"], spelling=r["spelling"]) for r in _rows("outlets.tsv")
        ),
        spellings=tuple((r["us"], r["gb"]) for r in _rows("spelling.tsv")),
        edits=tuple((r["agency"], r["edited"]) for r in _rows("edits.tsv")),
        heads=tuple(fillers["heads"]),
        phrases={name: words for name, words in fillers.items() if isinstance(words, str)},
        fillers=tuple(fillers["sentences"].strip().splitlines()),
        slots=fillers["slots"],
        kinds=tuple(_kind(path) for path in sorted((DATA / "kinds").glob("*.toml"))),
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _country(row: dict[str, str]) -> Country:
    return Country(
        iso3=row["id"],
        name=row["name"],
        adjective=row["adjective"],
        capital=row["capital"],
        towns=tuple(row["towns"].split("|")),
        people={
            "head": _person(row["head"]),
            "fm": _person(row["foreign"]),
            "dm": _person(row["defence"]),
            "spk": _person(row["spokes"], titled=False),
        },
        group=row["group"],
    )


def _person(cell: str, *, titled: bool = True) -> Person:
    """Return the person of a cell such as "Foreign Minister Grace Wanderi f"."""
    *words, gender = cell.split()
    cut = 0
    if titled:
        cut = 1 + next(k for k, word in enumerate(words) if word in ("President", "Minister", "Chancellor"))
    return Person(title=" ".join(words[:cut]), name=" ".join(words[cut:]), gender=gender)


def _kind(path: Path) -> Kind:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Kind(
        name=table["kind"],
        pair=table["pair"],
        rounds=(table["rounds"][0], table["rounds"][1]),
        gap=(table["gap"][0], table["gap"][1]),
        happenings=table["happening"],
        steps=table["step"],
        templates=tuple(_template(path.stem, k, row) for k, row in enumerate(table["report"])),
        plans=table.get("plan", {}),
        figures=table.get("figure", {}),
        quantities=table.get("quantity", {}),
        aims=tuple(row["text"] for row in table.get("target", ())),
        correct_figure=table.get("correct_figure"),
        correct_day=table.get("correct_day"),
    )


def _template(kind: str, number: int, row: dict[str, str]) -> Template:
    paragraphs = (part.strip().splitlines() for part in row["text"].strip().split("\n\n"))
    return Template(
        key=f"{kind}/{number}",
        step=row["step"],
        style=row["style"],
        title=row["title"],
        paragraphs=tuple(tuple(lines) for lines in paragraphs),
    )
