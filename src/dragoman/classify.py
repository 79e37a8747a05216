"""Tells what passes between two given parties of a sentence: patterns and model together."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.patterns import CategoryEntry, load_codebook
from dragoman.codebook.tables import data_path, read_table
from dragoman.errors import QueryError, SourceError
from dragoman.extract.pairs import PairEvent, pair_events, tokens_of
from dragoman.model.codes import Category, Status
from dragoman.model.parsed import ParsedReport
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser
from dragoman.tag import ModelTagging, Tagger

__all__ = ["SCHEMES", "Classified", "Classifier", "Pair", "read_pairs", "write_classified"]

SCHEMES = ("plover", "plv")
BATCH = 64
COLUMNS = ("id", "sentence", "source", "target")
PATTERNS, BETWEEN, TRIGGERS = 0.7, 0.3, 1.0  # what each of the three views weighs


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence with two of its parties; `first` acts towards `second`."""

    id: str
    sentence: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What passes between a pair: category, quad class 1 to 4, and the share of the weight it got."""

    id: str
    category: str
    quad: int
    score: float


class Classifier:
    """Loads parser, codebook and model once.

    Args:
        scheme: "plover" for our categories, "plv" for the 15 of the older PLOVER.
        model: folder of the model; the packaged one unless told otherwise.
    """

    def __init__(self, *, scheme: str = SCHEMES[0], model: Path | None = None) -> None:
        if scheme not in SCHEMES:
            raise QueryError(f"Unknown scheme {scheme!r}.", cure=f"Choose from: {', '.join(SCHEMES)}.")
        folder = model or data_path("model")
        codebook = load_codebook()
        self._guides = Guides(codebook=codebook, knowledge=load_knowledge(), lexicon=load_lexicon())
        self._parser = Parser()
        self._tagger = Tagger(folder)
        self._fold, self._quads = _folding(scheme, codebook.categories)

    def classify(self, pairs: Iterable[Pair]) -> Iterator[Classified]:
        """Yield what passes between the parties of each pair."""
        waiting = iter(pairs)
        while batch := list(islice(waiting, BATCH)):
            parsed = self._parser.parse_short([_report(pair) for pair in batch])
            yield from map(self._classified, batch, parsed)

    def _classified(self, pair: Pair, parsed: ParsedReport) -> Classified:
        parties = (_place(parsed, pair.first), _place(parsed, pair.second))
        events = pair_events(parsed, parties, self._guides)
        tagging = self._tagger.tag(parsed)
        total: dict[str, float] = defaultdict(float)
        for view, weight in (
            (self._by_patterns(events), PATTERNS),
            (self._between(tagging, parties), BETWEEN),
            (self._by_triggers(tagging, parties), TRIGGERS),
        ):
            whole = sum(view.values()) or 1.0
            for code, value in view.items():
                total[code] += weight * value / whole
        best = max(sorted(total), key=lambda code: total[code])
        return Classified(
            id=pair.id,
            category=best,
            quad=self._quads[best],
            score=round(total[best] / sum(total.values()), 4),
        )

    def _code(self, category: str, status: str) -> str:
        return self._fold.get((category, status)) or self._fold[category, ""]

    def _by_patterns(self, events: Sequence[PairEvent]) -> dict[str, float]:
        view: dict[str, float] = {}
        for event in events:
            code = self._code(event.category, event.status)
            view[code] = max(view.get(code, 0.0), max(event.fit, 0.0) ** 2)
        return view

    def _between(self, tagging: ModelTagging, parties: tuple[list[int], list[int]]) -> dict[str, float]:
        view: dict[str, float] = defaultdict(float)
        for category, p in tagging.between(*parties).items():
            if (category, "") in self._fold:
                view[self._code(category, "")] += p
        return view

    def _by_triggers(self, tagging: ModelTagging, parties: tuple[list[int], list[int]]) -> dict[str, float]:
        """Return how much the words that tell events, weighed by how well the parties fit them, tell of each code."""
        view: dict[str, float] = defaultdict(float)
        for (category, status), value in tagging.told(*parties).items():
            if (category, "") in self._fold:
                view[self._code(category, status)] += value
        return view


def _report(pair: Pair) -> Report:
    block = Block(kind=BlockKind.BODY, start=0, end=len(pair.sentence))
    return Report(id=pair.id, document=pair.id, origin=pair.id, text=pair.sentence, blocks=(block,))


def _place(parsed: ParsedReport, words: str) -> list[int]:
    """Return the tokens of a party; none if its words do not stand in the sentence."""
    at = parsed.report.text.find(words)
    return tokens_of(parsed, at, at + len(words)) if at >= 0 else []


def _folding(
    scheme: str, entries: Mapping[str, CategoryEntry]
) -> tuple[dict[tuple[str, str], str], dict[str, int]]:
    """Return the code of each category and status in a scheme, and the quad class of each code."""
    if scheme == SCHEMES[0]:
        return {(code, ""): code for code in entries}, {code: entry.quad for code, entry in entries.items()}
    rows = read_table(f"schemes/{scheme}.tsv")
    return (
        {(str(Category(r["category"])), r["status"] and str(Status(r["status"]))): r["code"] for r in rows},
        {r["code"]: int(r["quad"]) for r in rows},
    )


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a tab-separated file with the columns id, sentence, source, target.

    Raises:
        SourceError: the file cannot be read, or a column is missing; the message names it.
    """
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_MINIMAL)
            missing = [column for column in COLUMNS if column not in (table.fieldnames or ())]
            if missing:
                raise SourceError(
                    f"{path} has no column {', '.join(missing)}.", cure=f"It needs: {', '.join(COLUMNS)}."
                )
            for row in table:
                yield Pair(id=row["id"], sentence=row["sentence"], first=row["source"], second=row["target"])
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}.", cure="Give a UTF-8 file.") from error


def write_classified(path: Path, results: Iterable[Classified]) -> int:
    """Write results as a tab-separated file with the columns id, category, quad, score; return how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, delimiter="\t", lineterminator="\n")
        table.writerow(("id", "category", "quad", "score"))
        for result in results:
            table.writerow((result.id, result.category, result.quad, result.score))
            count += 1
    return count
