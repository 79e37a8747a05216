"""Puts the commands together, and tells errors and endings in the way of the command line."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dragoman.cli.check import check
from dragoman.cli.claims import claims
from dragoman.cli.classify import classify
from dragoman.cli.codebook import codebook
from dragoman.cli.demo import demo
from dragoman.cli.events import events
from dragoman.cli.export import export
from dragoman.cli.failures import failures
from dragoman.cli.judge import judge
from dragoman.cli.knowledge import knowledge
from dragoman.cli.offices import offices
from dragoman.cli.open_plans import open_plans
from dragoman.cli.options import FAILED
from dragoman.cli.output import complain
from dragoman.cli.read import read
from dragoman.cli.reports import reports
from dragoman.cli.resolve import rebuild, resolve
from dragoman.cli.roles import roles
from dragoman.cli.serve import serve
from dragoman.cli.show import show
from dragoman.cli.timeline import timeline
from dragoman.cli.train import train
from dragoman.errors import DragomanError

__all__ = ["app", "main"]


class Commands(TyperGroup):
    """All commands; an error made on purpose becomes a message and exit code 2, a closed pipe no error."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DragomanError as error:
            complain(error)
            raise typer.Exit(FAILED) from error
        except BrokenPipeError as error:
            _close_output()
            raise typer.Exit from error

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands into the help, grouped by what they are for."""
        groups: dict[str, list[tuple[str, str]]] = {}
        room = formatter.width - max(map(len, self.commands)) - 4
        for name, command in self.commands.items():
            line = (name, command.get_short_help_str(room))
            groups.setdefault(getattr(command, "rich_help_panel", ""), []).append(line)
        for heading, lines in groups.items():
            with formatter.section(heading):
                formatter.write_dl(lines)


app = typer.Typer(
    name="dragoman",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # a help page made by Rich takes longer to load than all the rest
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read news reports and keep a sourced record of how states and other actors deal with one another.",
    epilog="Begin with: dragoman demo",
)

FIRST, ASK, KEEP, JUDGE, KNOW, MODEL = (
    "Read",
    "Ask the record",
    "Look into it",
    "Judge it",
    "Who is who",
    "The model",
)

app.command(rich_help_panel=FIRST)(demo)
app.command(rich_help_panel=FIRST)(read)
app.command(rich_help_panel=ASK)(serve)
app.command(rich_help_panel=ASK)(events)
app.command(rich_help_panel=ASK)(timeline)
app.command("open-plans", rich_help_panel=ASK)(open_plans)
app.command(rich_help_panel=ASK)(check)
app.command(rich_help_panel=ASK)(claims)
app.command(rich_help_panel=ASK)(roles)
app.command(rich_help_panel=ASK)(show)
app.command(rich_help_panel=KEEP)(reports)
app.command(rich_help_panel=KEEP)(failures)
app.command(rich_help_panel=KEEP)(export)
app.command(rich_help_panel=KEEP)(codebook)
app.add_typer(
    judge,
    name="judge",
    short_help="Accept, correct, reject, merge or split events.",
    rich_help_panel=JUDGE,
)
app.command(rich_help_panel=KNOW)(offices)
app.command(rich_help_panel=KNOW)(resolve)
app.command(rich_help_panel=KNOW)(rebuild)
app.add_typer(
    knowledge,
    name="knowledge",
    short_help="Import what other projects know of actors.",
    rich_help_panel=KNOW,
)
app.command(rich_help_panel=MODEL)(classify)
app.command(rich_help_panel=MODEL)(train)


def _print_version(wanted: bool) -> None:
    if wanted:
        import dragoman

        typer.echo(f"dragoman {dragoman.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a mark for it
    try:
        app()
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            _close_output()


def _close_output() -> None:
    """Let what is still to be written to a closed pipe go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
