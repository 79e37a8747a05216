"""The whole error tree. A message names the place and the cure.

DragomanError
├── SourceError        an input cannot be opened or decoded (stage "ingest")
├── CodebookError      a row of the codebook, lexicon or a knowledge table is wrong
├── RecordError        the record file cannot be opened, is of another version, or lacks what was asked
├── ExportError        an export cannot be written
├── QueryError         a question to the record does not make sense (unknown country, bad date)
├── JudgementError     a judgement does not make sense, or its file cannot be read or written
└── ServeError         the web face cannot listen at its address
"""

from __future__ import annotations

__all__ = [
    "CodebookError",
    "DragomanError",
    "ExportError",
    "JudgementError",
    "QueryError",
    "RecordError",
    "ServeError",
    "SourceError",
]


class DragomanError(Exception):
    """Base of every error that dragoman raises on purpose.

    Args:
        message: what is wrong and where.
        cure: what the user can do about it, in one sentence.
    """

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message)
        self.cure = cure

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} {self.cure}".strip()


class SourceError(DragomanError):
    """An input cannot be opened, decoded or understood."""


class CodebookError(DragomanError):
    """A row of the codebook, a lexicon or a knowledge table is wrong."""


class RecordError(DragomanError):
    """The record cannot be opened, is of another version, or lacks what was asked for."""


class ExportError(DragomanError):
    """An export cannot be written."""


class QueryError(DragomanError):
    """A question to the record does not make sense."""


class JudgementError(DragomanError):
    """A judgement does not make sense, or the file of judgements cannot be read or written."""


class ServeError(DragomanError):
    """The web face cannot listen at its address."""
