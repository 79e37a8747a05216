"""Make the PDF and Word files among the sample reports.

    pip install reportlab python-docx
    python tools/build_samples.py            # write the files
    python tools/build_samples.py --check    # write nothing, compare

The texts lie in tools/samples/*.toml.  The same input gives the same bytes
(with the same versions of the two libraries and of zlib): no clock, no
random identifiers.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import tomllib
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "samples"
TARGET = HERE.parent / "src" / "dragoman" / "data" / "sample" / "reports"

ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def paragraphs(text: str) -> list[str]:
    """The blocks of a text, each on one line."""
    return [" ".join(block.split()) for block in text.strip().split("\n\n")]


# ------------------------------------------------------------------- PDF


class Stamp:
    """Stands in for reportlab's clock: always the report's own date."""

    def __init__(self, moment: datetime) -> None:
        offset = moment.utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.YMDhms = tuple(self.lt)[:6]
        self.dhh, self.dmm = divmod(abs(minutes), 60)
        if minutes < 0:
            self.dhh = -self.dhh
        self.tzname = moment.strftime("%z")

    @property
    def asctime(self) -> str:
        return time.asctime(self.lt)


def wrap(text: str, font: str, size: float, width: float, breaks: dict[str, str]) -> list[str]:
    """Lines no wider than ``width``; a word with a known break may be split over two."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    line = ""
    for word in text.split():
        trial = f"{line} {word}" if line else word
        if stringWidth(trial, font, size) <= width:
            line = trial
            continue
        core = word.strip(".,;:'\"")
        split = breaks.get(core)
        if split and line:
            cut = word.index(core) + split.index("-")
            first, rest = word[:cut] + "-", word[cut:]
            if stringWidth(f"{line} {first}", font, size) <= width:
                lines.append(f"{line} {first}")
                line = rest
                continue
        lines.append(line)
        line = word
    if line:
        lines.append(line)
    return lines


def build_pdf(report: dict[str, Any]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    two = report["layout"] == "two-column"
    page_width, page_height = (420, 324) if two else (420, 595)
    margin, gutter = 36, 18
    columns = 2 if two else 1
    width = (page_width - 2 * margin - (columns - 1) * gutter) / columns
    size, leading = 9.5, 12
    breaks = {entry.replace("-", ""): entry for entry in report.get("hyphenate", []) if "-" in entry}

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(page_width, page_height), invariant=1, pageCompression=1)
    canvas._doc._timeStamp = Stamp(datetime.fromisoformat(report["created"]))
    canvas.setTitle(report["title"])
    canvas.setAuthor(report["author"])
    canvas.setSubject(report["outlet"])
    canvas.setCreator("Sample desk")

    page = 0

    def furniture() -> None:
        nonlocal page
        page += 1
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(margin, page_height - 24, report["header"])
        canvas.drawRightString(page_width - margin, page_height - 24, f"Page {page}")
        canvas.drawString(margin, 20, report["footer"])

    furniture()
    top = page_height - margin - 16
    canvas.setFont("Helvetica-Bold", 14)
    for line in wrap(report["title"], "Helvetica-Bold", 14, page_width - 2 * margin, {}):
        canvas.drawString(margin, top, line)
        top -= 17
    canvas.setFont("Helvetica-Oblique", 9)
    canvas.drawString(margin, top, f"By {report['author']}")
    top -= 12
    canvas.drawString(margin, top, report["dateline"])
    top -= 20

    canvas.setFont("Times-Roman", size)
    column, y = 0, top
    for number, paragraph in enumerate(paragraphs(report["text"])):
        if number and y < top:
            y -= 5
        for line in wrap(paragraph, "Times-Roman", size, width, breaks):
            if y < margin + 4:
                column += 1
                if column == columns:
                    canvas.showPage()
                    furniture()
                    canvas.setFont("Times-Roman", size)
                    column, top = 0, page_height - margin - 16
                y = top
            canvas.drawString(margin + column * (width + gutter), y, line)
            y -= leading
    canvas.showPage()
    canvas.save()
    return out.getvalue()


# ------------------------------------------------------------------ Word


def same_zip(data: bytes) -> bytes:
    """The same archive, its members in order of name and without a clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, old.read(name))
    return out.getvalue()


def slim(document: Any) -> None:
    """Drop what the library's template brings and no sample uses."""
    from docx.enum.style import WD_STYLE_TYPE

    for relations, ending in (
        (document.part.package.rels, "/thumbnail"),
        (document.part.rels, "/stylesWithEffects"),
    ):
        for key in [key for key, rel in relations.items() if rel.reltype.endswith(ending)]:
            del relations[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def build_docx(report: dict[str, Any]) -> bytes:
    from docx import Document

    document = Document()
    slim(document)

    moment = datetime.fromisoformat(report["created"]).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = report["title"]
    properties.author = report["author"]
    properties.last_modified_by = report["author"]
    properties.comments = ""
    properties.subject = report["outlet"]
    properties.language = "en"
    properties.created = moment
    properties.modified = moment
    properties.revision = 1

    document.sections[0].header.paragraphs[0].text = report["outlet"]
    document.sections[0].footer.paragraphs[0].text = report["footer"]
    document.add_heading(report["title"], level=1)
    document.add_paragraph(f"By {report['author']}")
    document.add_paragraph(report["dateline"])
    for paragraph in paragraphs(report["text"]):
        if paragraph.startswith("## "):
            document.add_heading(paragraph[3:], level=2)
        else:
            document.add_paragraph(paragraph)
    rows = report.get("table")
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    out = io.BytesIO()
    document.save(out)
    return same_zip(out.getvalue())


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the PDF and Word sample reports.")
    parser.add_argument("--check", action="store_true", help="compare with the files, write nothing")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write to")
    options = parser.parse_args(arguments)

    differ = 0
    for source in sorted(SOURCES.glob("*.toml")):
        report = tomllib.loads(source.read_text(encoding="utf-8"))
        target = options.out / report["output"]
        data = build_pdf(report) if target.suffix == ".pdf" else build_docx(report)
        if options.check:
            same = target.exists() and target.read_bytes() == data
            differ += not same
            print(f"{'same  ' if same else 'DIFFER'} {target.name}")
        else:
            target.write_bytes(data)
            print(f"wrote {target.name}, {len(data)} bytes")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
