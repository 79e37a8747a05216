from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dragoman.model.report import BlockKind, Report

from .conftest import BODY, as_read, bodies, rule_of

One = Callable[..., Report]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f" date 2024-07-30 {BODY}", "date.header"),
        (f"Talks in the capital\n\nBy Jana Hill\n\nJuly 30, 2024\n\n{BODY}", "date.line"),
        (f"Tuesday, July 30, 2024\u00a0\n\n\n{BODY}", "date.line"),
        (f"Talks in the capital\nPublished: 2024-07-30 10:20 GMT\n\n{BODY}", "date.header"),
        (f"Talks in the capital\n2024/07/30 10:20\n\n{BODY}", "date.line"),
        (f"Talks in the capital\n\nUpdated July 31, 2024 | Published July 30, 2024\n\n{BODY}", "date.line"),
        (f"Sample Gazette | Tuesday 30 July 2024 | by Staff Reporter\n\n{BODY}", "date.line"),
        (f"Talks in the capital\nBy Jana Hill 30 July 2024\n\n{BODY}", "date.line"),
        (f"Talks in the capital\nSource: Xinhua| 2024-07-30 10:20:11|Editor: x\n\n{BODY}", "date.line"),
        (f"Talks in the capital\n\nPublished\n30 July 2024\n\n{BODY}", "date.line"),
        (f"---\ntitle: Talks\ndate: 2024-07-30\n---\n\n# Talks\n\n{BODY}", "date.header"),
        (f"STRELSAU, July 30, 2024 (Reuters) - {BODY}", "date.dateline"),
        (f"{BODY}\n\n## Original url:\n\nhttps://a.example/2024/07/30/talks", "date.url"),
    ],
)
def test_the_publication_date_is_found_where_reports_carry_it(report: One, text: str, rule: str) -> None:
    found = report(text)
    assert found.published == date(2024, 7, 30)
    assert rule_of(found, "published") == rule


def test_the_file_name_gives_the_date_if_nothing_else_does(report: One) -> None:
    found = report(BODY, "2022-08-03-talks.txt")
    assert (found.published, rule_of(found, "published")) == (date(2022, 8, 3), "date.file")


def test_the_option_gives_the_date_last(report: One) -> None:
    assert report(BODY, published=date(2020, 1, 2)).published == date(2020, 1, 2)
    assert report(f" date 2024-07-30 {BODY}", published=date(2020, 1, 2)).published == date(2024, 7, 30)


def test_an_update_is_better_than_nothing_and_says_so(report: One) -> None:
    found = report(f"Talks\n\nUpdated: July 30, 2024\n\n{BODY}")
    assert (found.published, rule_of(found, "published")) == (date(2024, 7, 30), "date.updated")


def test_an_ambiguous_date_is_not_guessed_and_the_reason_says_so(report: One) -> None:
    found = report(f"Talks in the capital\n\n03/04/2022\n\n{BODY}")
    assert found.published is None
    assert any(reason.rule == "date.ambiguous" for reason in found.because)


def test_a_dateline_without_a_year_takes_it_from_the_url(report: One) -> None:
    found = report(
        f"STRELSAU, January 2 (Reuters) - {BODY}\n\nOriginal url: https://a.example/2021/12/31/talks"
    )
    assert (found.published, found.dateline, found.agency) == (date(2022, 1, 2), "STRELSAU", "Reuters")


def test_a_dateline_without_any_year_near_stays_unresolved(report: One) -> None:
    found = report(f"STRELSAU, March 5 (Reuters) - {BODY}")
    assert found.published is None
    assert any(reason.rule == "date.yearless" for reason in found.because)


@pytest.mark.parametrize(
    ("lead", "place", "agency"),
    [
        ("NAYPYITAW, March 5 (Reuters) - ", "NAYPYITAW", "Reuters"),
        ("BANGKOK (AP) — ", "BANGKOK", "Associated Press"),
        ("MOSCOW, August 3. /TASS/. ", "MOSCOW", "TASS"),
        ("BEIJING, Aug. 3 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("Yangon, Myanmar, Aug 3, 2022 (AFP) - ", "Yangon, Myanmar", "Agence France-Presse"),
        ("New Delhi, Aug 3 (PTI) ", "New Delhi", "Press Trust of India"),
        ("NEW DELHI: ", "NEW DELHI", None),
        ("YANGON — ", "YANGON", None),
        ("(Reuters) - ", None, "Reuters"),
        ("STRELSAU, May 5 (Sample Wire) - ", "STRELSAU", "Sample Wire"),
    ],
)
def test_datelines_are_told_from_the_sentence_after_them(
    report: One, lead: str, place: str | None, agency: str | None
) -> None:
    found = report(lead + BODY)
    assert (found.dateline, found.agency) == (place, agency)
    assert as_read(found, BlockKind.BYLINE) == [lead.strip()]
    assert bodies(found)[0].startswith("The foreign minister")


@pytest.mark.parametrize(
    "lead",
    [
        "Moscow — which backs the junta — said that talks with the minister would go on this week.",
        "Russia, China and India said on Monday that they would send envoys to the talks.",
        "On March 5 (a Sunday) - the day of the vote - the minister met the general.",
        "UN: the council met on Monday to talk about the crisis and the envoy.",
        "ASEAN – the regional bloc – met on Monday to talk about the crisis.",
    ],
)
def test_sentences_that_only_begin_like_datelines_stay_whole(report: One, lead: str) -> None:
    found = report(lead)
    assert found.dateline is None
    assert bodies(found) == [lead]


@pytest.mark.parametrize(
    ("line", "byline", "agency"),
    [
        ("By AFP", "AFP", "Agence France-Presse"),
        ("By Ko Ko Aung", "Ko Ko Aung", None),
        ("BY JANA HILL and Piet van der Berg", "JANA HILL and Piet van der Berg", None),
        ("By Petra Hill, Associated Press", "Petra Hill, Associated Press", "Associated Press"),
        ("By Petra Hill", "Petra Hill", None),
        ("Reuters", "Reuters", "Reuters"),
        ("By Sample Wire | 3 August 2022", "Sample Wire", "Sample Wire"),
        ("Our Regional Correspondent", "Our Regional Correspondent", None),
    ],
)
def test_bylines_name_the_author_and_the_agency(
    report: One, line: str, byline: str, agency: str | None
) -> None:
    found = report(f"Talks in the capital end\n\n{line}\n\n{BODY}")
    assert (found.title, found.byline, found.agency) == ("Talks in the capital end", byline, agency)


def test_a_sentence_that_begins_with_by_is_no_byline(report: One) -> None:
    lead = "By Monday the army had left the town and its people came back to their homes."
    assert bodies(report(f"Talks\n\n{lead}\n\n{BODY}"))[0] == lead


@pytest.mark.parametrize(
    "block",
    [
        "## Original url:\n\nhttps://a.example/2022/08/03/russia-backs-count ry-fm-a78492",
        "Original url: https://a.example/2022/08/03/russia-backs-count\nry-fm-a78492",
        "Source: https://a.example/2022/08/03/russia-backs-count\nry-fm-a78492",
        "Original url:\nhttps://a.example/2022/08/03/\nrussia-backs-country-fm-a78492",
        "https://a.example/2022/08/03/russia-backs-country-fm-a78492",
    ],
)
def test_a_broken_address_is_put_together(report: One, block: str) -> None:
    found = report(f"{BODY}\n\n{block}")
    assert found.url == "https://a.example/2022/08/03/russia-backs-country-fm-a78492"
    assert found.published == date(2022, 8, 3)
    assert len(bodies(found)) == 2


def test_the_outlet_is_known_by_the_domain_of_its_url(report: One) -> None:
    found = report(f"{BODY}\n\nOriginal url: https://www.themoscowtimes.com/2022/08/03/talks-a78492")
    assert (found.outlet, rule_of(found, "outlet")) == ("The Moscow Times", "outlet.domain")


@pytest.mark.parametrize(
    "text",
    [
        f"Talks in the capital\n\n{BODY}",
        f"\n\n## Talks in the capital\n\n{BODY}",
        f"Title: Talks in the capital\n\n{BODY}",
    ],
)
def test_the_title_is_found_above_the_text(report: One, text: str) -> None:
    found = report(text)
    assert found.title == "Talks in the capital"
    assert as_read(found, BlockKind.TITLE) == ["Talks in the capital"]


def test_a_lone_line_without_a_full_stop_is_text_and_no_title(report: One) -> None:
    found = report("Ruritania condemned Borduria on Monday")
    assert (found.title, bodies(found)) == (None, ["Ruritania condemned Borduria on Monday"])


def test_the_language_of_the_words_is_told(report: One) -> None:
    assert report(BODY).language == "en"
    russian = (
        "Министр иностранных дел встретился в среду с главой военного правительства, сообщили чиновники."
    )
    assert report(russian).language == "ru"


def test_too_few_letters_have_no_language(report: One) -> None:
    assert report("Talks in Moscow").language is None


def test_the_id_is_made_of_content_and_not_of_the_name(report: One) -> None:
    first, second = report(BODY, "a.txt"), report(BODY, "b.txt")
    assert first.id == second.id
    assert first.document != second.document
    assert report(BODY + " More.").id != first.id
    assert first.id.startswith("rep-")
    assert len(first.id) == 20


def test_every_value_says_by_which_rule_it_was_found(report: One) -> None:
    found = report(
        f"Talks in the capital\n\nBy AFP\n\nAugust 3, 2022\n\n{BODY}\n\nOriginal url: https://a.example/talks"
    )
    fields = {reason.field for reason in found.because}
    assert fields == {"title", "outlet", "url", "byline", "agency", "published", "language"}
