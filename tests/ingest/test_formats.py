from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.model.record import Failure
from dragoman.model.report import BlockKind, Report

from .conftest import BODY, Read, as_read, bodies, pdf, rule_of, tarred, zipped

One = Callable[..., Report]
Bad = Callable[..., Failure]
FIRST, SECOND = BODY.split("\n\n")

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Talks in the capital | Sample Post</title>
<meta property="og:site_name" content="Sample Post">
<meta property="og:title" content="Talks in the capital">
<meta property="article:published_time" content="2022-08-03T23:30:00+02:00">
<meta name="author" content="Jana Hill"><link rel="canonical" href="https://post.example/world/talks"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks in the capital</h1><p>{FIRST}</p><h2>What comes next</h2><p>{SECOND}</p>
<p>The general thanked him, and the council will meet in September to speak of it, a statement said.</p>
</article><aside><h3>Related</h3><a href="/x">A bridge reopens</a></aside>
<footer>All rights reserved</footer></body></html>"""

FEED = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Sample Wire</title>
<item><title>Talks &amp; trade</title><link>https://wire.example/1</link><guid>w-1</guid>
<pubDate>Wed, 03 Aug 2022 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Second</title><link>https://wire.example/2</link><description>&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
<item><title>Third</title><guid>w-3</guid></item></channel></rss>"""

ROWS = [
    {"id": "a", "text": FIRST, "title": "Talks", "publisher": "Sample Post", "published": "2022-08-03"},
    {
        "id": "b",
        "text": SECOND,
        "headline": "Trade",
        "source": {"name": "Sample Wire"},
        "link": "https://w.example/b",
    },
]


def parquet(rows: list[dict[str, object]]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = "Talks in the capital"
    document.core_properties.author = "Jana Hill"
    document.core_properties.created = datetime(2022, 8, 3)  # noqa: DTZ001 - as Word stores it
    document.add_heading("Talks in the capital", 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Kilometres", "1,643"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# ---------------------------------------------------------------- text


def test_plain_text_is_read_from_utf8_and_utf16_with_a_mark(report: One) -> None:
    assert report(b"\xef\xbb\xbf" + BODY.encode()).text == BODY
    assert report(BODY.encode("utf-16")).text == BODY


def test_text_that_is_not_utf8_fails_and_the_cure_names_the_encoding(failure: Bad, report: One) -> None:
    data = "Le général a rencontré la délégation à l’aéroport, a déclaré le ministère.".encode("cp1252")
    failed = failure(data)
    assert "UTF-8" in failed.error
    assert "--encoding cp1252" in failed.cure
    assert "l’aéroport" in report(data, encoding="cp1252").text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"***\n---\n", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (bytes(range(256)) * 20, "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office"),
        (b"{\\rtf1\\ansi Talks}", "Rich Text"),
    ],
)
def test_what_is_no_text_fails_with_its_name(failure: Bad, data: bytes, words: str) -> None:
    assert words in failure(data).error


def test_a_huge_text_fails(failure: Bad) -> None:
    assert "huge" in failure(BODY * 10, max_bytes=500).error


def test_the_content_says_more_than_the_ending(report: One) -> None:
    assert report(PAGE, "talks.txt").outlet == "Sample Post"
    assert report(json.dumps(ROWS[0]), "rows.txt").document == "a"
    assert report(pdf([[FIRST]]), "talks").text == FIRST


# ---------------------------------------------------------------- HTML


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(report: One) -> None:
    found = report(PAGE, "talks.html")
    assert (found.title, found.outlet, found.byline) == ("Talks in the capital", "Sample Post", "Jana Hill")
    assert (found.url, found.published) == ("https://post.example/world/talks", date(2022, 8, 3))
    assert rule_of(found, "published") == "date.html"
    assert bodies(found)[:2] == [FIRST, SECOND]
    assert as_read(found, BlockKind.TITLE, BlockKind.HEADING) == ["Talks in the capital", "What comes next"]
    assert "bridge" not in found.text


def test_a_page_without_text_fails(failure: Bad) -> None:
    assert "No main text" in failure("<html><body><script>x()</script></body></html>", "x.html").error


def test_an_old_page_in_a_table_keeps_its_paragraphs(report: One) -> None:
    cell = f"<h2>Talks in the capital</h2><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST} {SECOND} {FIRST}</p>"
    head = "<head><title>Talks in the capital - Sample Post</title></head>"
    page = f"<html>{head}<body><table><tr><td>{cell}</td><td>Menu</td></tr></table></body></html>"
    found = report(page, "old.html")
    assert (found.title, found.outlet) == ("Talks in the capital", "Sample Post")
    assert bodies(found)[:2] == [FIRST, SECOND]


# ---------------------------------------------------------------- PDF and Word


def test_a_pdf_gives_the_text_of_its_pages_and_its_properties(report: One) -> None:
    pages = [
        ["Sample Digest", FIRST, "The general spoke of eco-", "nomic"],
        ["Sample Digest", "ties with the minister."],
    ]
    info = {"Title": "Talks in the capital", "CreationDate": "D:20220803101500Z"}
    found = report(pdf(pages, info), "talks.pdf")
    assert (found.title, found.published, rule_of(found, "published")) == (
        "Talks in the capital",
        date(2022, 8, 3),
        "date.pdf",
    )
    assert bodies(found)[-1].endswith("The general spoke of economic ties with the minister.")


def test_a_date_in_the_text_is_better_than_the_stamp_of_the_pdf(report: One) -> None:
    found = report(pdf([["Talks", "August 2, 2022", FIRST]], {"CreationDate": "D:20220803"}), "talks.pdf")
    assert found.published == date(2022, 8, 2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\nnothing more", "damaged"),
        (pdf([[FIRST]])[:300], "damaged"),
        (pdf([[""]]), "no text, only pictures"),
        (pdf([[FIRST]]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R"), "damaged"),
    ],
)
def test_a_pdf_without_text_or_broken_fails(failure: Bad, data: bytes, words: str) -> None:
    assert words in failure(data, "talks.pdf").error


def test_an_encrypted_pdf_fails_and_says_so(failure: Bad) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([[FIRST]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    assert "encrypted" in failure(file.getvalue(), "talks.pdf").error


def test_a_word_file_gives_paragraphs_headings_tables_and_properties(report: One) -> None:
    found = report(word(FIRST, SECOND), "talks.docx")
    assert (found.title, found.byline, found.published) == (
        "Talks in the capital",
        "Jana Hill",
        date(2022, 8, 3),
    )
    assert rule_of(found, "published") == "date.docx"
    assert bodies(found) == [FIRST, SECOND]
    assert "Kilometres | 1,643" in found.text


@pytest.mark.parametrize("cut", [100, 2000])
def test_a_broken_word_file_fails(failure: Bad, cut: int) -> None:
    assert "damaged" in failure(word(FIRST)[:cut], "talks.docx").error


def test_a_spreadsheet_fails_with_the_way_out(failure: Bad) -> None:
    failed = failure(zipped({"xl/workbook.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "rows.xlsx")
    assert ".xlsx" in failed.error
    assert ".csv" in failed.cure


# ---------------------------------------------------------------- feeds


def test_each_entry_of_a_feed_is_a_report_and_content_goes_over_summary(read: Read) -> None:
    first, second, third = read(FEED, "wire.xml")
    assert isinstance(first, Report)
    assert (first.document, first.title, first.outlet) == ("w-1", "Talks & trade", "Sample Wire")
    assert (first.url, first.published) == ("https://wire.example/1", date(2022, 8, 3))
    assert first.text == BODY
    assert isinstance(second, Report)
    assert second.text == SECOND
    assert isinstance(third, Failure)
    assert "no text" in third.error


def test_an_atom_feed_is_read_too(report: One) -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample Wire</title><entry><title>Talks</title>
    <id>tag:1</id><updated>2022-08-03T10:00:00Z</updated>
    <content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry></feed>"""
    found = report(atom, "atom.xml")
    assert (found.title, found.published, found.text) == ("Talks", date(2022, 8, 3), FIRST)


def test_a_feed_without_entries_fails(failure: Bad) -> None:
    assert "no entries" in failure("<rss version='2.0'><channel></channel></rss>", "wire.xml").error


def test_a_feed_that_is_cut_off_gives_what_can_be_read_and_says_so(read: Read) -> None:
    found = read(FEED[: FEED.index("Third")], "wire.xml")
    assert any(isinstance(item, Report) for item in found)
    assert any(isinstance(item, Failure) and "cut off" in item.error for item in found)


# ---------------------------------------------------------------- tables


def test_json_lines_are_read_row_by_row_with_the_usual_names_of_columns(read: Read) -> None:
    first, second = read("\n".join(json.dumps(row) for row in ROWS), "rows.jsonl")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.document, first.title, first.outlet, first.published) == (
        "a",
        "Talks",
        "Sample Post",
        date(2022, 8, 3),
    )
    assert first.origin.endswith("rows.jsonl#a")
    assert (second.title, second.outlet, second.url) == ("Trade", "Sample Wire", "https://w.example/b")


def test_the_text_of_a_row_is_stored_exactly(report: One) -> None:
    text = "  date 2022-08-03 Grüße \U0001f600 " + FIRST + " \n"
    assert report(json.dumps({"text": text}), "rows.jsonl").text == text


def test_a_bad_row_fails_by_itself_and_names_its_line(read: Read) -> None:
    lines = [
        json.dumps(ROWS[0]),
        '{"text": "cut',
        "[1]",
        '{"id": "c"}',
        "",
        '{"text": 5}',
        json.dumps(ROWS[1]),
    ]
    found = read("\n".join(lines), "rows.jsonl")
    assert [isinstance(item, Report) for item in found] == [True, False, False, False, False, True]
    failures = [item for item in found if isinstance(item, Failure)]
    assert [failed.origin.rpartition("#")[2] for failed in failures] == ["2", "3", "4", "6"]
    assert "Line 2 of rows.jsonl is not JSON" in failures[0].error
    assert "--columns text=NAME" in failures[2].cure


def test_a_line_that_is_not_utf8_or_too_long_fails_by_itself(read: Read) -> None:
    good = json.dumps(ROWS[0]).encode()
    long = json.dumps({"text": "x " * 5000}).encode()
    bad = '{"text": "délégation"}'.encode("latin-1")
    found = read(b"\n".join([good, bad, long, good]), "rows.jsonl", max_bytes=1000)
    assert [isinstance(item, Report) for item in found] == [True, False, False, True]


def test_half_a_character_becomes_a_mark_and_not_a_crash(report: One) -> None:
    found = report(
        '{"text": "The army left \\ud83d the town on Monday.", "title": "A \\ud83d"}', "rows.jsonl"
    )
    assert found.text == "The army left \ufffd the town on Monday."
    assert found.title == "A \ufffd"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2),
        json.dumps({"status": "ok", "articles": ROWS}),
        json.dumps({"status": "ok", "articles": ROWS}, indent=1),
        "\n".join(json.dumps(row) for row in ROWS),
    ],
)
def test_arrays_and_wrapped_lists_are_read_as_lines_are(read: Read, text: str) -> None:
    assert [item.document for item in read(text, "rows.json")] == ["a", "b"]


def test_an_array_that_is_cut_off_gives_what_came_before(read: Read) -> None:
    first, failed = read(json.dumps(ROWS)[:-20], "rows.json")
    assert isinstance(first, Report)
    assert isinstance(failed, Failure)
    assert "item 2" in failed.error


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_are_read_whatever_parts_their_cells(read: Read, delimiter: str) -> None:
    text = FIRST.replace('"', '""')
    table = delimiter.join(["id", "headline", "Published", "body"]) + "\r\n"
    table += delimiter.join(["a", '"Talks; again, | x"', "2022-08-03", f'"{text}\n\n{SECOND}"']) + "\r\n"
    (found,) = read("\ufeff" + table, "rows.csv")
    assert isinstance(found, Report)
    assert (found.document, found.title, found.published) == ("a", "Talks; again, | x", date(2022, 8, 3))
    assert found.text == BODY


def test_a_table_needs_no_ending_if_its_header_is_known(read: Read) -> None:
    (found,) = read(f'title,text\nTalks,"{FIRST}"\n', "stdin")
    assert isinstance(found, Report)
    assert found.document == "stdin#1"


def test_the_columns_may_be_named(read: Read) -> None:
    (found,) = read(
        f'Kopf,Inhalt,Nr\nTalks,"{FIRST}",7\n',
        "rows.csv",
        columns={"text": "inhalt", "title": "Kopf", "id": "Nr"},
    )
    assert isinstance(found, Report)
    assert (found.document, found.title, found.text) == ("7", "Talks", FIRST)


def test_a_table_without_a_column_of_text_fails_once(failure: Bad) -> None:
    failed = failure("a,b\n1,2\n3,4\n", "rows.csv")
    assert "a, b" in failed.error
    assert "--columns text=NAME" in failed.cure


def test_broken_rows_of_a_table_fail_by_themselves(read: Read) -> None:
    table = (
        f'id,text\na,"{FIRST}"\nb,\nc,x,y,z\n'.encode()
        + 'd,"Délégation"\n'.encode("latin-1")
        + f'e,"{SECOND}"\n'.encode()
    )
    found = read(table, "rows.csv")
    assert [isinstance(item, Report) for item in found] == [True, False, False, False, True]
    assert "Row 2 (line 3) of rows.csv" in str(found[1].error)  # type: ignore[union-attr]


def test_a_parquet_table_is_read_with_its_types(read: Read) -> None:
    rows: list[dict[str, object]] = [
        {"id": 7, "text": FIRST, "published": datetime(2022, 8, 3, 10), "source": "Sample Post"},  # noqa: DTZ001
        {"id": 8, "text": None, "published": None, "source": None},
    ]
    first, second = read(parquet(rows), "rows.parquet")
    assert isinstance(first, Report)
    assert (first.document, first.published, first.outlet) == ("7", date(2022, 8, 3), "Sample Post")
    assert isinstance(second, Failure)
    assert "Row 2" in second.error


def test_a_broken_parquet_file_fails(failure: Bad) -> None:
    assert "damaged" in failure(parquet([{"text": FIRST}])[:80], "rows.parquet").error


@pytest.mark.parametrize(
    ("value", "rule"),
    [("03/04/2022", "date.ambiguous"), ("soon", "date.unreadable"), ("2022-02-30", "date.impossible")],
)
def test_a_date_that_cannot_be_read_is_told(report: One, value: str, rule: str) -> None:
    found = report(json.dumps({"text": FIRST, "date": value}), "rows.jsonl")
    assert found.published is None
    assert rule in {reason.rule for reason in found.because}


# ---------------------------------------------------------------- mail


def test_a_mail_gives_its_plain_text_subject_and_date(report: One) -> None:
    mail = (
        "From: desk@wire.example\r\nSubject: Talks in the capital\r\n"
        "Date: Wed, 03 Aug 2022 10:00:00 +0000\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{BODY}"
    )
    found = report(mail, "talks.eml")
    assert (found.title, found.published, bodies(found)) == (
        "Talks in the capital",
        date(2022, 8, 3),
        [FIRST, SECOND],
    )


def test_a_saved_web_archive_gives_its_page(report: One) -> None:
    archive = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/world/talks\r\n"
        'Subject: Talks\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="xx"\r\n\r\n'
        f"--xx\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--xx--\r\n"
    )
    found = report(archive, "talks.mhtml")
    assert (found.url, found.outlet) == ("https://post.example/world/talks", "Sample Post")


# ---------------------------------------------------------------- archives


MEMBERS: dict[str, bytes | str] = {
    "one.txt": BODY,
    "deep/page.html": PAGE,
    "rows.jsonl": json.dumps(ROWS[0]),
    "__MACOSX/one.txt": "x",
    "pictures/a.png": b"\x89PNG",
    "bad.pdf": b"%PDF-1.4 nothing",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("all.zip", zipped(MEMBERS)),
        ("all.tar", tarred(MEMBERS)),
        ("all.tar.gz", tarred(MEMBERS, "w:gz")),
        ("all.tgz", tarred(MEMBERS, "w:gz")),
        ("all.tar.bz2", tarred(MEMBERS, "w:bz2")),
        ("all.tar.xz", tarred(MEMBERS, "w:xz")),
    ],
)
def test_every_member_of_an_archive_is_read_as_a_file_would_be(read: Read, name: str, data: bytes) -> None:
    found = read(data, name)
    assert [item.document for item in found] == ["one.txt", "deep/page.html", "a", "bad.pdf"]
    assert [item.origin.partition("#")[2] for item in found] == [
        "one.txt",
        "deep/page.html",
        "rows.jsonl#a",
        "bad.pdf",
    ]
    assert [isinstance(item, Report) for item in found] == [True, True, True, False]


def test_tables_pdf_and_word_files_are_read_inside_archives(read: Read) -> None:
    members: dict[str, bytes | str] = {
        "a.parquet": parquet([{"text": FIRST}]),
        "b.docx": word(FIRST),
        "c.pdf": pdf([[FIRST]]),
    }
    for data in (zipped(members), tarred(members, "w:gz")):
        assert all(isinstance(item, Report) for item in read(data, "all.archive"))


def test_an_archive_in_an_archive_is_read_and_one_deeper_still_is_not(read: Read) -> None:
    inner = zipped({"one.txt": BODY})
    (found,) = read(zipped({"inner.zip": inner}), "outer.zip")
    assert isinstance(found, Report)
    deep = inner
    for _ in range(4):
        deep = zipped({"inner.zip": deep})
    (failed,) = read(deep, "deep.zip")
    assert isinstance(failed, Failure)
    assert "too deep" in failed.error


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_read_under_its_own_name(read: Read, pack: Callable[[bytes], bytes]) -> None:
    (found,) = read(pack(BODY.encode()), "talks.txt.gz")
    assert isinstance(found, Report)
    assert found.document == "talks.txt"


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(BODY.encode() * 50)[:-40],
        zipped({"one.txt": BODY * 20})[:200],
        tarred({"one.txt": BODY * 400}, "w:gz")[:-30],
        b"\xfd7zXZ\x00" + b"junk" * 20,
        b"PK\x03\x04" + b"junk" * 20,
    ],
)
def test_an_archive_that_is_cut_off_fails(read: Read, data: bytes) -> None:
    found = read(data, "broken")
    assert isinstance(found[-1], Failure)
    assert "cut off or damaged" in found[-1].error


def test_a_member_that_would_grow_without_end_is_not_opened(read: Read) -> None:
    (failed,) = read(zipped({"bomb.jsonl": b"0" * 3_000_000}), "bomb.zip", max_bytes=10_000)
    assert isinstance(failed, Failure)
    assert "huge" in failed.error


def test_an_encrypted_member_fails_with_the_way_out(read: Read) -> None:
    data = bytearray(zipped({"one.txt": BODY}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    (failed,) = read(bytes(data), "locked.zip")
    assert isinstance(failed, Failure)
    assert "encrypted" in failed.error


def test_a_damaged_member_does_not_stop_the_others(read: Read) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one.txt", BODY)
        archive.writestr("two.txt", SECOND)
    data = file.getvalue().replace(b"Ruritania", b"Ruritanla", 1)
    first, second = read(data, "all.zip")
    assert isinstance(first, Failure)
    assert isinstance(second, Report)
