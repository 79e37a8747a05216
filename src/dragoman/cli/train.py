"""`dragoman train`: trains the model that `read` and `classify` use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import console

__all__ = ["train"]


def train(
    folder: Annotated[Path, typer.Argument(help="A folder of labelled texts.", metavar="FOLDER")] = Path(
        "training/en"
    ),
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where the model is written.", metavar="DIR")
    ] = Path("model"),
    epochs: Annotated[int, typer.Option(min=1, help="How often each text is gone over.")] = 8,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model on one machine.")] = 0,
) -> None:
    """Train a model from labelled texts, ours or your own.

    The format of the texts is told in training/README.md. Needs pip install 'dragoman[train]'; on two cores
    it takes about half an hour for the packaged corpus.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from dragoman.training import train as train_reader

    columns = (
        TextColumn("training"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[loss]}"),
    )
    with Progress(*columns, console=console(stderr=True)) as bar:
        task = bar.add_task("", total=None, loss="")

        def tick(step: int, steps: int, loss: float) -> None:
            bar.update(task, completed=step, total=steps, loss=f"loss {loss:.2f}")

        done = train_reader(folder, output, epochs=epochs, seed=seed, tick=tick)
    told = f"Trained on {done.texts} texts, judged on the {done.kept_out} kept out; the model is in {output}."
    console().print(told, soft_wrap=True)
