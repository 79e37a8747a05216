from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.errors import SourceError
from dragoman.ingest import IngestOptions, count_sources, ingest
from dragoman.ingest import inputs as inputs_module
from dragoman.model.record import Failure
from dragoman.model.report import Report

from .conftest import BODY, zipped

OPTIONS = IngestOptions()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "page_files/x.css", "Thumbs.db", "~$d.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{BODY} {name}")
    return tmp_path


def documents(inputs: list[str], stdin: io.BytesIO | None = None) -> list[str]:
    return [found.document for found in ingest(inputs, options=OPTIONS, stdin=stdin)]


def test_a_folder_is_read_in_order_without_hidden_files_and_junk(folder: Path) -> None:
    assert documents([str(folder)]) == ["a.txt", "b.txt", "c.txt"]


def test_a_pattern_is_filled_in(folder: Path) -> None:
    assert documents([str(folder / "*.txt")]) == ["a.txt", "b.txt"]
    assert documents([str(folder / "**" / "*.txt")]) == ["a.txt", "b.txt", "c.txt"]


def test_relative_names_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert documents(["*.txt", "sub"]) == ["a.txt", "b.txt", "c.txt"]


def test_what_is_missing_fails_and_the_rest_is_read(folder: Path) -> None:
    missing, pattern, found = ingest(
        [str(folder / "none.txt"), str(folder / "*.pdf"), str(folder / "a.txt")], options=OPTIONS
    )
    assert isinstance(missing, Failure)
    assert isinstance(pattern, Failure)
    assert isinstance(found, Report)


def test_a_file_that_may_not_be_read_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as a user who may read everything, so the refusal is played.
    def refuse(path: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = ingest([str(folder / "a.txt")], options=OPTIONS)
    assert isinstance(found, Failure)
    assert "may not be read" in found.error


def test_standard_input_is_read_and_told_by_its_content() -> None:
    assert documents(["-"], io.BytesIO(BODY.encode())) == ["stdin"]
    assert documents(["-"], io.BytesIO(b'{"id": "a", "text": "The army left the town."}\n')) == ["a"]
    assert documents(["-"], io.BytesIO(zipped({"one.txt": BODY}))) == ["one.txt"]


def test_standard_input_that_is_missing_or_empty_fails() -> None:
    assert all(isinstance(found, Failure) for found in ingest(["-"], options=OPTIONS))
    assert all(isinstance(found, Failure) for found in ingest(["-"], options=OPTIONS, stdin=io.BytesIO(b"")))


def test_an_unknown_encoding_is_refused_at_once() -> None:
    with pytest.raises(SourceError, match="klingon"):
        list(ingest(["-"], options=IngestOptions(encoding="klingon")))


def test_reports_come_one_by_one_and_not_all_at_once() -> None:
    lines = (b'{"text": "The army left the town on day %d."}\n' % number for number in range(10**9))

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = next(lines)
            buffer[: len(line)] = line
            return len(line)

    found = ingest(["-"], options=OPTIONS, stdin=io.BufferedReader(Endless()))
    first, second = next(found), next(found)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.document, second.document) == ("stdin#1", "stdin#2")


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = BODY.encode() if self.path.endswith("talks.txt") else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with HTTPServer(("127.0.0.1", 0), _Server) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_a_url_is_fetched_and_kept_as_the_reports_own(server: str) -> None:
    url = f"{server}/2022/08/03/talks.txt"
    (found,) = ingest([url], options=OPTIONS)
    assert isinstance(found, Report)
    assert (found.url, found.origin, found.document) == (url, url, "talks.txt")
    assert str(found.published) == "2022-08-03"


def test_a_url_that_is_not_there_fails(server: str) -> None:
    (found,) = ingest([f"{server}/none"], options=OPTIONS)
    assert isinstance(found, Failure)
    assert "404" in found.error


def test_a_server_that_does_not_answer_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **named: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(
        inputs_module,
        "urllib",
        SimpleNamespace(
            request=SimpleNamespace(urlopen=refuse, Request=inputs_module.urllib.request.Request),
            error=inputs_module.urllib.error,
        ),
    )
    (found,) = ingest(["http://127.0.0.1:9/x"], options=OPTIONS)
    assert isinstance(found, Failure)
    assert "timed out" in found.error


def test_sources_are_counted_where_that_is_cheap(folder: Path) -> None:
    (folder / "rows.jsonl").write_text('{"text": "a"}\n{"text": "b"}')
    (folder / "all.zip").write_bytes(zipped({"a.txt": BODY, "b.txt": BODY, "__MACOSX/a.txt": "x"}))
    assert count_sources([str(folder)]) == 3 + 2 + 2
    assert count_sources(["-"]) is None
    assert count_sources([str(folder / "none.txt"), "http://a.example"]) == 2
