"""Judgements are replayed when everything is derived again."""

from __future__ import annotations

import shutil
from pathlib import Path

import dragoman


def test_a_rebuilt_record_is_judged_as_before(demo_record: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    shutil.copy(demo_record, path)
    with dragoman.open(path) as record:
        record.rebuild()
        unjudged = list(record.events())
        events = [e for e in record.events(between=("Russia", "Myanmar"), status="happened") if e.start]
        told_twice = next(e for e in record.events() if e.reports > 1 and e not in events[:4])
        record.judge("correct", events[0].id, field="start", value="2020-02-03", by="anna")
        record.judge("reject", events[1].id, by="anna")
        record.judge("merge", events[2].id, events[3].id, by="anna")
        record.judge("split", record.tellings(told_twice.id)[-1].id, by="anna")
        record.judge("rename", told="Russia", value="Russian Federation", by="anna")
        before = list(record.events())
        record.rebuild()
        assert list(record.events()) == before
        assert {standing.state.value for standing in record.judgements()} == {"applies"}
        for standing in record.judgements():
            record.undo(standing.judgement.id, by="anna")
        assert list(record.events()) == unjudged
