"""What persons say of events, kept in a file of readable lines and replayed whenever events are made.

Pure but for that file: lines in, rulings on tellings and events out. A judgement holds fast on the words of a
report (`anchors`), so that it outlasts the ids that readings give; see also `lines`, `file`, `values`, `replay`.
"""

from __future__ import annotations

from dragoman.judgements.anchors import anchor_of, elsewhere, fitting
from dragoman.judgements.file import Fault, Line, append, file_beside, lines_in, restore, standing, understood
from dragoman.judgements.lines import check, line_of, parsed
from dragoman.judgements.replay import Fitted, Revised, Rulings, names_concerned, replayed

__all__ = [
    "Fault",
    "Fitted",
    "Line",
    "Revised",
    "Rulings",
    "anchor_of",
    "append",
    "check",
    "elsewhere",
    "file_beside",
    "fitting",
    "line_of",
    "lines_in",
    "names_concerned",
    "parsed",
    "replayed",
    "restore",
    "standing",
    "understood",
]
