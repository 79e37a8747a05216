"""The record for Python: open one, read reports into it, ask it, export it.

The command line does nothing that cannot be done here.
"""

from __future__ import annotations

from dragoman.api.events import Events
from dragoman.api.offices import Tenancy
from dragoman.api.reading import Progress, Summary
from dragoman.api.record import Record, open
from dragoman.api.resolving import Resolution

__all__ = ["Events", "Progress", "Record", "Resolution", "Summary", "Tenancy", "open"]
