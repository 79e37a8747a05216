"""Draws docs/timeline.svg, the README's picture, from what the program prints on the packaged samples."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.text import Text

PICTURE = Path(__file__).parent.parent / "docs" / "timeline.svg"
WIDTH = 96
LINES = 34
FONT_FILES = re.compile(r"@font-face \{.*?\}", re.DOTALL)  # they would be fetched from elsewhere
NOTE = re.compile(r"<!--.*?-->", re.DOTALL)


def run(*arguments: str) -> str:
    """Return what a command prints on a colour terminal."""
    environment = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Read the samples into a record of its own and draw the timeline of Russia and Myanmar."""
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "samples.db")
        run("read", str(files("dragoman").joinpath("data", "sample", "reports")), "--record", record)
        shown = run("timeline", "Russia", "Myanmar", "--record", record, "--since", "2021-03-01").splitlines()
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ dragoman timeline Russia Myanmar --since 2021-03-01", style="bold"))
    for line in shown[:LINES]:
        console.print(Text.from_ansi(line))
    drawn = console.export_svg(title="dragoman")
    PICTURE.write_text(NOTE.sub("", FONT_FILES.sub("", drawn)).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
