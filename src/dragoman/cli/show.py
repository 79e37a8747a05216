"""`dragoman show`: all that is known of one event, claim, role or report, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import AsOfOption, RecordOption
from dragoman.cli.output import console, grid, print_json

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from dragoman.api import Record
    from dragoman.model.reason import Reason
    from dragoman.model.record import Claim, Event, Role
    from dragoman.model.report import Report

__all__ = ["show"]

# The rows of `show`, and the fields whose reasons stand beside each.
REASONS_OF: Mapping[str, frozenset[str]] = {
    "category": frozenset({"category", "type", "mode", "trigger", "event"}),
    "status": frozenset({"status"}),
    "when": frozenset({"when", "date", "start", "end", "precision"}),
    "actor": frozenset({"actor", "actors", "reciprocal"}),
    "recipient": frozenset({"recipient", "recipients"}),
    "place": frozenset({"place"}),
    "according to": frozenset({"attribution", "voice", "voices", "by"}),
    "contexts": frozenset({"context", "contexts"}),
    "score": frozenset({"quad", "intensity"}),
    "told by": frozenset({"tellings"}),
    "claim": frozenset({"claim"}),
    "figure": frozenset({"count", "unit", "qualifier"}),
    "about": frozenset({"about"}),
    "person": frozenset({"person"}),
    "office": frozenset({"role", "former"}),
    "of": frozenset({"of", "country", "sector"}),
    "as of": frozenset({"as_of"}),
    "outlet": frozenset({"outlet"}),
    "published": frozenset({"published"}),
    "title": frozenset({"title"}),
    "url": frozenset({"url"}),
    "byline": frozenset({"byline"}),
    "agency": frozenset({"agency"}),
    "dateline": frozenset({"dateline"}),
    "language": frozenset({"language"}),
}


def show(
    identity: Annotated[str, typer.Argument(help="An id, or its beginning if that is enough.", metavar="ID")],
    *,
    record: RecordOption = Path("dragoman.db"),
    as_of: AsOfOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show all about one event, claim, role or report, and why.

    Each value stands with its reason, each quote with the report that it is from.
    """
    import dragoman
    from dragoman.model.record import Claim, Event

    with dragoman.open(record) as opened:
        found = opened.find(identity, as_of=as_of)
        if as_json:
            print_json([found])
            return
        out = console()
        out.print(found.id, style="bold")
        if isinstance(found, Event):
            _show_event(out, opened, found, as_of)
        elif isinstance(found, dragoman.Report):
            _show_report(out, found)
        elif isinstance(found, Claim):
            _show_claim(out, opened, found)
        else:
            _show_role(out, opened, found)


def _show_event(out: Console, record: Record, event: Event, as_of: str | None) -> None:
    from dragoman.cli import wording

    place = event.place
    mention = f", “{wording.flowing(place.mention)}”" if place and place.mention else ""
    coordinates = (
        f"\n{place.latitude:.2f}, {place.longitude:.2f}"
        if place and place.latitude is not None and place.longitude is not None
        else ""
    )
    score = "" if event.intensity is None else f", intensity {event.intensity:g}"
    values: dict[str, Any] = {
        "category": wording.kind(event),
        "status": wording.marked(event.status),
        "when": f"{wording.span(event)} (precision: {event.precision})",
        "actor": _lines(map(wording.who, event.actors)),
        "recipient": _lines(map(wording.who, event.recipients))
        + ("\n(as equals)" if event.reciprocal else ""),
        "place": f"{wording.where(place)}{mention}{coordinates}" if place else "",
        "according to": _lines(f"{voice.name}, “{voice.mention}”" for voice in event.attribution),
        "contexts": ", ".join(event.contexts),
        "score": f"quad class {event.quad}{score}",
        "told by": wording.backing(event) or "1 report",
        "disputed": _lines(
            f"{dispute.field}: {wording.account(account)}"
            for dispute in event.disputes
            for account in dispute.accounts
        ),
        "figures": _lines(map(wording.figure_line, event.figures)),
        "linked": _lines(map(wording.link, record.links(event.id, as_of=as_of))),
    }
    for often_empty in ("disputed", "figures", "linked"):
        if not values[often_empty]:
            del values[often_empty]
    _print_values(out, values, event.because)
    for telling in record.tellings(event.id, as_of=as_of):
        report = record.report(telling.report_id)
        if event.reports > 1:
            out.print(_telling_line(telling.event), style="bold", markup=False)
            out.print(telling.id, style="dim")
        for evidence in telling.event.evidence:
            _print_quote(out, wording.quote(evidence), report, evidence.start, evidence.end)


def _telling_line(told: Event) -> str:
    """Return what one report tells, on one line, to lay it beside the others."""
    from dragoman.cli import wording

    mark, _, word = wording.MARKS[told.status]
    voices = (
        f", according to {', '.join(voice.name for voice in told.attribution)}" if told.attribution else ""
    )
    place = f", {wording.where(told.place)}" if told.place else ""
    return (
        f"{mark} {word}, {wording.span(told)}: {wording.between(told)}  {wording.kind(told)}{place}{voices}"
    )


def _show_claim(out: Console, record: Record, claim: Claim) -> None:
    from dragoman.cli import wording

    values = {
        "claim": claim.claim,
        "figure": wording.figure(claim),
        "according to": _lines(f"{voice.name}, “{voice.mention}”" for voice in claim.by),
        "about": _lines(map(wording.who, claim.about)),
    }
    _print_values(out, values, claim.because)
    report = record.report(claim.report_id)
    _print_quote(out, wording.flowing(claim.text), report, claim.start, claim.end)


def _show_role(out: Console, record: Record, role: Role) -> None:
    from dragoman.cli import wording

    values = {
        "person": role.person,
        "office": f"{role.role}{' (former)' if role.former else ''}",
        "of": ", ".join(part for part in (role.of, role.country, role.sector) if part),
        "as of": role.as_of.isoformat() if role.as_of else "undated",
    }
    _print_values(out, values, role.because)
    report = record.report(role.report_id)
    _print_quote(out, wording.flowing(role.text), report, role.start, role.end)


def _show_report(out: Console, report: Report) -> None:
    values = {
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "byline": report.byline,
        "agency": report.agency,
        "dateline": report.dateline,
        "language": report.language,
        "document": report.document,
        "origin": report.origin,
    }
    _print_values(out, values, report.because)
    out.print()
    out.print(report.text, markup=False)


def _print_values(out: Console, values: Mapping[str, Any], because: Iterable[Reason]) -> None:
    """Print each value with the reasons for it; reasons of no shown value come at the end."""
    left = list(because)
    table = grid("", "value", "why", expand=True)
    table.columns[0].style = "bold"
    table.columns[0].no_wrap = True
    table.columns[1].ratio = 3
    table.columns[2].ratio = 3
    table.columns[2].style = "dim"
    for label, value in values.items():
        fields = REASONS_OF.get(label, frozenset())
        why = [reason for reason in left if _head(reason.field) in fields]
        left = [reason for reason in left if reason not in why]
        if value or why:
            table.add_row(label, _shown(value), _lines(map(_reason, why)))
    for reason in left:
        table.add_row(reason.field, "", _reason(reason))
    out.print(table)


def _print_quote(out: Console, quote: RenderableType, report: Report, start: int, end: int) -> None:
    """Print a quote with the report in which it stands."""
    from rich.padding import Padding
    from rich.text import Text

    told = ", ".join(
        part
        for part in (
            report.title,
            report.outlet,
            report.published.isoformat() if report.published else "undated",
        )
        if part
    )
    out.print(
        Padding(Text.assemble("“", quote, "”") if isinstance(quote, (str, Text)) else quote, (0, 0, 0, 2))
    )
    out.print(Padding(Text(told), (0, 0, 0, 2)))
    where = f"{report.document}, letters {start} to {end}; {report.id}"
    out.print(
        Padding(Text("\n".join(part for part in (report.url, where) if part), style="dim"), (0, 0, 1, 2))
    )


def _head(field: str) -> str:
    """Return the first word of a reason's field: "actor" of "actor.0.country"."""
    found = re.match(r"[a-z_]+", field)
    return found.group() if found else field


def _reason(reason: Reason) -> str:
    return f"{reason.rule}: {reason.detail}" if reason.detail else reason.rule


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _shown(value: Any) -> Any:
    from rich.text import Text

    return value if isinstance(value, Text) else Text(value or "(unknown)", style="" if value else "dim")
