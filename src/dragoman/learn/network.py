"""The network: one encoder with a head each for trigger, mode and status, and a bilinear one for roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dragoman.learn.examples import Labels

__all__ = ["PAIR_SIZE", "ROLE_SIZE", "Network"]

ROLE_SIZE = 64
PAIR_SIZE = 128


class Network(nn.Module):
    """Gives for every word its logits as a trigger, and what is needed to weigh it as a role of another.

    The role logits of word `a` for the event of trigger word `t` are `role_trigger[t] . role_word[a, r]`
    for each role `r`; for a trigger of several words the mean of theirs.

    What passes between two parties of a text is `pair_out(tanh(s + t + c))`, with the means of the words of
    either party and of all words under the three thirds of `pair_word`.
    """

    def __init__(self, base: Path, labels: Labels, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(
            str(base), attn_implementation="eager", add_pooling_layer=False
        )
        size = self.encoder.config.hidden_size
        self.drop = nn.Dropout(dropout)
        self.category = nn.Linear(size, len(labels.categories))
        self.mode = nn.Linear(size, len(labels.modes))
        self.status = nn.Linear(size, len(labels.statuses))
        self.role_trigger = nn.Linear(size, ROLE_SIZE)
        self.role_word = nn.Linear(size, ROLE_SIZE * len(labels.roles))
        self.pair_word = nn.Linear(size, 3 * PAIR_SIZE)
        self.pair_out = nn.Linear(PAIR_SIZE, len(labels.categories))

    def forward(self, pieces: Tensor, mask: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return the heads' outputs for each word; `firsts` are the places of the words' first pieces.

        Shapes: pieces and mask [batch, pieces], firsts [batch, words]; outputs [batch, words, …].
        """
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        index = firsts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        words = self.drop(torch.gather(hidden, 1, index))
        return (
            self.category(words),
            self.mode(words),
            self.status(words),
            torch.tanh(self.role_trigger(words)),
            self.role_word(words),
            self.pair_word(words),
        )
