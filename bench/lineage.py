"""Measures how copies of reports are grouped into families, as against coded families, and how fast.

    python bench/lineage.py [--gold DIR] [--others DIR] [--errors N] [--write]

`--gold` is a folder with articles.jsonl, families.jsonl and same.jsonl; its scorer stands in `../../score` as
seen from it. `--others` holds an articles.jsonl of other stories, none a copy of another. Without gold, the
packaged samples alone are read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.tables import cells, data_path, read_table
from dragoman.ingest import IngestOptions, ingest
from dragoman.lineage import Family, Medium, Tie, candidates, compare, families, fingerprints, text_read
from dragoman.model.report import Report
from section import ROOT, table, write_section

GOLD = ROOT.parent / "shared" / "gold"
NEEDED = ("articles.jsonl", "families.jsonl", "same.jsonl")
FASTEST_OF = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The families found among reports, the ties they rest on, and how long each part took, in seconds."""

    reports: Sequence[Report]
    families: Sequence[Family]
    ties: Sequence[Tie]
    compared: int
    fingerprinting: float
    comparing: float
    grouping: float


def main() -> int:
    """Print the figures of the gold set, of other stories and of the samples."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=GOLD / "clusters", metavar="DIR")
    parser.add_argument("--others", type=Path, default=GOLD / "dev", metavar="DIR")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N wrong pairs")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    parts = [*_clusters(options.gold, options.errors), _joined(options.others, options.gold)]
    told = "\n\n".join(part for part in parts if part)
    print(told)
    if options.write:
        write_section("lineage", told, command="python bench/lineage.py --write")
    return 0


def _clusters(gold: Path, errors: int) -> Iterable[str]:
    """Yield the agreement with coded families, and the families with their origins."""
    scorer = gold.resolve().parents[1] / "score" / "score_merge.py"
    missing = [path.name for path in (*(gold / name for name in NEEDED), scorer) if not path.exists()]
    if missing:
        print(f"No gold set {gold.name!r} to measure on; missing: {', '.join(missing)}.")
        return
    grouped = _grouped(_read(gold / "articles.jsonl"))
    family = {report: found.id for found in grouped.families for report in found.members}
    with tempfile.TemporaryDirectory() as folder:
        events, reports = Path(folder) / "events.jsonl", Path(folder) / "reports.jsonl"
        events.touch()
        rows = ({"document": report.document, "family": family.get(report.id)} for report in grouped.reports)
        reports.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(scorer), str(gold), str(events), str(reports), "--errors", str(errors)]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    figures = next(line.split() for line in told if line.startswith("families"))
    yield (
        f"Gold set `{gold.name}`: {len(grouped.reports)} reports; pairs of copies within a story:\n\n"
        + table(("", *figures[1::2]), [("families", *figures[2::2])])
    )
    yield "\n".join(line for line in told if line.startswith("FAMILY"))
    yield _origins(grouped)
    yield _speed(grouped)


def _origins(grouped: Grouped) -> str:
    names = {report.id: report.document for report in grouped.reports}
    rows = [
        (
            " ".join(names[report] for report in family.members),
            names[family.origin.report],
            family.origin.agency or "",
            " ".join(reason.rule for reason in family.origin.because if reason.field == "origin"),
        )
        for family in grouped.families
    ]
    return table(("family", "likely original", "agency", "because"), rows)


def _speed(grouped: Grouped) -> str:
    count, words = len(grouped.reports), sum(len(report.text.split()) for report in grouped.reports)
    pairs = count * (count - 1) // 2
    rows = [
        ("fingerprints", f"{count / grouped.fingerprinting:,.0f} reports/s, {words / count:.0f} words each"),
        ("compare", f"{grouped.compared / grouped.comparing:,.0f} pairs/s"),
        ("pairs compared", f"{grouped.compared} of {pairs}"),
        ("families", f"{grouped.grouping * 1000:.1f} ms"),
    ]
    return table(("part", "figure"), rows)


def _joined(others: Path, gold: Path) -> str:
    """Return which reports are held for kin where the gold's stories, other stories and samples lie together."""
    places = [gold / "articles.jsonl", others / "articles.jsonl", data_path("sample/reports")]
    sets = {place: _read(place) for place in places if place.exists()}
    belongs = {report.id: place for place, reports in sets.items() for report in reports}
    reports = [report for some in sets.values() for report in some]
    names = {report.id: report.document for report in reports}
    grouped = _grouped(reports)
    told = [
        f"- {names[tie.one]} and {names[tie.other]} ({tie.kin})"
        for tie in grouped.ties
        if belongs[tie.one] != belongs[tie.other] or belongs[tie.one] != places[0]
    ]
    head = (
        f"{len(reports)} reports of all sets together, {grouped.compared} pairs compared of "
        f"{len(reports) * (len(reports) - 1) // 2}; kin outside of the gold set:"
    )
    return "\n".join([head, "", *(sorted(told) or ["- none"])])


def _read(place: Path) -> list[Report]:
    return [found for found in ingest([str(place)], options=IngestOptions()) if isinstance(found, Report)]


def _grouped(reports: Sequence[Report]) -> Grouped:
    """Group reports as a record would: each compared with those before it that share fingerprints."""
    texts = {report.id: text_read(report) for report in reports}
    fingerprinting = min(_seconds(lambda: list(map(fingerprints, texts.values()))) for _ in range(FASTEST_OF))
    holders: dict[int, list[str]] = defaultdict(list)
    ties, compared, comparing = [], 0, 0.0
    for report, text in texts.items():
        found = fingerprints(text)
        for other in candidates({number: holders[number] for number in found}):
            begin = time.perf_counter()
            overlap = compare(text, texts[other])
            comparing += time.perf_counter() - begin
            compared += 1
            if overlap.kin:
                ties.append(Tie(one=report, other=other, kin=overlap.kin, words=overlap.words))
        for number in found:
            holders[number].append(report)
    media = _media()
    begin = time.perf_counter()
    grouped = families(reports, ties, media=media)
    return Grouped(
        reports=reports,
        families=grouped,
        ties=ties,
        compared=compared,
        fingerprinting=fingerprinting,
        comparing=comparing,
        grouping=time.perf_counter() - begin,
    )


def _media() -> list[Medium]:
    return [
        Medium(row["name"], tuple(cells(row["aliases"])), agency=row["kind"] == "agency")
        for row in read_table("actors/media.tsv")
    ]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
