"""Stage 7 of 8. Takes what the record holds, gives files for other programs; never changes it."""

from __future__ import annotations

from dragoman.export.files import WHAT, export, formats

__all__ = ["WHAT", "export", "formats"]
