"""A visitor of the web face, on the record of the sample reports or on one with hostile reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import dragoman
from dragoman.web import make_app

HERE = "http://127.0.0.1:8765"
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"


def visitor(path: Path, *, token: str | None = None, base_url: str = HERE) -> TestClient:
    """Return a browser at the web face of a record."""
    return TestClient(make_app(path, token=token), base_url=base_url, follow_redirects=False)


@pytest.fixture(scope="session")
def client(demo_record: Path) -> Iterator[TestClient]:
    with visitor(demo_record) as browser:
        yield browser


@pytest.fixture(scope="session")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of a report whose every field tries to become markup, and of an input that failed."""
    folder = tmp_path_factory.mktemp("hostile")
    row = {
        "id": f"doc{SCRIPT}",
        "title": f"Lavrov {SCRIPT} visits Myanmar",
        "outlet": f"Post {IMAGE}",
        "url": "javascript:alert(1)",
        "published": "2024-07-30",
        "text": (
            f'Russian Foreign Minister Sergei Lavrov met Myanmar General {IMAGE} "Soe" Win in Naypyitaw on Friday.'
            f" The {SCRIPT} Front accused Russia of killing 20 soldiers in {IMAGE} on Monday, TASS said."
        ),
    }
    (folder / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (folder / f"bad{SCRIPT.replace('/', '')}.pdf").write_bytes(b"no pdf")
    path = folder / "hostile.db"
    with dragoman.open(path) as record:
        record.read(folder / "rows.jsonl", *folder.glob("*.pdf"))
    return path
