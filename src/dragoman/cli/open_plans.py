"""`dragoman open-plans`: what was announced, proposed or threatened and has not come yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Format, FormatOption, LimitOption, RecordOption
from dragoman.cli.output import console, counted, grid, print_data

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from dragoman.analyse import OpenPlan

__all__ = ["open_plans"]

MOST_LETTERS = 130  # of a sentence


def open_plans(
    *,
    record: RecordOption = Path("dragoman.db"),
    as_of: Annotated[
        str | None,
        typer.Option(
            help="As things stood by the end of this day, month or year; today unless told otherwise.",
            metavar="DATE",
        ),
    ] = None,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Between these two: countries by any name, or words of a name.", metavar="A B"),
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Who is to act.", metavar="NAME")] = None,
    category: Annotated[
        list[str] | None,
        typer.Option(help="A category such as CONSULT; may be given again.", metavar="CODE"),
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Due on this day, month or year or later.", metavar="DATE")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose day has passed.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Those that were fulfilled or called off as well.")
    ] = False,
    limit: LimitOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """List plans that stand open, by the day they were due.

    A plan is what was announced, proposed or threatened. It is not listed once the record knows the act that
    fulfils it or the news that it was called off. Plans for which no day is told come last.
    """
    import dragoman

    with dragoman.open(record) as opened:
        found = opened.open_plans(
            as_of=as_of,
            between=between,
            actor=actor,
            category=category,
            since=since,
            overdue=overdue,
            every=every,
            limit=limit,
        )
        if form is not Format.TABLE:
            from dragoman.export.rows import plan_row

            print_data(form, "plans", map(plan_row, found))
            return
        plans = list(found)
    out = console()
    if not plans:
        out.print("No open plans. With --all, those with an outcome are listed too.")
        return
    out.print(_table(plans, as_of))
    late = sum(plan.overdue for plan in plans)
    told = f"{counted(len(plans), 'plan')}, {late} overdue" if late else counted(len(plans), "plan")
    out.print(f"{told}. All about one: dragoman show ID", style="dim")


def _table(plans: Iterable[OpenPlan], as_of: str | None) -> Table:
    from rich.text import Text

    from dragoman.analyse.questions import last_day
    from dragoman.api.plans import today
    from dragoman.cli import wording

    day = last_day(as_of) or today()
    table = grid(expand=True)
    table.add_column("due, status", min_width=14, max_width=18)
    table.add_column("what, who, where", ratio=4)
    table.add_column("sentence", ratio=5)
    table.add_column("id", no_wrap=True, style="dim")
    for plan in plans:
        event = plan.event
        told = Text.assemble((wording.kind(event), "bold"), "\n", wording.between(event))
        if event.place:
            told.append(f"\nin {wording.name(event.place)}", style="dim")
        if plan.link:
            outcome = plan.link.kind.value.replace("_", " ")
            told.append(f"\n{outcome} {wording.brief_id(plan.link.event)}", style="green")
        table.add_row(
            Text.assemble(_due(plan, day), "\n", wording.marked(event.status)),
            told,
            wording.quote(event.evidence[0], most=MOST_LETTERS),
            wording.brief_id(event.id),
        )
    return table


def _due(plan: OpenPlan, day: date) -> Text:
    """Return when a plan is due, and how far off that is on a day."""
    from rich.text import Text

    from dragoman.cli import wording

    if plan.due is None:
        return Text(f"no day told\n(told {plan.told})" if plan.told else "no day told")
    when = wording.span(plan.event)
    days = (plan.due - day).days
    if plan.link is not None:
        return Text(when)
    if days < 0:
        return Text.assemble(when, (f"\n{counted(-days, 'day')} overdue", "red"))
    return Text(f"{when}\n" + (f"in {counted(days, 'day')}" if days else "today"))
