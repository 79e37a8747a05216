from __future__ import annotations

from dragoman.lineage import Medium
from dragoman.lineage.origin import origin_of

MEDIA = (Medium("Northwire", ("NW",), agency=True), Medium("Radio Ostara", ("RadioOstara",)))


def _rules(origin) -> set[str]:
    return {reason.rule for reason in origin.because}


def test_the_agency_that_the_copies_credit_is_the_origin_even_if_it_came_later(report):
    origin = origin_of(
        [
            report("paper", outlet="Darvan Post", agency="Northwire", day=1),
            report("wire", outlet="Northwire", day=2),
        ]
    )
    assert (origin.report, origin.agency) == ("wire", "Northwire")
    assert "origin.agency" in _rules(origin)


def test_an_agency_may_be_the_origin_without_a_report_of_its_own(report):
    text = "DARVAN (NW) - The road is open again."
    origin = origin_of(
        [report("b", text, outlet="Darvan Post"), report("a", text, outlet="Ostara Mail")], MEDIA
    )
    assert (origin.report, origin.agency) == ("a", "Northwire")
    assert any(reason.field == "agency" and "Northwire" in reason.detail for reason in origin.because)


def test_an_agency_named_in_the_text_of_most_copies_is_the_origin(report):
    texts = ["A Northwire reporter saw smoke.", "The mayor told Northwire so.", "The mayor said so."]
    reports = [report(f"r{number}", text, outlet=f"Paper {number}") for number, text in enumerate(texts)]
    assert origin_of(reports, MEDIA).agency == "Northwire"
    assert origin_of(reports[1:], MEDIA).agency is None


def test_who_is_named_by_another_member_comes_before_who_was_earlier(report):
    origin = origin_of(
        [
            report("blog", "Shots were heard, according to RadioOstara.", outlet="A Blog", day=1),
            report("radio", "Shots were heard.", outlet="Radio Ostara", day=2),
        ],
        MEDIA,
    )
    assert origin.report == "radio"
    assert "origin.named" in _rules(origin)


def test_names_are_found_without_a_list_of_media(report):
    origin = origin_of(
        [
            report("b", "Shots were heard, the Darvan Post says.", outlet="A Blog", day=1),
            report("p", "Shots were heard.", outlet="Darvan Post", day=2),
        ]
    )
    assert origin.report == "p"


def test_else_the_earliest_is_the_original(report):
    origin = origin_of([report("b", outlet="One", day=4), report("a", outlet="Two", day=5)])
    assert (origin.report, _rules(origin)) == ("b", {"origin.earliest"})


def test_of_one_day_the_one_with_a_dateline_and_the_longest_is_the_original(report):
    assert origin_of([report("a"), report("b", dateline="DARVAN")]).report == "b"
    assert origin_of([report("a", "Short."), report("b", "Not so short.")]).report == "b"


def test_reports_alike_in_all_go_by_their_ids(report):
    assert origin_of([report("b"), report("a")]).report == "a"
