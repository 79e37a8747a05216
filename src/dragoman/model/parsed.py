"""A report as the parser cut it: tokens with their grammar, whose offsets point into the stored text."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model.report import Report

__all__ = ["ParsedReport", "Sentence", "Token"]


@dataclass(slots=True, eq=False)
class Token:
    """One token. `start` and `end` are offsets in the report's stored text, `head` an index of a token.

    `dep`, `pos` and `tag` are the parser's labels (ClearNLP dependencies, UPOS, Penn tags). `lower` is the
    text in lower case. `skipped` is stored text right after the token that
    was not parsed, such as "to Myanmar" in "ambassador to Myanmar Vinay Kumar".
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    skipped: str = ""
    children: list[int] = field(default_factory=list)
    lower: str = field(init=False)

    def __post_init__(self) -> None:
        self.lower = self.text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens `[first, last)` of a report; `start` and `end` are offsets in its stored text."""

    index: int
    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReport:
    """A report with its tokens and sentences, in text order."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def within(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def quote(self, first: int, last: int) -> str:
        """Return the stored text from token `first` up to and with token `last`."""
        return self.report.text[self.tokens[first].start : self.tokens[last].end]
