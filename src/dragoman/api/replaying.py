"""Replays the file of judgements on the record: its lines are taken in, and held fast on what is read now."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

from dragoman.judgements import (
    Fault,
    Fitted,
    Rulings,
    elsewhere,
    file_beside,
    fitting,
    lines_in,
    names_concerned,
    parsed,
    replayed,
    restore,
    standing,
    understood,
)
from dragoman.model.judgement import Anchor, Judgement, JudgementKind
from dragoman.model.record import Telling
from dragoman.store import Database, tellings
from dragoman.store import judgements as kept
from dragoman.store.judgements import AnchorRow, FileState, LineRow

__all__ = ["changed", "fitted", "hold_fast", "rulings", "take_in"]

Numbered = list[tuple[int, str]]


def take_in(database: Database) -> None:
    """Bring the judgements of the record up to what its file says now; call it in a transaction.

    Events on which anything has changed are to be made anew. Lines that cannot be understood become failures. A
    file that is gone is written anew from what the record keeps of it.

    Raises:
        JudgementError: the file cannot be read, or not be written anew.
    """
    path = file_beside(database.path)
    state = kept.file_state(database)
    if not path.exists():
        texts = kept.texts(database)
        if not texts:
            return
        restore(path, texts)
    seen = path.stat()
    if state is not None and (state.size, state.changed) == (seen.st_size, seen.st_mtime_ns):
        return
    lines = lines_in(path)
    digest = _digest(lines)
    if state is None or state.digest != digest:
        _take_lines(database, path, lines)
    kept.put_file_state(database, FileState(size=seen.st_size, changed=seen.st_mtime_ns, digest=digest))


def changed(database: Database) -> bool:
    """Return whether the file says something else than what the record was last judged by."""
    path, state = file_beside(database.path), kept.file_state(database)
    if not path.exists():
        return bool(kept.texts(database))
    seen = path.stat()
    if state is not None and (state.size, state.changed) == (seen.st_size, seen.st_mtime_ns):
        return False
    return state is None or state.digest != _digest(lines_in(path))


def hold_fast(database: Database, fresh: Collection[int], judgements: Collection[str] = ()) -> bool:
    """Find the tellings that anchors mean, where that may have changed; return whether it has.

    That may be so of the anchors of `judgements`, and by the tellings numbered `fresh`. Events on which a judgement
    bears that has changed its hold are to be made anew.
    """
    due = kept.anchors_due(database, fresh, judgements)
    if not due:
        return False
    said = {line.id: parsed(line.text) for line in kept.lines(database, due)}
    rows = [row for some in due.values() for row in some]
    known = kept.reports_known(database, {row.report for row in rows})
    told: dict[str, list[Telling]] = {}
    moved: dict[str, list[tuple[AnchorRow, str | None]]] = {}
    for row in rows:
        anchor = said[row.judgement].anchors[row.position]
        telling = _meant(database, anchor, told, known)
        if telling != row.telling:
            moved.setdefault(row.judgement, []).append((row, telling))
    kept.touch(database, moved)
    for row, telling in (pair for some in moved.values() for pair in some):
        kept.fit(database, row, telling)
    kept.touch(database, moved)
    return bool(moved)


def rulings(database: Database, ids: Iterable[str]) -> Rulings:
    """Return what the judgements that stand come to for the tellings with these ids and those tied to them."""
    rows = [*kept.of_tellings(database, list(ids)), *kept.renamings(database)]
    return replayed(fitted(database, rows)) if rows else Rulings()


def fitted(database: Database, rows: Collection[LineRow]) -> list[Fitted]:
    """Return judgements with the tellings that fit their anchors now."""
    anchors = kept.anchors_of(database, [row.id for row in rows])
    return [
        Fitted(
            number=row.number,
            judgement=parsed(row.text),
            tellings=tuple(anchor.telling for anchor in anchors.get(row.id, ())),
        )
        for row in rows
    ]


def _take_lines(database: Database, path: Path, lines: Numbered) -> None:
    """Keep the lines of the file: only the new ones, if it was added to, else all anew."""
    old = kept.texts(database)
    before = kept.lines(database)
    stood = {row.id: row for row in before if row.stands}
    renamings = [parsed(row.text) for row in before if row.kind == JudgementKind.RENAME]
    if old != [text for _, text in lines[: len(old)]]:
        kept.touch(database, stood, _names(renamings, renamings))
        kept.drop_lines(database)
        old, before, stood = [], [], {}
    said = understood(lines[len(old) :], {row.id: row.text for row in before})
    new = {line.number: line.says for line in said if isinstance(line.says, Judgement)}
    for number, text in lines[len(old) :]:
        judgement = new.get(number)
        known = (judgement.id, judgement.kind.value) if judgement else None
        kept.put_line(database, text, known, stands=False)
    faults = [(line.number, line.says.error, line.says.cure) for line in said if isinstance(line.says, Fault)]
    kept.put_faults(database, str(path), faults)
    _turn(database, before, list(new.values()), [*renamings, *new.values()])


def _turn(
    database: Database, before: Collection[LineRow], new: Collection[Judgement], named: Iterable[Judgement]
) -> None:
    """Let those judgements stand that are not taken back, after the lines `before` and the judgements `new`.

    `named` holds at least all renamings that there ever were.
    """
    undoing = [parsed(row.text) for row in before if row.kind == JudgementKind.UNDO]
    undoes = {one.id: one.undoes for one in (*undoing, *new) if one.undoes is not None}
    stands = set(standing([*(row.id for row in before), *(one.id for one in new)], undoes))
    turned = {row.id: parsed(row.text) for row in before if row.stands != (row.id in stands)}
    turned |= {one.id: one for one in new if one.id in stands}
    kept.touch(database, turned, _names(turned.values(), named))
    for judgement in turned.values():
        kept.set_stands(database, judgement.id, judgement.anchors, stands=judgement.id in stands)
    hold_fast(database, (), [one for one in turned if one in stands])


def _names(some: Iterable[Judgement], every: Iterable[Judgement]) -> set[str]:
    """Return the names under which those may stand in the record that `some` judgements rename."""
    renamings = [one for one in every if one.kind is JudgementKind.RENAME]
    told = {one.told for one in some if one.kind is JudgementKind.RENAME}
    return {name for one in told for name in names_concerned(one, renamings)}


def _meant(
    database: Database, anchor: Anchor, told: dict[str, list[Telling]], known: Collection[str]
) -> str | None:
    """Return the id of the telling that an anchor means; `told` keeps what is had of the record."""
    if anchor.report in known:
        if anchor.report not in told:
            told[anchor.report] = _told(database, kept.numbers_in_report(database, anchor.report))
        return fitting(anchor, told[anchor.report])
    if anchor.sentence not in told:
        told[anchor.sentence] = _told(database, kept.numbers_with_sentence(database, anchor.sentence))
    return elsewhere(anchor, told[anchor.sentence])


def _told(database: Database, numbers: Collection[int]) -> list[Telling]:
    return [stored.telling for stored in tellings(database, numbers)]


def _digest(lines: Numbered) -> str:
    return hashlib.sha256("\n".join(text for _, text in lines).encode()).hexdigest()
