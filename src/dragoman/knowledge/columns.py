"""Finds the columns of a table by their headings, and reads tables row by row."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.codebook.tables import cells, read_table
from dragoman.knowledge.dates import earliest, latest, partial
from dragoman.knowledge.facts import Fault
from dragoman.knowledge.intake import Intake

__all__ = ["Columns", "Line", "columns_of", "rows"]

DATED = ("start", "end", "born", "seen")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what: our name -> their places, in the order of the file."""

    places: Mapping[str, tuple[int, ...]]
    width: int

    def __contains__(self, name: str) -> bool:
        return name in self.places


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table with its line in the file."""

    number: int
    cells: Sequence[str]
    columns: Columns

    def all(self, *names: str) -> list[str]:
        """Return what stands in any of the columns of these names, without empty cells."""
        places = sorted(place for name in names for place in self.columns.places.get(name, ()))
        return [self.cells[place].strip() for place in places if self.cells[place].strip()]

    def first(self, name: str) -> str:
        """Return what stands in the first such column that is not empty, "" if nothing."""
        return next(iter(self.all(name)), "")

    def several(self, name: str) -> list[str]:
        """Return the values of cells that hold several, set apart by `|`."""
        return [value for cell in self.all(name) for value in cells(cell)]

    def days(self) -> dict[str, str]:
        """Return start, end, born and seen as days in our form.

        Raises:
            ValueError: a cell holds no day, or the end comes before the start.
        """
        days = {name: partial(self.first(name).rpartition("/")[2]) for name in DATED}
        if days["start"] and days["end"] and latest(days["end"]) < earliest(days["start"]):
            raise ValueError(f"it ends ({days['end']}) before it starts ({days['start']})")
        return days


def columns_of(header: Sequence[str]) -> Columns:
    """Return the columns of a header line; headings that we do not know are left out."""
    known = _headings()
    places: dict[str, tuple[int, ...]] = {}
    for place, heading in enumerate(header):
        name = known.get(_plain(heading))
        if name:
            places[name] = (*places.get(name, ()), place)
    return Columns(places, len(header))


def rows(intake: Intake) -> Iterator[Line | Fault]:
    """Yield the rows of a table: with tabs and no quotes, or with commas or semicolons and quotes."""
    lines = (f"{line}\n" for _, line in intake.lines())
    first = next(lines, "").removeprefix("\ufeff")
    mark = separator(first)
    quoting: Literal[0, 3] = csv.QUOTE_NONE if mark == "\t" else csv.QUOTE_MINIMAL
    reader = csv.reader(lines, delimiter=mark, quoting=quoting)
    columns = columns_of(next(csv.reader([first], delimiter=mark, quoting=quoting), []))
    while True:
        number = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Fault(number, f"The line is no row of a table: {error}.", "Mend its quotes.")
            continue
        if not any(row) or row[0].startswith("#"):
            continue
        if len(row) != columns.width:
            cure = "Separate cells by one mark each; quote a cell that holds it."
            yield Fault(number, f"The row has {len(row)} cells, the header {columns.width}.", cure)
            continue
        yield Line(number, row, columns)


def separator(header: str) -> str:
    """Return what sets the cells of a header line apart."""
    return max("\t,;", key=header.count)


def _plain(heading: str) -> str:
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


@functools.cache
def _headings() -> Mapping[str, str]:
    """Return plain headings -> our names of columns."""
    return {
        _plain(heading): row["id"]
        for row in read_table("imports/columns.tsv")
        for heading in cells(row["headings"])
    }
