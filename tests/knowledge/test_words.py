"""Days, titles, codes and names are read the same way whatever the format."""

from __future__ import annotations

import pytest

from dragoman.codebook.knowledge import plain_words
from dragoman.knowledge import Holding, normal
from dragoman.knowledge.dates import certainly_overlap, covers, earliest, latest, partial
from dragoman.knowledge.names import proper
from dragoman.knowledge.offices import read_title, seat_of
from dragoman.knowledge.parties import country_of, whose
from dragoman.knowledge.sectors import read_code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""),
        ("2021", "2021"),
        ("2021-2", "2021-02"),
        ("2021-02-01", "2021-02-01"),
        ("2021-02-01T00:00:00Z", "2021-02-01"),
        ("+2021-02-00T00:00:00Z", "2021-02"),
        ("1 August 2021", "2021-08-01"),
        ("August 2021", "2021-08"),
    ],
)
def test_days_are_kept_as_finely_as_they_are_told(text: str, day: str) -> None:
    assert partial(text) == day


@pytest.mark.parametrize("text", ["2021-13", "2021-02-30", "soon", "NA", "31 Foo 2020"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        partial(text)


def test_partial_days_have_bounds() -> None:
    assert (earliest("2024-02"), latest("2024-02")) == ("2024-02-01", "2024-02-29")
    assert (earliest(""), latest("")) == ("0001-01-01", "9999-12-31")
    assert covers("2021", "", "2021-01-01")
    assert not covers("2021-02-01", "2023-01", "2023-02-01")


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2010", "2015"), ("2015", "2020"), False),  # perhaps in the course of 2015, perhaps not
        (("2010", "2015"), ("2013", "2020"), True),
        (("2010", "2021-02-01"), ("2021-02-01", "2022"), False),
        (("2010", "2022"), ("2021-05-12", "2021-05-12"), True),
        (("2010", ""), ("2012", "2013"), True),
    ],
)
def test_overlap_is_told_only_if_certain(
    first: tuple[str, str], second: tuple[str, str], overlap: bool
) -> None:
    assert certainly_overlap(first, second) is overlap
    assert certainly_overlap(second, first) is overlap


@pytest.mark.parametrize(
    "text", ["U.S.", "Hồ Chí Minh", "Côte d’Ivoire", "Ибрагим Ёлкин", "AL-Bashir 2", "İ"]
)
def test_names_are_compared_as_the_codebook_does(text: str) -> None:
    assert normal(text) == " ".join(plain_words(text))


def test_capitals_are_brought_down() -> None:
    assert proper("HUN SEN") == "Hun Sen"
    assert proper("Nguyen Xuan PHUC of THE HILL") == "Nguyen Xuan Phuc of the Hill"


@pytest.mark.parametrize(
    ("title", "office", "of"),
    [
        ("Minister of Foreign Affairs", "foreign minister", ""),
        ("Minister of Foreign Affairs and Trade", "foreign minister", ""),
        ("Minister of Foreign Affairs (Myanmar)", "foreign minister", "MMR"),
        ("President of the Republic of Benin", "president", "BEN"),
        ("Ukrainian Minister of Foreign Affairs", "foreign minister", "UKR"),
        ("President of the Senate", "president of the senate", ""),
        ("Secretary General of ASEAN", "secretary-general", "Association of Southeast Asian Nations"),
    ],
)
def test_titles_are_parted_into_office_and_owner(title: str, office: str, of: str) -> None:
    post = read_title(title)
    assert (post.office, post.of) == (office, of)


def test_a_seat_is_one_persons() -> None:
    assert seat_of("premier", "CHN") == seat_of("prime minister", "CHN") == "prime minister"
    assert seat_of("party leader", "FJI") == ""
    assert seat_of("party leader", "Party of Examples") == "party leader"
    assert seat_of("member of parliament", "FJI") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("mm", "MMR"), ("MMR", "MMR"), ("Burma", "MMR"), ("Q836", "MMR"), ("suhh", "SUN"), ("Atlantis", "")],
)
def test_countries_are_known_by_code_name_and_item(text: str, code: str) -> None:
    assert country_of(text) == code


def test_a_body_is_known_by_any_of_its_names() -> None:
    assert whose("State Administration Council") == whose("the Myanmar junta") == ("Myanmar junta", "MMR")
    assert whose("EC")[0] == "European Commission"
    assert whose("A Club of Ours") == ("A Club of Ours", "")


@pytest.mark.parametrize(
    ("code", "vocabulary", "meant"),
    [
        ("MMRGOVMIL", "cameo", ("MMR", "GOV")),
        ("MMRMED", "cameo", ("MMR", "JRN")),
        ("MMRMED", "plover", ("MMR", "MED")),
        ("MMRHLH", "cameo", ("MMR", "MED")),
        ("IMGMUSALQ", "cameo", ("", "REB")),
        ("MNCUSA", "cameo", ("USA", "BUS")),
        ("KSVGOV", "cameo", ("XKX", "GOV")),
        ("~GOVHLH", "cameo", ("", "GOV")),
    ],
)
def test_codes_are_read_in_their_vocabulary(code: str, vocabulary: str, meant: tuple[str, str]) -> None:
    assert read_code(code, vocabulary) == meant


def test_precision_is_that_of_the_coarser_day() -> None:
    assert Holding(start="2021-02-01", end="2023").precision == "year"
    assert Holding(start="2021-02-01").precision == "day"
    assert Holding().precision == "unknown"
