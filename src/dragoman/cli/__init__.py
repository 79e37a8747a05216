"""Stage 8 of 8. The command line: one module for each command; all they do is call the record and print."""

from __future__ import annotations

from dragoman.cli.app import app, main

__all__ = ["app", "main"]
