"""Stage 1 of 8. Takes files, folders, archives, feeds, tables and pages; gives reports; never stops at bad input.

What cannot be read becomes a `Failure` that names the place and the cure. Only one report at a time is
in memory, however many a table or archive holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.ingest.compose import compose
from dragoman.ingest.counting import count_sources
from dragoman.ingest.decode import check_encoding
from dragoman.ingest.draft import Draft
from dragoman.ingest.entry import well_formed
from dragoman.ingest.inputs import is_url, open_input, paths_of
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.readers import drafts_of, failure_of
from dragoman.model.record import Failure
from dragoman.model.report import Report

__all__ = ["IngestOptions", "count_sources", "ingest"]


def ingest(
    inputs: Sequence[str], *, options: IngestOptions, stdin: BinaryIO | None = None
) -> Iterator[Report | Failure]:
    """Yield the reports of files, folders, patterns, URLs and, for `-`, of standard input.

    Whatever cannot be read is yielded as a failure in its place.

    Raises:
        SourceError: the encoding of the options is unknown.
    """
    check_encoding(options.encoding)
    for name in inputs:
        for place in _places(name):
            if isinstance(place, Failure):
                yield place
            else:
                yield from _read(place, options, stdin)


def _places(name: str) -> Iterator[str | Path | Failure]:
    """Yield the files that an input names, or the input itself if it is no name of files."""
    if name == "-" or is_url(name):
        yield name
        return
    try:
        yield from paths_of(name)
    except SourceError as error:
        yield failure_of(well_formed(name), well_formed(name), error)
    except OSError as error:
        denied = SourceError(
            f"The folder cannot be read: {error}.", cure="Give yourself the right to read it."
        )
        yield failure_of(well_formed(name), well_formed(name), denied)


def _read(place: str | Path, options: IngestOptions, stdin: BinaryIO | None) -> Iterator[Report | Failure]:
    try:
        with open_input(place, stdin) as entry:
            for draft in drafts_of(entry, options):
                yield draft if isinstance(draft, Failure) else _composed(draft, options)
    except SourceError as error:
        origin = well_formed(str(place))
        yield failure_of(origin, well_formed(place.name) if isinstance(place, Path) else origin, error)


def _composed(draft: Draft, options: IngestOptions) -> Report | Failure:
    try:
        return compose(draft, options)
    except SourceError as error:
        return failure_of(draft.origin, draft.document, error)
