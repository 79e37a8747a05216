"""The formats that can be imported, and which of them a file is in, told by its content."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.knowledge import (
    actor_dictionary,
    agent_dictionary,
    factbook,
    ftm,
    own_table,
    popolo,
    sparql,
    wikidata,
)
from dragoman.knowledge.columns import columns_of, separator
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.reading import Reader, tidy_day

__all__ = ["READERS", "Format", "as_of", "detect", "format_of", "licence_of", "name_of"]


class Format(StrEnum):
    """In what a file of actor knowledge may be written."""

    FTM = "ftm"
    WIKIDATA = "wikidata"
    SPARQL = "sparql"
    POPOLO = "popolo"
    ACTORS = "petrarch-actors"
    AGENTS = "petrarch-agents"
    FACTBOOK = "factbook"
    TABLE = "table"


READERS: Mapping[Format, Reader] = {
    Format.FTM: ftm.read,
    Format.WIKIDATA: wikidata.read,
    Format.SPARQL: sparql.read,
    Format.POPOLO: popolo.read,
    Format.ACTORS: actor_dictionary.read,
    Format.AGENTS: agent_dictionary.read,
    Format.FACTBOOK: factbook.read,
    Format.TABLE: own_table.read,
}
# What a format alone tells about name and licence of its source.
NAMES = {Format.WIKIDATA: "Wikidata", Format.SPARQL: "Wikidata", Format.FACTBOOK: "World Factbook"}
LICENCES = {Format.WIKIDATA: "CC0-1.0", Format.SPARQL: "CC0-1.0", Format.FACTBOOK: "public domain"}

KEY = re.compile(r'"([^"\\]{1,60})"\s*:')
AGENT = re.compile(r"^[^\s#+\[][^\[]*\[~?[A-Z]{3,}~?\]", re.MULTILINE)
ACTOR = re.compile(r"\[(?:[A-Z]{3,}|---)[^\]]*\]")
GENERATED = re.compile(r"Generated at: \w{3} (\w{3}) +(\d+) [\d:]+ (\d{4})")
LARGEST_SAMPLE = 2000


def detect(path: Path) -> Format:
    """Return the format of a file, told by its content and not by its name.

    Raises:
        SourceError: the file cannot be opened, or is in none of our formats; the message says where it fails.
    """
    with Intake(path) as intake:
        return format_of(intake)


def format_of(intake: Intake) -> Format:
    """Return the format of an open file; see `detect`."""
    head = intake.head().decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    found = _json_format(head) if head[:1] in ("{", "[") else _text_format(head)
    if found is None:
        begins = head.partition("\n")[0][:60]
        raise SourceError(
            f"{intake.path}, line 1: the file is in no format that can be imported; it begins {begins!r}.",
            cure="Give FollowTheMoney, Wikidata or Popolo JSON, a SPARQL CSV, a PETRARCH dictionary, a Factbook "
            "file, or a table with a header as docs/knowledge.md has it; or name the format with --format.",
        )
    return found


def as_of(intake: Intake) -> str:
    """Return the day on which a file says it was made, "" if it does not."""
    match = GENERATED.search(intake.head()[:LARGEST_SAMPLE].decode("utf-8", "replace"))
    return tidy_day(f"{match[2]} {match[1]} {match[3]}") if match else ""


def name_of(form: Format, path: Path) -> str:
    """Return what to call a source whose user did not name it."""
    return NAMES.get(form, path.name.partition(".")[0])


def licence_of(form: Format, intake: Intake) -> str:
    """Return the licence that the format or the head of the file tells, "" if none."""
    head = intake.head()[: 4 * LARGEST_SAMPLE]
    return LICENCES.get(form, "MIT" if b"The MIT License" in head else "")


def _json_format(head: str) -> Format | None:
    keys = set(KEY.findall(head))
    if {"id", "schema", "properties"} <= keys:
        return Format.FTM
    if keys & {"Government", "Geography"} and keys & {"Introduction", "Country name", "People and Society"}:
        return Format.FACTBOOK
    if "claims" in keys or {"labels", "id"} <= keys or "entities" in keys:
        return Format.WIKIDATA
    popolo_keys = {"persons", "organizations", "memberships", "posts"}
    return Format.POPOLO if keys & popolo_keys else None


def _text_format(head: str) -> Format | None:
    lines = [line for line in head.splitlines() if line.strip()]
    header = lines[0] if lines else ""
    mark = separator(header)
    columns = columns_of(next(csv.reader([header], delimiter=mark), []))
    if mark in header and not header.startswith("#"):
        named = any(name in columns for name in ("person", "name"))
        rows = lines[1:20]
        if named and any(sparql.ITEM.match(cell.strip('" ')) for row in rows for cell in row.split(mark)):
            return Format.SPARQL
        if columns.width > 1 and (
            named or (("member" in columns or "country" in columns) and "org" in columns)
        ):
            return Format.TABLE
    return _dictionary(lines)


def _dictionary(lines: list[str]) -> Format | None:
    """Return which of the dictionaries has such lines: codes of agents have no country and a tilde."""
    sample = "\n".join(line for line in lines if not line.startswith("#"))
    codes = ACTOR.findall(sample)
    agents = AGENT.findall(sample)
    if sum("[~" in line for line in agents) > len(codes):
        return Format.AGENTS
    return (
        Format.ACTORS
        if codes and "_" in sample + "_" and not sample.lstrip().startswith(("{", "<"))
        else None
    )
