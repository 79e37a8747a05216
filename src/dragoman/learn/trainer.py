"""Trains the network: batches of like length, one rate for all, the same result for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.learn.examples import IGNORED, ROLES, EventExample, Example, Labels
from dragoman.learn.network import PAIR_SIZE, ROLE_SIZE, Network

__all__ = ["TrainOptions", "train"]

ACTOR, RECIPIENT = ROLES.index("actor"), ROLES.index("recipient")
Tick = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainOptions:
    """How to train. `rate` is the peak learning rate of the encoder; the heads learn ten times as fast."""

    epochs: int = 8
    batch: int = 16
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.1
    seed: int = 0
    none_weight: float = 0.5
    threads: int = 2


def train(
    examples: Sequence[Example],
    labels: Labels,
    base: Path,
    options: TrainOptions,
    *,
    tick: Tick | None = None,
) -> Network:
    """Return a network trained on the examples; `tick` is told step, steps in all, and the running loss."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    chance = random.Random(options.seed)
    network = Network(base, labels)
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False
    weights = _Weights.of(examples, labels, options.none_weight)
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": options.head_rate}], weight_decay=0.01
    )
    steps = options.epochs * ((len(examples) + options.batch - 1) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _slope(s, steps, options.warmup))
    network.train()
    done, running = 0, 0.0
    for _ in range(options.epochs):
        for batch in _batches(examples, options.batch, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = _loss(network, batch, weights)
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            running = 0.95 * running + 0.05 * float(loss) if done > 1 else float(loss)
            if tick:
                tick(done, steps, running)
    return network.eval()


@dataclass(frozen=True, slots=True)
class _Weights:
    """Class weights, square roots of inverse frequency, and how many roles there are."""

    category: Tensor
    mode: Tensor
    status: Tensor
    roles: int

    @classmethod
    def of(cls, examples: Sequence[Example], labels: Labels, none_weight: float) -> _Weights:
        events = [event for example in examples for event in example.events]
        category = _inverse(Counter(e.category for e in events), len(labels.categories))
        category[0] = none_weight
        return cls(
            category,
            _inverse(Counter(e.mode for e in events), len(labels.modes)),
            _inverse(Counter(e.status for e in events), len(labels.statuses)),
            len(labels.roles),
        )


def _inverse(count: Counter[int], size: int) -> Tensor:
    total = sum(count.values()) or 1
    weights = torch.tensor([(total / (size * count[k])) ** 0.5 if count[k] else 1.0 for k in range(size)])
    return weights.clamp(0.3, 3.0)


def _slope(step: int, steps: int, warmup: float) -> float:
    rise = max(1, int(steps * warmup))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))


def _batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield batches of texts of like length in random order."""
    order = sorted(range(len(examples)), key=lambda k: len(examples[k].pieces) + chance.random() * 12)
    groups = [order[k : k + size] for k in range(0, len(order), size)]
    chance.shuffle(groups)
    for group in groups:
        yield [examples[k] for k in group]


def _loss(network: Network, batch: Sequence[Example], weights: _Weights) -> Tensor:
    pieces, mask, firsts, categories = _tensors(batch)
    category, mode, status, role_trigger, role_word, pair_word = network(pieces, mask, firsts)
    loss = functional.cross_entropy(
        category.flatten(0, 1).float(),
        categories.flatten(),
        weight=weights.category,
        ignore_index=IGNORED,
        label_smoothing=0.02,
    )
    events = [(row, event) for row, example in enumerate(batch) for event in example.events]
    if not events:
        return loss
    modes = torch.stack([mode[row, list(e.words)].mean(0) for row, e in events]).float()
    statuses = torch.stack([status[row, list(e.words)].mean(0) for row, e in events]).float()
    loss = loss + 0.5 * functional.cross_entropy(
        modes, torch.tensor([e.mode for _, e in events]), weight=weights.mode
    )
    loss = loss + 0.5 * functional.cross_entropy(
        statuses, torch.tensor([e.status for _, e in events]), weight=weights.status
    )
    loss = loss + _pair_loss(network, batch, events, pair_word, weights)
    return loss + 1.5 * _role_loss(events, role_trigger, role_word, weights.roles)


def _pair_loss(
    network: Network,
    batch: Sequence[Example],
    events: Sequence[tuple[int, EventExample]],
    pair_word: Tensor,
    weights: _Weights,
) -> Tensor:
    """Return the loss of telling, from actor, recipient and text, what passes between them."""
    sums, gold = [], []
    for row, event in events:
        size = len(batch[row].firsts)
        parts = pair_word[row, :size].view(size, 3, PAIR_SIZE)
        total = parts[:, 2].mean(0)
        for third, role in ((0, ACTOR), (1, RECIPIENT)):
            inside = [k for k, r in enumerate(event.roles) if r == role]
            if inside:
                total = total + parts[inside, third].mean(0)
        sums.append(total)
        gold.append(event.category)
    logits = network.pair_out(torch.tanh(torch.stack(sums))).float()
    return functional.cross_entropy(logits, torch.tensor(gold), weight=weights.category, label_smoothing=0.05)


def _role_loss(
    events: Sequence[tuple[int, EventExample]], triggers: Tensor, words: Tensor, roles: int
) -> Tensor:
    parts = []
    for row, event in events:
        size = len(event.roles)
        trigger = triggers[row, list(event.words)].mean(0).float()
        logits = words[row, :size].float().view(size, roles, ROLE_SIZE) @ trigger
        parts.append(functional.cross_entropy(logits, torch.tensor(event.roles), ignore_index=IGNORED))
    return torch.stack(parts).mean()


def _tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    width = max(len(e.pieces) for e in batch)
    words = max(len(e.firsts) for e in batch)
    pieces = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    firsts = torch.zeros(len(batch), words, dtype=torch.long)
    categories = torch.full((len(batch), words), IGNORED, dtype=torch.long)
    for row, example in enumerate(batch):
        pieces[row, : len(example.pieces)] = torch.tensor(example.pieces)
        mask[row, : len(example.pieces)] = 1
        firsts[row, : len(example.firsts)] = torch.tensor(example.firsts)
        categories[row, : len(example.categories)] = torch.tensor(example.categories)
    return pieces, mask, firsts, categories
