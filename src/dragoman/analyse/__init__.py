"""Stage 7 of 8. Takes what the record holds, gives what can be seen in it; never changes it."""

from __future__ import annotations

from dragoman.analyse.timeline import Moment, timeline

__all__ = ["Moment", "timeline"]
