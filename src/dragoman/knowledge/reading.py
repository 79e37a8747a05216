"""What all readers of formats have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dragoman.knowledge.dates import partial
from dragoman.knowledge.facts import Alias, Fact, Fault, Passed
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.names import normal

__all__ = ["Reader", "Told", "aliases", "faulty_row", "mapping", "person_of", "sequence", "text", "tidy_day"]

Told = Fact | Fault | Passed
Reader = Callable[[Intake], Iterator[Told]]


def faulty_row(row: int, error: str, cure: str = "Mend the row and import the file again.") -> Fault:
    """Return a fault of a row."""
    return Fault(row, error, cure)


def tidy_day(value: object) -> str:
    """Return a day in our form; "" where none is told or what is told is no day (see `partial`)."""
    try:
        return partial(value) if isinstance(value, str) else ""
    except ValueError:
        return ""


def text(value: object) -> str:
    """Return a text on one line without blanks around it; "" for what is no text.

    Halves of characters, which JSON can hold and a file cannot, become question marks.
    """
    if not isinstance(value, str):
        return ""
    whole = value if value.isascii() else value.encode("utf-8", "replace").decode()
    return " ".join(whole.split())


def mapping(value: object) -> Mapping[str, object]:
    """Return a JSON object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> Sequence[object]:
    """Return a JSON array, an empty one for anything else."""
    return value if isinstance(value, list) else ()


def aliases(texts: Iterator[str] | Sequence[str], *, name: str, lang: str = "") -> tuple[Alias, ...]:
    """Return other names, each spelling once and without the name itself."""
    return tuple(Alias(text=text, lang=lang) for text in dict.fromkeys(texts) if text and text != name)


def person_of(name: str, country: str) -> str:
    """Return the id of a person whom a file only names: name and country together."""
    return f"{normal(name)}|{country}"
