"""Runs the trained model over a report, window by window, with a batch of one so that results never vary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.model.parsed import ParsedReport, Sentence

__all__ = ["ModelTagging", "Tagger"]

Array = NDArray[np.float32]

WINDOW_WORDS = 110  # sentences of a paragraph are read together up to so many words
LIMIT_PIECES = 256  # as in training
FILES = ("tagger.onnx", "tokenizer.json", "tagger.json", "pair.npz")


@dataclass(slots=True)
class _Window:
    """The model's outputs for the tokens `[first, last)`."""

    first: int
    last: int
    category: Array
    mode: Array
    status: Array
    role_trigger: Array
    role_word: Array
    pair_word: Array


class Tagger:
    """Loads the model of a folder once and tags reports, one at a time."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        onnx, tokenizer, card, pair = (folder / name for name in FILES)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            str(onnx), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        with np.load(pair) as head:
            self._pair = (head["weight"], head["bias"])
        self.labels: Mapping[str, list[str]] = json.loads(card.read_text(encoding="utf-8"))["labels"]

    @staticmethod
    def there(folder: Path) -> bool:
        """Return whether a folder holds a model."""
        return all((folder / name).is_file() for name in FILES)

    def tag(self, parsed: ParsedReport) -> ModelTagging:
        """Return what the model makes of a report's tokens."""
        read = [self._window(parsed, a, b) for a, b in windows(parsed.sentences)]
        return ModelTagging(self.labels, read, self._pair)

    def _window(self, parsed: ParsedReport, first: int, last: int) -> _Window:
        encoding = self._tokenizer.encode([t.text for t in parsed.tokens[first:last]], is_pretokenized=True)
        firsts: list[int] = []
        for at, word in enumerate(encoding.word_ids[: LIMIT_PIECES - 1]):
            if word is not None and word == len(firsts):
                firsts.append(at)
        pieces = np.array([encoding.ids[:LIMIT_PIECES]], dtype=np.int64)
        category, mode, status, role_trigger, role_word, pair_word = self._session.run(
            None,
            {"pieces": pieces, "mask": np.ones_like(pieces), "firsts": np.array([firsts], dtype=np.int64)},
        )
        size = len(firsts)
        return _Window(
            first,
            first + size,
            _softmax(category[0]),
            mode[0],
            status[0],
            role_trigger[0],
            role_word[0].reshape(size, len(self.labels["roles"]), -1),
            pair_word[0].reshape(size, 3, -1),
        )


class ModelTagging:
    """The model's view of one report; see `dragoman.model.ports.Tagging`."""

    def __init__(
        self, labels: Mapping[str, list[str]], windows: Sequence[_Window], pair: tuple[Array, Array]
    ) -> None:
        self._labels = labels
        self._windows = windows
        self._pair = pair

    def _at(self, token: int) -> _Window | None:
        return next((w for w in self._windows if w.first <= token < w.last), None)

    def trigger(self, token: int) -> Mapping[str, float]:
        """Return how likely a token tells an event of each category, "none" included."""
        window = self._at(token)
        if window is None:
            return {"none": 1.0}
        row = window.category[token - window.first]
        return {label: float(p) for label, p in zip(self._labels["categories"], row, strict=True)}

    def mode(self, tokens: Sequence[int]) -> tuple[str | None, float]:
        """Return the likeliest mode ("CONSULT/visit", or None) of the event that tokens tell."""
        label, p = self._likeliest("modes", "mode", tokens)
        return (None if label == "none" else label), p

    def status(self, tokens: Sequence[int]) -> tuple[str, float]:
        """Return the likeliest status of the event that tokens tell."""
        return self._likeliest("statuses", "status", tokens)

    def roles(self, tokens: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
        """Return, for the tokens near an event, how likely each is a part of its actor, recipient, voice …"""
        window = self._at(tokens[0])
        inside = [t - window.first for t in tokens if t < window.last] if window else []
        if window is None or not inside:
            return {}
        trigger = window.role_trigger[inside].mean(axis=0)
        probabilities = _softmax(window.role_word @ trigger)
        names = self._labels["roles"]
        return {
            window.first + k: {name: float(p) for name, p in zip(names, row, strict=True)}
            for k, row in enumerate(probabilities)
        }

    def statuses(self, token: int) -> Mapping[str, float]:
        """Return how likely each status is of an event that a token tells."""
        window = self._at(token)
        if window is None:
            return {}
        row = _softmax(window.status[token - window.first])
        return {label: float(p) for label, p in zip(self._labels["statuses"], row, strict=True)}

    def role(self, trigger: int, tokens: Sequence[int], role: str) -> float | None:
        """Return how likely some tokens, on average, fill a role of the event that one token tells."""
        window = self._at(trigger)
        inside = [t - window.first for t in tokens if window.first <= t < window.last] if window else []
        if window is None or not inside:
            return None
        logits = window.role_word[inside] @ window.role_trigger[trigger - window.first]
        return float(_softmax(logits)[:, self._labels["roles"].index(role)].mean())

    def between(self, actor: Sequence[int], recipient: Sequence[int]) -> Mapping[str, float]:
        """Return how likely each category is of what passes between two parties of one window, by their tokens."""
        window = self._at(next(iter((*actor, *recipient)), 0))
        if window is None:
            return {}
        total = window.pair_word[:, 2].mean(axis=0)
        for third, tokens in ((0, actor), (1, recipient)):
            inside = [t - window.first for t in tokens if window.first <= t < window.last]
            if inside:
                total = total + window.pair_word[inside, third].mean(axis=0)
        weight, bias = self._pair
        row = _softmax(weight @ np.tanh(total) + bias)
        return {label: float(p) for label, p in zip(self._labels["categories"], row, strict=True)}

    def _likeliest(self, labels: str, head: str, tokens: Sequence[int]) -> tuple[str, float]:
        window = self._at(tokens[0])
        inside = [t - window.first for t in tokens if t < window.last] if window else []
        if window is None or not inside:
            return self._labels[labels][0], 0.0
        row = _softmax(getattr(window, head)[inside].mean(axis=0))
        best = int(row.argmax())
        return self._labels[labels][best], float(row[best])


def windows(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield the token ranges that are read together: sentences of one paragraph, up to a number of words."""
    first = last = 0
    block = -1
    for sentence in sentences:
        if last > first and (sentence.block != block or sentence.last - first > WINDOW_WORDS):
            yield first, last
            first = sentence.first
        elif last == first:
            first = sentence.first
        last, block = sentence.last, sentence.block
    if last > first:
        yield first, last


def _softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    total: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return total
