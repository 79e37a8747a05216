"""The web face: the record in the browser of this machine. Asks `dragoman.api`, shows typed pages, changes nothing.

Every page is one frozen dataclass, made by one function, served as HTML at `/x` and as JSON at `/api/x`.
"""

from __future__ import annotations

from dragoman.web.app import make_app
from dragoman.web.safety import is_loopback, reached_as

__all__ = ["is_loopback", "make_app", "reached_as"]
