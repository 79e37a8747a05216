"""Which country or body a file means by a code or a name."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from dragoman.codebook.tables import cells, read_table
from dragoman.knowledge.names import normal

__all__ = ["body_named", "country_name", "country_of", "country_of_code", "country_of_item", "whose"]

ISO2 = 2
BODY_TABLES = ("actors/organisations.tsv", "actors/groups.tsv", "actors/media.tsv")


@functools.cache
def country_of(text: str) -> str:
    """Return the ISO alpha-3 code of a country told by code, name or Wikidata id; "" if it is none we know.

    A name that may mean several countries means none.
    """
    text = text.strip()
    if text[:1] == "Q" and text[1:].isdecimal():
        return country_of_item(text)
    return country_of_code(text, "ftm") or _names().get(normal(text).removeprefix("the "), "")


@functools.cache
def country_of_code(code: str, scheme: str) -> str:
    """Return the alpha-3 code for an ISO code of two or three letters, or a code of `scheme`; "" if none."""
    upper = code.strip().upper()
    return _codes(scheme).get(upper, "")


def country_of_item(item: str) -> str:
    """Return the country of a Wikidata id, "" if it is none we know."""
    return _items().get(item, "")


def country_name(iso3: str) -> str:
    """Return our name of a country, or the code itself."""
    return _titles().get(iso3, iso3)


@functools.cache
def whose(text: str) -> tuple[str, str]:
    """Return to whom an office belongs, and the country: ("MMR", "MMR"), ("Taliban", "AFG"), ("ACME", "").

    The first is a country code, our name of a body we know, or the text itself.
    """
    body = body_named(text)
    if body and len(text.strip()) == ISO2:  # EC is rather the European Commission than Ecuador
        return body
    if country := country_of(text):
        return country, country
    return body or (text.strip(), "")


def body_named(text: str) -> tuple[str, str] | None:
    """Return our name of a body and its one country ("" if none or several); None if we know none such."""
    return _bodies().get(normal(text).removeprefix("the "))


@functools.cache
def _codes(scheme: str) -> Mapping[str, str]:
    found = {row["iso3"]: row["iso3"] for row in read_table("actors/countries.tsv")}
    if scheme == "ftm":
        found |= {row["iso2"]: row["iso3"] for row in read_table("actors/countries.tsv") if row["iso2"]}
    return found | {
        row["code"]: row["iso3"] for row in read_table("imports/country_codes.tsv") if row["scheme"] == scheme
    }


@functools.cache
def _items() -> Mapping[str, str]:
    return {row["id"]: row["iso3"] for row in read_table("imports/wikidata_countries.tsv")}


@functools.cache
def _titles() -> Mapping[str, str]:
    return {row["iso3"]: row["name"] for row in reversed(read_table("actors/countries.tsv"))}


@functools.cache
def _names() -> Mapping[str, str]:
    """Return names and adjectives of countries -> code, without those that several share."""
    found: dict[str, set[str]] = {}
    for column in ("name", "aliases", "adjectives"):
        fresh: dict[str, set[str]] = {}
        for row in read_table("actors/countries.tsv"):
            for text in cells(row[column]):
                fresh.setdefault(normal(text).removeprefix("the "), set()).add(row["iso3"])
        found = fresh | found  # a name goes before another's alias, an alias before an adjective
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}


@functools.cache
def _bodies() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for name in BODY_TABLES:
        for row in read_table(name):
            homes = cells(row["iso3"])
            known = (row["name"], homes[0] if len(homes) == 1 else "")
            for text in (row["name"], row.get("short", ""), *cells(row["aliases"])):
                if text:
                    found.setdefault(normal(text).removeprefix("the "), known)
    for name in BODY_TABLES:  # a body may be told by its id too, as EC or org-EC
        for row in read_table(name):
            for text in (row["id"], row["id"].partition("-")[2]):
                found.setdefault(normal(text), (row["name"], ""))
    return found
