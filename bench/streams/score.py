"""Compares exports of the program with the truth of a stream, and prints the figures.

python bench/streams/score.py STREAM_FOLDER EVENTS.jsonl REPORTS.jsonl [--errors N]
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from streams.facts import count_lines, figure_lines, plan_lines
from streams.matching import Exported, Row, rows

__all__ = ["Agreement", "scored"]


@dataclass(slots=True)
class Agreement:
    """Pairs that are joined in truth, joined by the program, and both."""

    true: int = 0
    told: int = 0
    both: int = 0

    def add(self, *, true: bool, told: bool) -> None:
        """Count a pair."""
        self.true += true
        self.told += told
        self.both += true and told

    def __str__(self) -> str:
        precision = self.both / self.told if self.told else 0.0
        recall = self.both / self.true if self.true else 0.0
        total = self.true + self.told
        both = 2 * self.both / total if total else 0.0
        return f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}"


def main() -> int:
    """Print the figures of the files that the command line names."""
    parser = argparse.ArgumentParser(description="Compare exports with the truth of a stream.")
    parser.add_argument("stream", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show so many errors")
    options = parser.parse_args()
    print(scored(options.stream, options.events, options.reports, errors=options.errors))
    return 0


def scored(stream: Path, events: Path, reports: Path, *, errors: int = 0) -> str:
    """Return all figures as lines, then the first errors."""
    exported = Exported(rows(stream / "articles.jsonl"), rows(events))
    same = rows(stream / "same.jsonl")
    happenings = [row for row in same if not row.get("not_same")]
    wrong: list[str] = []
    lines = [
        *_told(exported, happenings, wrong),
        _merged(exported, happenings, [row for row in same if row.get("not_same")], wrong),
        *_families(stream, rows(reports), exported, wrong),
        *plan_lines(rows(stream / "plans.jsonl"), happenings, exported, wrong),
        *figure_lines(rows(stream / "figures.jsonl"), happenings, exported, wrong),
        *count_lines(rows(stream / "counts.jsonl"), happenings, exported, wrong),
    ]
    return "\n".join([*lines, *wrong[:errors]])


def _told(exported: Exported, happenings: Sequence[Row], wrong: list[str]) -> Iterator[str]:
    """Yield the share of tellings that are found, and of these the shares with right category and status."""
    found = typed = stated = total = 0
    for row, telling in ((one, t) for one in happenings for t in one["tellings"]):
        event = exported.event_of(telling)
        total += 1
        if event is None:
            wrong.append(f"UNTOLD {row['happening']} {telling['sentence']}")
            continue
        found += 1
        right = event["type"] in row["type"].split("|")
        typed += right
        status = "happened" if event["status"] == "ongoing" else event["status"]
        agreed = status in row["status"].split("|")
        stated += agreed
        if not (right and agreed):
            told = f"{event['type']} {event['status']} for {row['type']} {row['status']}"
            wrong.append(f"{'STATUS' if right else 'TYPE'} {told}: {telling['sentence']}")
    yield f"told      {found / max(1, total):.3f} of {total}"
    yield f"typed     {typed / max(1, total):.3f} of {total}"
    yield f"status    {stated / max(1, found):.3f} of {found} told"


def _merged(exported: Exported, happenings: Sequence[Row], apart: Sequence[Row], wrong: list[str]) -> str:
    """Return precision and recall over pairs of tellings: of a happening, of a story, and near misses."""
    agreement = Agreement()
    stories: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in happenings:
        story = row["happening"].split("-")[0]
        events = [event["id"] for t in row["tellings"] if (event := exported.event_of(t))]
        stories[story] += [(row["happening"], event) for event in events]
    for told in stories.values():
        for (one, first), (two, second) in itertools.combinations(told, 2):
            agreement.add(true=one == two, told=first == second)
            if (one == two) != (first == second):
                wrong.append(f"{'APART' if one == two else 'JOINED'} {one} {two} {first} {second}")
    for row in apart:
        first_event, second_event = exported.event_of(row["a"]), exported.event_of(row["b"])
        if first_event and second_event and first_event["id"] == second_event["id"]:
            agreement.add(true=False, told=True)
            wrong.append(f"JOINED {row['why']}: {row['a']['article']} {row['b']['article']}")
    return f"merge     {agreement}"


def _families(stream: Path, reports: Sequence[Row], exported: Exported, wrong: list[str]) -> Iterator[str]:
    """Yield precision and recall over pairs of reports of a story; partial reuse may go either way."""
    family = {exported.document(str(row["document"])): row.get("family") for row in reports}
    if not any(family.values()):
        yield "families  not told yet"
        return
    pairs: dict[str, set[tuple[str, str]]] = {"copy": set(), "partial": set()}
    for row in rows(stream / "families.jsonl"):
        pairs[row["kind"]] |= set(itertools.combinations(sorted(row["members"]), 2))
    story = {row["id"]: row["cluster"] for row in rows(stream / "articles.jsonl")}
    agreement, across = Agreement(), 0
    for one, two in itertools.combinations(sorted(story), 2):
        told = family.get(one) is not None and family.get(one) == family.get(two)
        true = (one, two) in pairs["copy"]
        if story[one] != story[two]:
            across += told
        elif true or (one, two) not in pairs["partial"]:
            agreement.add(true=true, told=told)
            if true != told:
                wrong.append(f"FAMILY {one} {two} {'missed' if true else 'joined'}")
    yield f"families  {agreement}"
    yield f"          pairs of different stories joined: {across}"


if __name__ == "__main__":
    sys.exit(main())
