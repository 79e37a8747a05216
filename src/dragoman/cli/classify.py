"""`dragoman classify`: what passes between two given parties of each sentence of a table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import console

__all__ = ["classify"]


class Scheme(StrEnum):
    """The categories to tell."""

    PLOVER = "plover"
    PLV = "plv"


def classify(
    table: Annotated[
        Path, typer.Argument(help="A tab-separated file: id, sentence, source, target.", metavar="FILE.tsv")
    ],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="The file to write: id, category, quad, score.", metavar="OUT.tsv"
        ),
    ],
    scheme: Annotated[
        Scheme,
        typer.Option(help="plv: the 15 categories of the older PLOVER, which folds plans and refusals in."),
    ] = Scheme.PLOVER,
    model: Annotated[
        Path | None, typer.Option(help="The folder of a model of your own.", metavar="DIR")
    ] = None,
) -> None:
    """Tell what passes between two given parties.

    For each sentence of a table, by the patterns and the trained model together.
    """
    from rich.progress import track

    from dragoman.classify import Classifier, read_pairs, write_classified

    classifier = Classifier(scheme=scheme.value, model=model)
    pairs = list(read_pairs(table))
    shown = track(
        classifier.classify(pairs),
        "classifying",
        total=len(pairs),
        console=console(stderr=True),
        transient=True,
    )
    count = write_classified(output, shown)
    console().print(f"{count} sentences in {output}.")
