"""The accepted readings of the sample reports: a change of coding shows as a difference to read."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from dragoman.ingest import IngestOptions, ingest
from dragoman.model.record import Event, Findings, Party
from dragoman.model.report import Report
from dragoman.pipeline import Reader

READINGS = Path(__file__).parent / "readings"
SAMPLES = str(files("dragoman").joinpath("data", "sample", "reports"))
REPORTS = [source for source in ingest([SAMPLES], options=IngestOptions()) if isinstance(source, Report)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(report: Report, findings: Findings) -> str:
    """Return a report's reading as a person would read it."""
    lines = [f"{report.document}: {report.title}, {report.outlet}, {report.published}", ""]
    for event in findings.events:
        lines += event_lines(event)
    for claim in findings.claims:
        figure = (
            ""
            if claim.count is None
            else f"{claim.qualifier or ''} {claim.count:g} {claim.unit}".strip() + ": "
        )
        lines += [f"claim: {figure}{claim.claim} | {', '.join(v.name for v in claim.by) or '-'}"]
    for role in findings.roles:
        lines += [f"role: {role.person} | {'former ' * role.former}{role.role} | {role.of} | {role.country}"]
    return "\n".join(lines) + "\n"


def event_lines(event: Event) -> list[str]:
    code = f"{event.category}/{event.mode}" if event.mode else str(event.category)
    when = f"{event.start}..{event.end or ''} ({event.precision})" if event.start else "undated"
    voices = ", ".join(v.name for v in event.attribution)
    quote = event.evidence[0]
    return [
        f"{code} {event.status}, {when}" + (f", in {event.place.name}" if event.place else ""),
        f"  {sides(event.actors)} -> {sides(event.recipients)}"
        + (f", according to {voices}" if voices else ""),
        f"  [{quote.trigger}] {' '.join(quote.text.split())}",
        "",
    ]


def sides(parties: tuple[Party, ...]) -> str:
    return "; ".join(f"{p.name or p.mention} ({p.country or '-'})" for p in parties) or "-"


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.document)
def test_a_sample_is_read_as_accepted(report: Report, reader: Reader, pytestconfig: pytest.Config) -> None:
    accepted = READINGS / f"{report.document.replace('#', '_')}.txt"
    now = told(report, reader.read(report).findings)
    if pytestconfig.getoption("--accept"):
        accepted.write_text(now, encoding="utf-8")
    assert accepted.read_text(encoding="utf-8") == now


def test_there_is_no_reading_of_a_report_that_is_gone() -> None:
    assert {p.stem for p in READINGS.glob("*.txt")} == {r.document.replace("#", "_") for r in REPORTS}
