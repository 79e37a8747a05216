"""Reads Parquet files, a batch of rows at a time and only the columns that are used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from dragoman.errors import SourceError
from dragoman.ingest.draft import Draft
from dragoman.ingest.entry import Entry, seekable
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.rows import RowPlace, draft_of_row, header_fields, row_failure
from dragoman.model.record import Failure

__all__ = ["read_parquet", "row_count"]

_BATCH = 256


def read_parquet(entry: Entry, options: IngestOptions) -> Iterator[Draft | Failure]:
    """Yield a draft or failure for each row.

    Raises:
        SourceError: the file is damaged or has no column of text.
    """
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    with seekable(entry) as file:
        try:
            table = ParquetFile(file)
            names = tuple(table.schema_arrow.names)
            fields = header_fields(names, options.columns)
            if "text" not in fields:
                raise SourceError(
                    f"None of its columns holds the text: {', '.join(names)}.",
                    cure="Name the column that does: --columns text=NAME.",
                )
            numbers = count(1)
            for batch in table.iter_batches(batch_size=_BATCH, columns=sorted(set(fields.values()))):
                for row in batch.to_pylist():
                    number = next(numbers)
                    place = RowPlace(entry, number, f"Row {number} of {entry.document}")
                    yield _draft(row, place, options)
        except (ArrowException, OSError) as error:
            raise SourceError(
                f"The Parquet file is damaged: {error}.", cure="Write or fetch it again."
            ) from error


def _draft(row: dict[str, object], place: RowPlace, options: IngestOptions) -> Draft | Failure:
    try:
        return draft_of_row(row, place, options)
    except SourceError as error:
        return row_failure(place, str(error.args[0]), error.cure)


def row_count(path: str) -> int | None:
    """Return the number of rows that the file says it has, None if it cannot be read."""
    from pyarrow import ArrowException
    from pyarrow.parquet import read_metadata

    try:
        return int(read_metadata(path).num_rows)
    except (ArrowException, OSError):
        return None
