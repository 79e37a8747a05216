"""A record to ask, and a reader that finds one event in every report without loading any model."""

from __future__ import annotations

import sys
import types
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.errors import DragomanError
from dragoman.model.codes import Category, Means, Precision, Status
from dragoman.model.reason import Reason
from dragoman.model.record import Claim, Event, Evidence, Failure, Findings, Party, Place, Role, Voice
from dragoman.model.report import Report

RUSSIA = Party(mention="Moscow", name="Russia", country="RUS", sector="GOV")
JUNTA = Party(mention="the junta", name="Myanmar junta", country="MMR", sector="GOV")
FIELDS = {
    "planned": {
        "status": Status.PLANNED,
        "start": date(2024, 9, 1),
        "precision": Precision.MONTH,
        "end": None,
    },
    "undated": {
        "category": Category.PROTEST,
        "mode": None,
        "start": None,
        "end": None,
        "precision": Precision.UNKNOWN,
        "recipients": (),
        "place": None,
    },
}


@dataclass(frozen=True)
class Readout:
    reading: bytes
    findings: Findings


@dataclass(frozen=True)
class Skipped:
    report: Report


def findings(report: Report) -> Findings:
    """Give a report one event; words in its text choose of which kind."""
    at = report.text.find("met")
    values: dict[str, object] = {
        "id": f"evt-{report.id[4:]}",
        "category": Category.CONSULT,
        "mode": "visit",
        "quad": 1,
        "intensity": 4.0,
        "contexts": ("diplomatic",),
        "actors": (RUSSIA,),
        "recipients": (JUNTA,),
        "reciprocal": False,
        "start": date(2024, 7, 26),
        "end": date(2024, 7, 26),
        "precision": Precision.DAY,
        "place": Place(
            mention="the capital", name="Naypyitaw", country="MMR", latitude=19.75, longitude=96.1
        ),
        "status": Status.HAPPENED,
        "attribution": (Voice(mention="Tass", name="TASS"),),
        "evidence": (
            Evidence(
                report_id=report.id,
                document=report.document,
                start=0,
                end=len(report.text),
                text=report.text,
                trigger=report.text[at : at + 3],
                trigger_start=at,
                trigger_end=at + 3,
            ),
        ),
        "because": (
            Reason(field="category", rule="con-v-001", detail="met"),
            Reason(field="start", rule="date.weekday", detail="on Friday"),
            Reason(field="unheard_of", rule="odd-1"),
        ),
    }
    for word, fields in FIELDS.items():
        if word in report.text:
            values |= fields
    claim = Claim(
        id=f"clm-{report.id[4:]}",
        report_id=report.id,
        document=report.document,
        start=0,
        end=len(report.text),
        text=report.text,
        claim="two thousand were arrested",
        count=2100.0,
        unit="arrested",
        qualifier="more than",
        by=(Voice(mention="a monitor", name="a monitor"),),
        about=(JUNTA,),
        because=(Reason(field="count", rule="num-1", detail="2,100"),),
    )
    role = Role(
        id=f"rol-{report.id[4:]}",
        report_id=report.id,
        document=report.document,
        start=0,
        end=len(report.text),
        text=report.text,
        person="Iskander Azizov",
        role="ambassador to Myanmar",
        of="Russia",
        country="RUS",
        sector="GOV",
        former=False,
        as_of=date(2024, 7, 30),
        because=(),
    )
    return Findings(
        report_id=report.id,
        events=(Event(**values),),
        claims=(claim,),
        roles=(role,),  # type: ignore[arg-type]
    )


def read_all(
    sources: Iterable[Report | Failure],
    *,
    options: ReaderOptions,
    workers: int,
    skip: Callable[[Report], bool],
) -> Iterator[tuple[Report, Readout] | Failure | Skipped]:
    for source in sources:
        if isinstance(source, Failure):
            yield source
        elif skip(source):
            yield Skipped(source)
        elif "met" not in source.text:
            yield Failure(
                origin=source.origin,
                document=source.document,
                stage="parse",
                error="No sense.",
                cure="Mend it.",
            )
        elif "interrupt" in source.text:
            raise KeyboardInterrupt
        else:
            yield source, Readout(b"{}", findings(source))


@dataclass(frozen=True, kw_only=True)
class IngestOptions:
    columns: object = None
    published: date | None = None
    encoding: str | None = None


def ingest(
    inputs: Sequence[str], *, options: IngestOptions, stdin: BinaryIO | None = None
) -> Iterator[Report | Failure]:
    for name in inputs:
        if name == "-" and stdin is not None:
            text = stdin.read().decode()
            yield Report(id=f"rep-{zlib.crc32(text.encode()):08x}", document="stdin", origin="-", text=text)
            continue
        path = Path(name)
        if not path.exists():
            yield Failure(origin=name, document=path.name, stage="ingest", error="Not there.", cure="Look.")
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path] * path.exists():
            text = file.read_text(encoding="utf-8", errors="surrogatepass")
            yield Report(
                id=f"rep-{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}",
                document=file.name,
                origin=str(file),
                text=text,
                title="A visit",
                outlet="Sample Post",
                url="https://post.example/1",
                published=options.published or date(2024, 7, 30),
                language="de" if "Minister kam" in text else "en",
                because=(Reason(field="published", rule="date.header", detail="date 2024-07-30"),),
            )


@dataclass(frozen=True, kw_only=True)
class ReaderOptions:
    codebook: Path | None = None
    model: Path | None = None
    means: Means = Means.BOTH
    ledger: object = None
    book: Path | None = None


def findings_version(options: ReaderOptions) -> str:
    return "1"


def reader_version(options: ReaderOptions) -> str:
    if options.codebook is not None and not options.codebook.is_dir():
        raise DragomanError(f"There is no folder {options.codebook}.", cure="Name another.")
    return f"1+{options.codebook}"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing in these tests load models or libraries of file formats."""
    pipeline = types.ModuleType("dragoman.pipeline")
    pipeline.__dict__.update(
        ReaderOptions=ReaderOptions,
        findings_version=findings_version,
        redrawing=None,
        read_all=read_all,
        reader_version=reader_version,
    )
    inputs = types.ModuleType("dragoman.ingest")
    inputs.__dict__.update(ingest=ingest, IngestOptions=IngestOptions, count_sources=len)
    monkeypatch.setitem(sys.modules, "dragoman.pipeline", pipeline)
    monkeypatch.setitem(sys.modules, "dragoman.ingest", inputs)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with some reports in `in`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    reports = tmp_path / "in"
    reports.mkdir()
    (reports / "1.txt").write_text("The ambassador met the deputy\n\nhead of the junta on Friday.")
    (reports / "2.txt").write_text("Both sides planned that they met again in September.")
    (reports / "3.txt").write_text("They met, undated and alone.")
    return tmp_path


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command as from a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def record(folder: Path, call: Callable[..., Result]) -> Path:
    """A working folder whose dragoman.db holds the reports."""
    assert call("read", "in").exit_code == 0
    return folder
