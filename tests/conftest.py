"""Options of the test run, and the record of the sample reports that several tests look into."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the readings of the samples anew as accepted"
    )


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the packaged sample reports; tests only look into it."""
    import dragoman

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with dragoman.open(path) as record:
        record.read(str(files("dragoman").joinpath("data", "sample", "reports")))
    return path
