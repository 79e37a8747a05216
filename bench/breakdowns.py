"""Breaks the agreement with a gold set down by category, mode and status.

Which events pair is decided by the gold set's own scorer, loaded from where it stands.
"""

from __future__ import annotations

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["Breakdowns", "Score", "breakdowns"]

Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """How many events of a category gold has, the program told, and both agree upon."""

    gold: int = 0
    told: int = 0
    hit: int = 0

    @property
    def parts(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.hit / self.told if self.told else 0.0
        recall = self.hit / self.gold if self.gold else 0.0
        both = self.gold + self.told
        return precision, recall, 2 * self.hit / both if both else 0.0


@dataclass(slots=True, kw_only=True)
class Breakdowns:
    """Counts over all pairs; in pairs of codes the gold one comes first."""

    categories: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    modes: tuple[int, int] = (0, 0)
    statuses: Counter[tuple[str, str]] = field(default_factory=Counter)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)


def breakdowns(scorer: Path, gold: Path, told: Path) -> Breakdowns:
    """Return how the exported events of `told` agree with a gold set."""
    score = _loaded(scorer)
    texts = {str(row["id"]): row["text"] for row in _rows(gold / "articles.jsonl")}
    golds = _by_article(_gold(score, texts, row) for row in _rows(gold / "events.jsonl"))
    ours = _by_article(event for row in _rows(told) for event in _tellings(score, texts, row))
    found = Breakdowns()
    for article in texts:
        for event in golds[article]:
            found.categories[event["type"]].gold += 1
        for event in ours[article]:
            found.categories[event["type"]].told += 1
        for mine, theirs in score.pair(ours[article], golds[article]):
            _count(found, mine, theirs)
    return found


def _count(found: Breakdowns, mine: Row, theirs: Row) -> None:
    found.statuses[theirs["status"], mine["status"]] += 1
    if mine["type"] != theirs["type"]:
        found.confusions[theirs["type"], mine["type"]] += 1
        return
    found.categories[theirs["type"]].hit += 1
    right, pairs = found.modes
    found.modes = (right + (mine["mode"] == theirs["mode"]), pairs + 1)


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} is no Python module.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _by_article(events: Iterator[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        grouped[event["article"]].append(event)
    return grouped


def _gold(score: ModuleType, texts: dict[str, str], row: Row) -> Row:
    article = str(row["article"])
    place = score.span(texts[article], row["sentence"], None, None)
    return {**score.gold_event(row), "article": article, "mode": row["mode"], "span": place}


def _tellings(score: ModuleType, texts: dict[str, str], row: Row) -> Iterator[Row]:
    """Yield an exported event once for each report that tells it."""
    for evidence in row["evidence"]:
        name = Path(evidence["document"]).name
        article = name if name in texts else name.rsplit(".", 1)[0]
        if article in texts:
            yield {
                "article": article,
                "type": row["type"],
                "mode": row["mode"],
                "status": row["status"],
                "trigger": evidence["trigger"],
                "actor": score.names(row["actor"]),
                "recipient": score.names(row["recipient"]),
                "span": score.span(texts[article], evidence["text"], evidence["start"], evidence["end"]),
            }
