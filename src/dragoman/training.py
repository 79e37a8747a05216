"""Trains what reads: the model on most of the labelled texts, then the judges on the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.patterns import load_codebook
from dragoman.extract.judge import FILE
from dragoman.judging import fit_judges
from dragoman.learn.run import train_model
from dragoman.parse import split_words
from dragoman.tag import Tagger

__all__ = ["Trained", "train"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """How many texts the model was trained on, and on how many its judges were fitted."""

    texts: int
    kept_out: int


def train(
    folder: Path,
    output: Path,
    *,
    epochs: int,
    seed: int,
    tick: Callable[[int, int, float], None] | None = None,
) -> Trained:
    """Train a model on the labelled texts of a folder, fit its judges, and write both to `output`.

    The same folder, seed and number of threads give the same files on one machine.

    Raises:
        SourceError: the folder holds too few labelled texts, or what training needs is not installed.
        CodebookError: a labelled text is malformed.
    """
    texts, kept_out = train_model(folder, output, split=split_words, epochs=epochs, seed=seed, tick=tick)
    guides = Guides(codebook=load_codebook(), knowledge=load_knowledge(), lexicon=load_lexicon())
    judges = fit_judges(kept_out, guides, Tagger(output))
    told = msgspec.json.format(msgspec.json.encode(judges, order="sorted"), indent=1)
    (output / FILE).write_bytes(told + b"\n")
    return Trained(texts=len(texts), kept_out=len(kept_out))
