"""Reads news reports and keeps a sourced record of how states and other actors deal with one another.

```python
import dragoman

with dragoman.open("myanmar.db") as record:
    record.read("reports/")
    for event in record.events(between=("Russia", "Myanmar"), since="2021-02-01"):
        print(event.start, event.category, event.evidence[0].text)
```
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.api import Events, Record, Summary, open
    from dragoman.errors import DragomanError
    from dragoman.model.codes import Category, Precision, Status
    from dragoman.model.record import Claim, Event, Role
    from dragoman.model.report import Report

    __version__: str

__all__ = [
    "Category",
    "Claim",
    "DragomanError",
    "Event",
    "Events",
    "Precision",
    "Record",
    "Report",
    "Role",
    "Status",
    "Summary",
    "__version__",
    "open",
]

# Names are loaded when they are first used, so that `dragoman --help` need not wait.
_HOMES = {
    "Category": "dragoman.model.codes",
    "Claim": "dragoman.model.record",
    "DragomanError": "dragoman.errors",
    "Event": "dragoman.model.record",
    "Events": "dragoman.api",
    "Precision": "dragoman.model.codes",
    "Record": "dragoman.api",
    "Report": "dragoman.model.report",
    "Role": "dragoman.model.record",
    "Status": "dragoman.model.codes",
    "Summary": "dragoman.api",
    "open": "dragoman.api",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dragoman")
    except PackageNotFoundError:
        return "unknown"  # run from its source without being installed


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
