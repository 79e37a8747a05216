"""Generated streams: the same seed gives the same reports, and the truth fits the texts."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
if not (ROOT / "bench").exists():
    pytest.skip("the benchmarks are no part of a source archive", allow_module_level=True)
sys.path.insert(0, str(ROOT / "bench"))
from streams.files import write  # noqa: E402
from streams.generate import generate  # noqa: E402
from streams.model import Stream, Telling  # noqa: E402
from streams.score import scored  # noqa: E402
from streams.wordings import wordings  # noqa: E402

STORIES = 28  # each of the fourteen kinds about twice
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture(scope="module")
def stream() -> Stream:
    return generate(11, STORIES)


def tellings(stream: Stream) -> Iterator[Telling]:
    yield from (t for happening in stream.happenings for t in happening.tellings)
    yield from (t for miss in stream.near_misses for t in (miss.first, miss.second))


def test_the_same_seed_gives_the_same_stream(stream: Stream) -> None:
    assert generate(11, STORIES) == stream
    assert generate(12, STORIES).reports != stream.reports


def test_the_sentences_of_the_truth_stand_in_the_texts(stream: Stream) -> None:
    texts = {report.id: report.text for report in stream.reports}
    assert all(t.sentence in texts[t.report] and t.trigger in t.sentence for t in tellings(stream))
    assert all(v.sentence in texts[v.report] for figure in stream.figures for v in figure.values)
    assert all(count.sentence in texts[count.report] for count in stream.counts)


def test_nothing_of_the_mark_up_is_left(stream: Stream) -> None:
    texts = [f"{report.title}\n{report.text}" for report in stream.reports]
    assert not [text for text in texts if re.search(r"[{}<>*|]|^\?|  | [.,]", text, re.MULTILINE)]


def test_reports_have_ids_of_their_own_and_come_in_order(stream: Stream) -> None:
    assert len({report.id for report in stream.reports}) == len(stream.reports)
    assert [report.published for report in stream.reports] == sorted(r.published for r in stream.reports)


def test_a_stream_is_as_varied_as_promised(stream: Stream) -> None:
    assert len(wordings().kinds) >= 12
    assert len({c for happening in stream.happenings for c in happening.countries}) >= 25
    assert all(date(2019, 1, 1) <= report.published <= date(2026, 12, 31) for report in stream.reports)
    assert {plan.outcome for plan in stream.plans} == {"fulfilled", "cancelled", "open"}
    assert {figure.disputed for figure in stream.figures} >= {True, False}
    assert {family.kind for family in stream.families} == {"copy", "partial"}
    assert stream.counts
    assert [plan for plan in stream.plans if plan.due_first]


def test_a_weekday_near_an_act_is_the_day_of_the_act(stream: Stream) -> None:
    published = {report.id: report.published for report in stream.reports}
    late = {plan.happening for plan in stream.plans if plan.due_first}
    for happening in (h for h in stream.happenings if h.id not in late):
        for telling in happening.tellings:
            named = [day for day in WEEKDAYS if day in telling.sentence]
            if len(named) == 1 and not re.search(
                rf"(said|announced|reported) (on )?{named[0]}", telling.sentence
            ):
                assert named[0] == f"{happening.date:%A}", telling.sentence
                assert abs((published[telling.report] - happening.date).days) <= 6


def words(text: str) -> set[tuple[str, ...]]:
    run = re.findall(r"\w+", text.casefold())
    return {tuple(run[k : k + 8]) for k in range(max(1, len(run) - 7))}


def test_copies_share_most_of_their_words_and_others_do_not(stream: Stream) -> None:
    runs = {report.id: words(report.text) for report in stream.reports}
    kin: dict[str, set[tuple[str, str]]] = {"copy": set(), "partial": set()}
    for family in stream.families:
        kin[family.kind] |= set(itertools.combinations(sorted(family.members), 2))

    def shared(one: str, two: str) -> float:
        return len(runs[one] & runs[two]) / min(len(runs[one]), len(runs[two]))

    assert sum(shared(*pair) > 0.3 for pair in kin["copy"]) > 0.9 * len(kin["copy"])
    strangers = (
        pair
        for pair in itertools.combinations(sorted(runs), 2)
        if pair[0][:4] == pair[1][:4] and pair not in kin["copy"] | kin["partial"]
    )
    assert sum(shared(*pair) > 0.5 for pair in strangers) <= 2


def test_a_correction_comes_later_and_differs(stream: Stream) -> None:
    moved = [
        f for f in stream.figures if len({v.count for v in f.values if v.voice == f.values[0].voice}) > 1
    ]
    assert moved
    assert all(any(value.last for value in figure.values) for figure in stream.figures)


def perfect(stream: Stream) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the exports of a program that tells the truth."""
    links: dict[str, list[dict[str, str]]] = {}
    for plan in stream.plans:
        if plan.by:
            links.setdefault(plan.happening, []).append({"kind": f"{plan.outcome}_by", "event": plan.by})
    figures: dict[str, list[dict[str, Any]]] = {}
    for figure in stream.figures:
        values = [{"count": v.count, "voice": v.voice, "document": v.report} for v in figure.values]
        row = {"unit": figure.unit, "disputed": bool(figure.disputed), "values": values}
        figures.setdefault(figure.happening, []).append(row)
    events = [
        {
            "id": happening.id,
            "type": happening.types[0],
            "mode": happening.mode,
            "status": happening.status.split("|")[0],
            "start": happening.date.isoformat(),
            "actor": [{"country": country} for country in happening.countries],
            "evidence": [
                {"document": t.report, "text": t.sentence, "trigger": t.trigger} for t in happening.tellings
            ],
            "links": links.get(happening.id, []),
            "figures": figures.get(happening.id, []),
        }
        for happening in stream.happenings
    ]
    family = {name: f.id for f in stream.families if f.kind == "copy" for name in f.members}
    return events, [{"document": r.id, "family": family.get(r.id)} for r in stream.reports]


def lines(folder: Path, events: list[dict[str, Any]], reports: list[dict[str, Any]]) -> dict[str, str]:
    """Return the printed figures by their first word."""
    for name, rows in (("events", events), ("reports", reports)):
        told = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(told, encoding="utf-8")
    printed = scored(folder, folder / "events.jsonl", folder / "reports.jsonl").splitlines()
    return {line.split()[0]: line.partition(" ")[2].strip() for line in printed}


def test_the_truth_itself_scores_one(stream: Stream, tmp_path: Path) -> None:
    write(stream, tmp_path)
    told = lines(tmp_path, *perfect(stream))
    assert told["merge"] == told["families"] == "P 1.000 R 1.000 F1 1.000"
    for name in ("told", "typed", "status", "plans", "due", "figures", "counts"):
        assert told[name].startswith("1.000"), (name, told[name])
    shares = [part.split()[1] for part in told["voice"].split(", ")]
    assert shares == ["1.000"] * 3


def test_faults_are_seen(stream: Stream, tmp_path: Path) -> None:
    write(stream, tmp_path)
    events, reports = perfect(stream)
    story = stream.happenings[0].id.split("-")[0]
    joined = [event for event in events if event["id"].startswith(story)]
    joined[0]["evidence"] += joined[1]["evidence"]
    events.remove(joined[1])
    for event in events:
        event["links"] = []
        event["figures"] = []
    told = lines(tmp_path, events, [{**row, "family": row["document"]} for row in reports])
    assert told["merge"].startswith("P 0.9")
    assert told["families"] == "P 0.000 R 0.000 F1 0.000"
    assert "open 1.000" in told["plans"]
    assert "fulfilled 0.000" in told["plans"]
    assert told["figures"].startswith("0.000")


def test_what_is_not_exported_yet_is_called_so(stream: Stream, tmp_path: Path) -> None:
    write(stream, tmp_path)
    told = lines(tmp_path, [], [{"document": stream.reports[0].id}])
    assert told["families"] == told["plans"] == told["figures"] == "not told yet"
