"""Bytes of reports in each format, made in memory."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.ingest import IngestOptions, ingest
from dragoman.model.record import Failure
from dragoman.model.report import BlockKind, Report

Read = Callable[..., list[Report | Failure]]

BODY = (
    "The foreign minister of Ruritania met the leader of the Borduran junta on Wednesday, officials said.\n\n"
    "The two sides signed an agreement on trade, and the minister invited the general to visit next month."
)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that reads bytes or text under a file name and gives what comes out."""

    def reader(data: bytes | str, name: str = "report.txt", **options: object) -> list[Report | Failure]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return list(ingest([str(path)], options=IngestOptions(**options)))  # type: ignore[arg-type]

    return reader


@pytest.fixture
def report(read: Read) -> Callable[..., Report]:
    """Return a function that reads bytes or text and gives the one report in it."""

    def reader(data: bytes | str, name: str = "report.txt", **options: object) -> Report:
        (found,) = read(data, name, **options)
        assert isinstance(found, Report), found
        return found

    return reader


@pytest.fixture
def failure(read: Read) -> Callable[..., Failure]:
    """Return a function that reads bytes or text and gives the one failure that comes of it."""

    def reader(data: bytes | str, name: str = "report.txt", **options: object) -> Failure:
        (found,) = read(data, name, **options)
        assert isinstance(found, Failure), found
        assert found.stage == "ingest"
        assert found.error
        assert found.cure
        return found

    return reader


def as_read(report: Report, *kinds: BlockKind) -> list[str]:
    """Return the blocks of these kinds with their cuts carried out."""
    read: list[str] = []
    for block in report.blocks:
        if block.kind in kinds:
            pieces, position = [], block.start
            for cut in block.cuts:
                pieces += [report.text[position : cut.start], cut.put]
                position = cut.end
            read.append("".join([*pieces, report.text[position : block.end]]))
    return read


def bodies(report: Report) -> list[str]:
    """Return the paragraphs as they are read."""
    return as_read(report, BlockKind.BODY)


def rule_of(report: Report, field: str) -> str | None:
    """Return the rule by which a field was found."""
    return next((reason.rule for reason in report.because if reason.field == field), None)


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Return a zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes | str], mode: str = "w") -> bytes:
    """Return a tar archive; `mode` may be `w:gz` and the like."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            content = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def pdf(pages: list[list[str]], info: dict[str, str] | None = None) -> bytes:
    """Return a small PDF with the lines of each page in Helvetica."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids: list[str] = []
    for lines in pages:
        shown = " ".join(
            f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj 0 -14 Td" for line in lines
        )
        stream = f"BT /F1 11 Tf 50 750 Td {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        page = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
        )
        objects.append(page.encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    trailer = f"/Size {len(objects) + 1} /Root 1 0 R"
    if info:
        objects.append(
            ("<< " + " ".join(f"/{key} ({value})" for key, value in info.items()) + " >>").encode()
        )
        trailer = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R"
    data, offsets = b"%PDF-1.4\n", []
    for number, content_bytes in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content_bytes)
    start = len(data)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()
