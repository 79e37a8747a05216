"""Writes a stream as a folder of JSON Lines; the README beside this file tells what each holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from streams.model import Family, Figure, Happening, Report, Stream, Telling

__all__ = ["write"]

Row = dict[str, Any]


def write(stream: Stream, folder: Path) -> None:
    """Write reports and truth into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {report.id: report.text for report in stream.reports}
    _lines(folder / "articles.jsonl", map(_article, stream.reports))
    apart = (
        {"not_same": True, "a": _telling(m.first), "b": _telling(m.second), "why": m.why}
        for m in stream.near_misses
    )
    _lines(folder / "same.jsonl", [*map(_happening, stream.happenings), *apart])
    _lines(folder / "families.jsonl", (_family(family, texts) for family in stream.families))
    plans = (
        {
            "plan": plan.happening,
            "due": plan.due.isoformat(),
            "due_first": plan.due_first.isoformat() if plan.due_first else None,
            "outcome": plan.outcome,
            "by": plan.by,
        }
        for plan in stream.plans
    )
    _lines(folder / "plans.jsonl", plans)
    _lines(folder / "figures.jsonl", map(_figure, stream.figures))
    counts = (
        {
            "article": count.report,
            "sentence": count.sentence,
            "happening": count.happening,
            "count": count.count,
            "since": count.since,
            "held": list(count.held),
        }
        for count in stream.counts
    )
    _lines(folder / "counts.jsonl", counts)


def _lines(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _article(report: Report) -> Row:
    return {
        "id": report.id,
        "cluster": report.cluster,
        "publisher": report.outlet,
        "title": report.title,
        "published": report.published.isoformat(),
        "text": report.text,
    }


def _telling(telling: Telling) -> Row:
    return {"article": telling.report, "sentence": telling.sentence, "trigger": telling.trigger}


def _happening(happening: Happening) -> Row:
    return {
        "happening": happening.id,
        "what": happening.what,
        "type": "|".join(happening.types),
        "mode": happening.mode,
        "status": happening.status,
        "countries": list(happening.countries),
        "date": happening.date.isoformat(),
        "tellings": [_telling(telling) for telling in happening.tellings],
    }


def _family(family: Family, texts: Mapping[str, str]) -> Row:
    return {
        "family": family.id,
        "members": list(family.members),
        "kind": family.kind,
        "original": family.origin,
        "origin": family.agency,
        "words": {name: len(texts[name].split()) for name in family.members},
    }


def _figure(figure: Figure) -> Row:
    values = [
        {
            "voice": value.voice,
            "count": value.count,
            "article": value.report,
            "published": value.published.isoformat(),
            "sentence": value.sentence,
            "last": value.last,
        }
        for value in figure.values
    ]
    return {
        "figure": figure.id,
        "happening": figure.happening,
        "unit": figure.unit,
        "disputed": figure.disputed,
        "values": values,
    }
