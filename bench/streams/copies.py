"""What other outlets make of an agency's report: exact, edited and shortened copies, single paragraphs."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from streams.model import Family, Report, Sentence
from streams.spelling import spelled
from streams.wordings import Outlet, wordings

__all__ = ["Copied", "copied", "with_paragraph"]

MANNERS = ("exact", "edited", "rewritten", "short")
MOST = 3
WEEKDAY = re.compile(r"\bon ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
THIRD = 1 / 3
LIGHTLY = 0.4  # share of the edits that a light hand makes

Edits = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """The copies of a report and the family that they form with it."""

    reports: tuple[Report, ...]
    family: Family


def copied(original: Report, also: Report | None, outlets: list[Outlet], chance: random.Random) -> Copied:
    """Return copies by some of the outlets; `also` is a second publication by the agency itself."""
    reports = []
    for number, outlet in enumerate(chance.sample(outlets, chance.randint(1, MOST))):
        manner = chance.choice(MANNERS)
        late = timedelta(days=0 if " week" in original.text else chance.randrange(2))
        copy = replace(
            original,
            id=f"{original.id}c{number + 1}",
            outlet=outlet.name,
            published=original.published + late,
        )
        reports.append(_as_run(copy, manner, outlet, chance))
    members = (original.id, *([also.id] if also else []), *(r.id for r in reports))
    return Copied(reports=tuple(reports), family=_family(original, "copy", members))


def with_paragraph(report: Report, origin: Copied | None, original: Report) -> tuple[Report, Family] | None:
    """Return the report with a paragraph of the agency's that tells nothing by itself; None if there is none."""
    plain = [lines for lines in original.paragraphs if len(lines) > 1 and all(s.plain for s in lines)]
    if not plain:
        return None
    taken = max(plain, key=lambda lines: sum(len(s.text) for s in lines))
    credit = Sentence(text=wordings().phrases["credit"].format(original.agency))
    changed = replace(report, paragraphs=(*report.paragraphs, (credit,), taken))
    copies = origin.family.members if origin else (original.id,)
    return changed, _family(original, "partial", (*copies, report.id))


def _family(original: Report, kind: str, members: tuple[str, ...]) -> Family:
    return Family(
        id=f"{original.id}-{kind}",
        cluster=original.cluster,
        kind=kind,
        origin=original.id,
        agency=original.agency,
        members=members,
    )


def _as_run(copy: Report, manner: str, outlet: Outlet, chance: random.Random) -> Report:
    if manner == "exact":
        return copy
    head = chance.choice(wordings().heads).format(copy.title)
    if manner == "short":
        return replace(copy, title=head, paragraphs=_first_third(copy))
    paragraphs = list(copy.paragraphs)
    if len(paragraphs) > 2 and all(s.plain for s in paragraphs[-1]):
        paragraphs.pop()
    if manner == "rewritten":
        paragraphs[1:] = reversed(paragraphs[1:])
    share = LIGHTLY if manner == "edited" else 1.0
    edits = [edit for edit in wordings().edits if chance.random() < share]
    edited = tuple(tuple(_edited(s, outlet.spelling, edits) for s in lines) for lines in paragraphs)
    return replace(copy, title=head, opening="", agency=None, paragraphs=edited)


def _first_third(report: Report) -> tuple[tuple[Sentence, ...], ...]:
    """Return the first paragraphs: a third of the words or somewhat more, down to one that tells no event.

    Without such a one, cut reports about two happenings in the same words could not be told from copies.
    """
    words = len(report.text.split())
    kept: list[tuple[Sentence, ...]] = []
    for lines in report.paragraphs:
        kept.append(lines)
        so_far = sum(len(s.text.split()) for part in kept for s in part)
        if so_far >= words * THIRD and all(s.plain for s in lines):
            break
    return tuple(kept)


def _edited(sentence: Sentence, spelling: str, edits: Edits) -> Sentence:
    """Return the sentence in the house style; its triggers are in the same style."""
    marks = tuple(replace(m, trigger=_styled(m.trigger, spelling, edits)) for m in sentence.marks)
    return replace(sentence, text=_styled(sentence.text, spelling, edits), marks=marks)


def _styled(text: str, spelling: str, edits: Edits) -> str:
    for before, after in edits:
        text = re.sub(rf"\b{re.escape(before)}\b", after, text)
    if spelling == "us":
        text = WEEKDAY.sub(r"\1", text)
    return spelled(text, spelling)
