"""How judgements are shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.cli.output import counted, grid

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from dragoman.api import Record
    from dragoman.model.judgement import Judgement, Standing

__all__ = ["judgement_row", "judgement_table", "tell_idle", "what"]

MARKS = {"applies": ("●", "green"), "idle": ("○", "yellow"), "undone": ("✗", "dim")}


def tell_idle(out: Console, record: Record) -> None:
    """Print how many judgements have no effect now, if there are any."""
    idle = sum(standing.state == "idle" for standing in record.judgements())
    faults = sum(failure.stage == "judgements" for failure in record.failures())
    told = []
    if idle:
        told.append(f"{counted(idle, 'judgement')} without effect now")
    if faults:
        told.append(f"{counted(faults, 'line')} of the judgements not understood")
    if told:
        out.print(f"{', '.join(told)}: dragoman judge list", style="yellow")


def judgement_table(found: Iterable[Standing]) -> Table:
    """Return judgements as a table, each with the reason why it has no effect, if it has none."""
    from rich.text import Text

    table = grid(expand=True)
    table.add_column("", no_wrap=True)
    table.add_column("id", no_wrap=True, style="dim")
    table.add_column("when", no_wrap=True)
    table.add_column("by", max_width=16)
    table.add_column("what", ratio=3)
    table.add_column("of", ratio=3)
    for standing in found:
        made = standing.judgement
        mark, style = MARKS[standing.state]
        told = Text.assemble((made.kind.value, "bold"), " ", what(made))
        if standing.because:
            told.append(f"\n{standing.because}", style="yellow" if standing.state == "idle" else "dim")
        if made.note:
            told.append(f"\n{made.note}", style="italic")
        table.add_row(
            Text(mark, style=style),
            made.id[:12],
            f"{made.at:%Y-%m-%d %H:%M}",
            made.by,
            told,
            Text(_of(standing)),
        )
    return table


def what(made: Judgement) -> str:
    """Return what a judgement says, in a few words."""
    match made.kind:
        case "correct":
            return f"{made.field}: {_value(made.value)}"
        case "reattribute":
            return _value(made.value) if made.value else "the report itself"
        case "rename":
            return f"{made.told} → {_value(made.value)}"
        case "undo":
            return made.undoes or ""
        case "merge":
            return counted(len(made.of), "telling")
        case "split":
            return f"{counted(len(made.of), 'telling')} from {len(made.apart_from)}"
        case _:
            return f"“{made.of[0].trigger}” in {made.of[0].document}"


def _value(value: object) -> str:
    """Return a value of a line as people write it."""
    match value:
        case None | []:
            return "unknown"
        case list():
            return "; ".join(map(_value, value))
        case dict():
            codes = ", ".join(str(value[key]) for key in ("country", "sector") if value.get(key))
            return f"{value.get('name')}{f' ({codes})' if codes else ''}"
        case _:
            return str(value)


def _of(standing: Standing) -> str:
    """Return on which event or words a judgement holds fast."""
    made = standing.judgement
    events = ", ".join(identity[:12] for identity in standing.events[:3]) + ", …" * (len(standing.events) > 3)
    words = f"“{made.of[0].trigger}” in {made.of[0].document}" if made.of else ""
    return "\n".join(part for part in (events, words) if part)


def judgement_row(standing: Standing) -> dict[str, Any]:
    """Return a judgement as its line has it, with how it stands."""
    import msgspec

    from dragoman.judgements import line_of

    return {
        **msgspec.json.decode(line_of(standing.judgement)),
        "state": standing.state.value,
        "because": standing.because,
        "events": list(standing.events),
    }
