"""Finds which reports copy one another, as they come in."""

from __future__ import annotations

import functools

from dragoman.codebook.tables import cells, read_table
from dragoman.lineage import (
    Family,
    Kin,
    Medium,
    Tie,
    candidates,
    compare,
    families,
    fingerprints,
    text_read,
    too_common,
)
from dragoman.model.report import Report
from dragoman.store import Database, copies, views

__all__ = ["trace_copies"]

BATCH = 50  # reports compared in one transaction


def trace_copies(database: Database) -> None:
    """Compare the reports that came in since with all others, and bring the families up to date."""
    while reports := copies.not_compared(database, limit=BATCH):
        with database.transaction():
            limit = too_common(views.totals(database).reports)
            tied = [report for report in reports if _compared(database, report, limit)]
            for report in tied:
                _group(database, report)


def _compared(database: Database, report: Report, limit: int) -> bool:
    """Compare one report with those that share passages with it; return whether it has or had any kin."""
    text = text_read(report)
    prints = fingerprints(text)
    held = copies.holders(database, report.id, prints)
    common = {fingerprint for fingerprint, ids in held.items() if len(ids) > limit}
    ties = []
    for other in candidates(held, limit=limit):
        overlap = compare(text, text_read(views.report(database, other)), common=common)
        if overlap.kin:
            ties.append((report.id, other, overlap.kin.value, overlap.words))
    copies.file_report(database, report.id, prints, ties)
    return bool(ties) or copies.has_family(database, report.id)


def _group(database: Database, report: Report) -> None:
    reports, stored = copies.kindred(database, report.id)
    ties = [Tie(one=one, other=other, kin=Kin(kind), words=words) for one, other, kind, words in stored]
    found = families(reports, ties, media=_media())
    members: dict[str, str | None] = {one.id: None for one in reports}
    members.update({member: family.id for family in found for member in family.members})
    copies.put_family(database, members, map(_entry, found))


def _entry(family: Family) -> copies.FamilyEntry:
    origin = family.origin
    return copies.FamilyEntry(
        id=family.id, origin=origin.report, agency=origin.agency, because=origin.because
    )


@functools.cache
def _media() -> tuple[Medium, ...]:
    return tuple(
        Medium(row["name"], tuple(cells(row["aliases"])), agency=row["kind"] == "agency")
        for row in read_table("actors/media.tsv")
    )
