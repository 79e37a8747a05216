"""Every example of the codebook is read by its patterns, and must give exactly the events that it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.patterns import Example
from dragoman.model.codes import Means
from dragoman.model.record import Event, Party
from dragoman.model.report import Block, BlockKind, Report
from dragoman.pipeline import Reader, ReaderOptions

NOBODY = "-"
NO_MODE = "--"
ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True)
class Expected:
    """One line of an example's `expect`."""

    category: str
    mode: str | None
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str

    @classmethod
    def of(cls, line: str) -> Expected:
        kind, trigger, actors, recipients, status = (cell.strip() for cell in line.split("|"))
        category, mode = kind.split("/")
        return cls(
            category, None if mode == NO_MODE else mode, trigger, names(actors), names(recipients), status
        )


def names(cell: str) -> tuple[str, ...]:
    return () if cell == NOBODY else tuple(part.strip() for part in cell.split(";"))


def examples() -> list[object]:
    return [
        pytest.param(example, id=f"{code}-{number}")
        for code, entry in load_codebook().categories.items()
        for number, example in enumerate(entry.examples, 1)
    ]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(ReaderOptions(means=Means.PATTERNS))


@pytest.mark.parametrize("example", examples())
def test_an_example_gives_its_events_and_no_others(example: Example, reader: Reader) -> None:
    found = reader.read(report(example.text)).findings.events
    expected = [Expected.of(line) for line in example.expect]
    assert paired(expected, list(found)), told(example, found)


def report(text: str) -> Report:
    return Report(
        id="rep-example",
        document="example",
        origin="example",
        text=text,
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text)),),
    )


def paired(expected: Sequence[Expected], found: Sequence[Event]) -> bool:
    """Whether the lines and the events can be put together, each with one of the other kind."""
    if len(expected) != len(found):
        return False
    if not expected:
        return True
    first, *others = expected
    return any(
        answers(first, event) and paired(others, [*found[:k], *found[k + 1 :]])
        for k, event in enumerate(found)
    )


def answers(line: Expected, event: Event) -> bool:
    trigger = event.evidence[0].trigger.lower()
    wanted = line.trigger.lower()
    return (
        (line.category, line.mode, line.status) == (event.category, event.mode, event.status)
        and (trigger in wanted or wanted in trigger)
        and parties_answer(line, event)
    )


def parties_answer(line: Expected, event: Event) -> bool:
    """Whether the parties of each side are the expected ones; equals may share a side.

    A party that the text leaves unsaid (whom a crowd protests against) is neither asked nor barred.
    """
    acting, receiving = stated(event.actors), stated(event.recipients)
    if event.reciprocal:
        return same_parties((*line.actors, *line.recipients), (*acting, *receiving))
    return same_parties(line.actors, acting) and same_parties(line.recipients, receiving)


def stated(parties: Sequence[Party]) -> list[Party]:
    return [party for party in parties if party.mention]


def same_parties(wanted: Sequence[str], found: Sequence[Party]) -> bool:
    return all(any(same(name, party) for party in found) for name in wanted) and all(
        any(same(name, party) for name in wanted) for party in found
    )


def same(name: str, party: Party) -> bool:
    """Whether a party is mentioned by a name, or by a pronoun that stands for it."""
    return any(
        plain(name) in plain(words) or plain(words) in plain(name)
        for words in (party.mention, party.name)
        if words
    )


def plain(mention: str) -> str:
    """Return a mention in lower case without its leading article."""
    text = mention.lower()
    return next((text.removeprefix(article) for article in ARTICLES if text.startswith(article)), text)


def told(example: Example, found: Sequence[Event]) -> str:
    lines = [
        " | ".join(
            (
                f"{e.category}/{e.mode or NO_MODE}",
                e.evidence[0].trigger,
                "; ".join(p.mention for p in e.actors) or NOBODY,
                "; ".join(p.mention for p in e.recipients) or NOBODY,
                str(e.status) + (" (of equals)" if e.reciprocal else ""),
            )
        )
        + f"   by {', '.join(r.rule for r in e.because if r.field in ('category', 'status', 'mode'))}"
        for e in found
    ]
    return "\n  ".join(
        (example.text, "expected:", *(example.expect or ("no event",)), "found:", *(lines or ("no event",)))
    )
