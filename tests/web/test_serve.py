"""`dragoman serve` as its user has it: an address, a page, Ctrl-C; clear words when it cannot be."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.cli.serve import show_in_browser
from dragoman.errors import ServeError


def running(record: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """Start the server and return it with the address that it prints."""
    command = [sys.executable, "-m", "dragoman", "serve", "--record", str(record), "--port", "0", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout
    line = server.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    return server, found.group()


def ended(server: subprocess.Popen[str]) -> str:
    server.send_signal(signal.SIGINT)
    told, _ = server.communicate(timeout=20)
    assert server.returncode == 0, told
    return told


def test_the_record_is_shown_until_ctrl_c(demo_record: Path) -> None:
    server, url = running(demo_record)
    try:
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{url}events") as answer:
            assert b"<h1>Events</h1>" in answer.read()
        told = ended(server)
    finally:
        server.kill()
    assert "Ended." in told
    assert "Traceback" not in told


def test_an_address_that_others_reach_gets_a_token(demo_record: Path) -> None:
    server, url = running(demo_record, "--host", "0.0.0.0")
    try:
        port, token = re.findall(r":(\d+)/\?token=(\S+)", url)[0]
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/events")
        asked = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/events?limit=1", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(asked) as answer:
            assert answer.status == 200
        ended(server)
    finally:
        server.kill()


def test_a_port_in_use_is_told_with_the_cure(demo_record: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=f"Port {port} .* in use") as caught:
            show_in_browser(demo_record, port=port)
    assert f"--port {port + 1}" in caught.value.cure


def test_an_address_of_elsewhere_is_told(demo_record: Path) -> None:
    with pytest.raises(ServeError, match=r"203\.0\.113\.1"):
        show_in_browser(demo_record, host="203.0.113.1", port=0)


def test_a_record_that_is_not_there_is_told_before_anything_is_served(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--record", str(tmp_path / "none.db")])
    assert result.exit_code == 2
