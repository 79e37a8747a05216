"""Runs the trained model over a report, window by window, with a batch of one so that results never vary."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import SourceError
from dragoman.model.parsed import ParsedReport, Sentence

__all__ = ["ModelTagging", "Tagger"]

Array = NDArray[np.float32]

NONE = 0  # where the model's categories say that a word tells no event
WINDOW_WORDS = 150  # so many words are read together
FLOOR = 0.1  # a word's role is never ruled out
UNKNOWN = 0.5  # of a party that does not stand in the text
CONTEXT_WORDS = 60  # a longer sentence is not read twice
LIMIT_PIECES = 256  # as in training
FILES = ("tagger.onnx", "tokenizer.json", "tagger.json", "pair.npz")


@dataclass(slots=True)
class _Window:
    """The model's outputs for the tokens `[first, last)`; those before `own` are there for context."""

    first: int
    own: int
    last: int
    category: Array
    mode: Array
    status: Array
    role_trigger: Array
    role_word: Array
    pair_word: Array


class Tagger:
    """Loads the model of a folder once and tags reports, one at a time.

    Raises:
        SourceError: the folder holds no model.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        if not all((folder / name).is_file() for name in FILES):
            raise SourceError(f"{folder} holds no model.", cure="Train one with: dragoman train.")
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

    def tag(self, parsed: ParsedReport) -> ModelTagging:
        """Return what the model makes of a report's tokens."""
        read = [self._window(parsed, a, b, c) for a, b, c in windows(parsed.sentences)]
        return ModelTagging(self.labels, read, self._pair)

    def _window(self, parsed: ParsedReport, first: int, own: int, last: int) -> _Window:
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
            own,
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
        return next((w for w in self._windows if w.own <= token < w.last), None)

    def triggers(self, least: float) -> Sequence[tuple[int, str]]:
        """Return the tokens that tell an event with at least a probability, each with its likeliest category."""
        found = []
        for window in self._windows:
            own = window.category[window.own - window.first :]
            for k in np.flatnonzero(1 - own[:, NONE] >= least):
                best = 1 + int(own[k, 1:].argmax())
                found.append((window.own + int(k), self._labels["categories"][best]))
        return found

    def trigger(self, tokens: Sequence[int]) -> tuple[float, Mapping[str, float]]:
        """Return how likely tokens tell an event, and how likely each category is if they do."""
        window = self._at(tokens[0])
        inside = [t - window.first for t in tokens if t < window.last] if window else []
        if window is None or not inside:
            return 0.0, {}
        rows = window.category[inside]
        event = float((1 - rows[:, NONE]).max())
        row = rows[:, 1:].max(axis=0)
        row = row / max(float(row.sum()), 1e-9)
        return event, {c: float(p) for c, p in zip(self._labels["categories"][1:], row, strict=True)}

    def mode(self, tokens: Sequence[int]) -> tuple[str | None, float]:
        """Return the likeliest mode ("CONSULT/visit", or None) of the event that tokens tell."""
        label, p = self._likeliest("modes", "mode", tokens)
        return (None if label == "none" else label), p

    def status(self, tokens: Sequence[int]) -> tuple[str, float]:
        """Return the likeliest status of the event that tokens tell."""
        return self._likeliest("statuses", "status", tokens)

    def roles(self, tokens: Sequence[int], heads: Sequence[int]) -> Mapping[int, Mapping[str, float]]:
        """Return how likely each of the heads is a part of the event's actor, recipient, voice, time or place.

        Heads that the model did not read together with the event are left out.
        """
        window = self._at(tokens[0])
        inside = [t - window.first for t in tokens if t < window.last] if window else []
        known = [h for h in heads if window and window.first <= h < window.last]
        if window is None or not inside or not known:
            return {}
        trigger = window.role_trigger[inside].mean(axis=0)
        rows = _softmax(window.role_word[[h - window.first for h in known]] @ trigger)
        names = self._labels["roles"]
        return {
            head: dict(zip(names, map(float, row), strict=True))
            for head, row in zip(known, rows, strict=True)
        }

    def told(self, actor: Sequence[int], recipient: Sequence[int]) -> Mapping[tuple[str, str], float]:
        """Return the weight of each category and status in the words that tell events, by how well two parties fit.

        Words of the first window only; a party that does not stand in it fits half.
        """
        window = self._windows[0]
        fit = self._fits(window, actor, "actor") * self._fits(window, recipient, "recipient")
        event = window.category[:, NONE] <= 1 - FLOOR / 2
        told = (window.category[event, 1:] * fit[event, None]).T @ _softmax(window.status[event])
        return {
            (category, status): float(told[i, k])
            for i, category in enumerate(self._labels["categories"][1:])
            for k, status in enumerate(self._labels["statuses"])
        }

    def _fits(self, window: _Window, party: Sequence[int], role: str) -> Array:
        """Return how well a party's words, on average, fill a role of the event that each word would tell."""
        inside = [t - window.first for t in party if window.first <= t < window.last]
        if not inside:
            return np.full(len(window.category), FLOOR + UNKNOWN, dtype=np.float32)
        logits = np.einsum("wrs,ts->twr", window.role_word[inside], window.role_trigger)
        likely: Array = _softmax(logits)[:, :, self._labels["roles"].index(role)].mean(axis=1)
        return likely + np.float32(FLOOR)

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


def windows(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
    """Yield the token ranges that are read together, up to a number of words, as (first, own, last).

    Each begins with the last sentence of the one before, for context: tokens `[first, own)`.
    """
    k = 0
    while k < len(sentences):
        first = sentences[k - 1].first if k and _short(sentences[k - 1]) else sentences[k].first
        own = sentences[k].first
        end = k + 1
        while end < len(sentences) and sentences[end].last - first <= WINDOW_WORDS:
            end += 1
        yield first, own, sentences[end - 1].last
        k = end


def _short(sentence: Sentence) -> bool:
    return sentence.last - sentence.first <= CONTEXT_WORDS


def _softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    total: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return total
