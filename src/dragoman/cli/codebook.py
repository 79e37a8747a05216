"""`dragoman codebook`: the categories, how they are told apart, and by which words they are found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Format, FormatOption
from dragoman.cli.output import console, grid, print_json
from dragoman.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from dragoman.codebook import CategoryEntry

__all__ = ["codebook"]

QUADS = {
    1: "verbal co-operation",
    2: "material co-operation",
    3: "verbal conflict",
    4: "material conflict",
}


def codebook(
    category: Annotated[
        str | None,
        typer.Argument(help="A category such as CONSULT; without it, the list.", metavar="CATEGORY"),
    ] = None,
    *,
    overlay: Annotated[
        Path | None, typer.Option("--codebook", help="A folder of your own category files.", metavar="DIR")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Print the categories, or all about one of them."""
    from dragoman.codebook import load_codebook

    entries = {str(code): entry for code, entry in load_codebook(overlay).categories.items()}
    if category is not None and category.upper() not in entries:
        raise QueryError(f"There is no category {category!r}.", cure=f"Choose from: {', '.join(entries)}.")
    chosen = list(entries.values()) if category is None else [entries[category.upper()]]
    if form is Format.JSON:
        print_json(chosen)
    elif form is Format.CSV:
        raise QueryError("The codebook has no form as CSV.", cure="Use --format json.")
    elif category is None:
        _print_list(console(), chosen)
    else:
        _print_entry(console(), chosen[0])


def _print_list(out: Console, entries: Iterable[CategoryEntry]) -> None:
    table = grid(expand=True)
    table.add_column("category", no_wrap=True, style="bold")
    table.add_column("quad class", no_wrap=True)
    table.add_column("score", justify="right")
    table.add_column("modes", ratio=2)
    table.add_column("what it is", ratio=3)
    for entry in entries:
        definition = " ".join(entry.definition.split())
        table.add_row(
            str(entry.code),
            f"{entry.quad} {QUADS.get(entry.quad, '')}",
            f"{entry.intensity:g}",
            ", ".join(entry.modes),
            definition.split(". ")[0].rstrip(".") + ".",
        )
    out.print(table)
    out.print("All of one: dragoman codebook CATEGORY", style="dim")


def _print_entry(out: Console, entry: CategoryEntry) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out.print(f"{entry.code}: {entry.name}", style="bold", markup=False)
    out.print(f"quad class {entry.quad}, {QUADS.get(entry.quad, '')}; score {entry.intensity:g}", style="dim")
    out.print(f"\n{' '.join(entry.definition.split())}", markup=False)
    for text in entry.not_this:
        out.print(Padding(Text.assemble(("not this: ", "dim"), text), (0, 0, 0, 2)))
    if entry.modes:
        table = grid("mode", "score", "what it is")
        for code, mode in entry.modes.items():
            score = "" if mode.intensity is None else f"{mode.intensity:g}"
            table.add_row(code, score, " ".join(mode.definition.split()))
        out.print()
        out.print(table)
    _print_words(out, entry)
    _print_examples(out, entry)


def _print_words(out: Console, entry: CategoryEntry) -> None:
    table = grid("pattern", "mode", "words", "only with")
    table.columns[2].ratio = 3
    table.columns[3].ratio = 2
    for verb in entry.verbs:
        parts = (verb.particle, " or ".join(verb.preps), " or ".join(verb.objects))
        table.add_row(
            verb.id, verb.mode or "", ", ".join(verb.lemmas), "; ".join(part for part in parts if part)
        )
    for noun in entry.nouns:
        table.add_row(noun.id, noun.mode or "", ", ".join(noun.lemmas), noun.number or "")
    for phrase in entry.phrases:
        table.add_row(phrase.id, phrase.mode or "", ", ".join(f"“{words}”" for words in phrase.words), "")
    if table.row_count:
        out.print("\nWords that tell it", style="bold")
        out.print(table)


def _print_examples(out: Console, entry: CategoryEntry) -> None:
    if entry.examples:
        out.print("\nExamples", style="bold")
    for example in entry.examples:
        out.print(f"  {example.text}", markup=False)
        for expected in example.expect or ("no event",):
            out.print(f"    {expected}", style="dim", markup=False)
