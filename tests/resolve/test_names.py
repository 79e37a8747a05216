"""Which wordings may be names of one person, by the habits of the country."""

from __future__ import annotations

import pytest

from dragoman.resolve.names import likeness


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Bashar Assad", "Bashar al-Assad", "SYR"),
        ("Mohammed bin Salman", "Mohammed Salman", "SAU"),
        ("Abd al-Fattah el-Sisi", "Abdel Fattah al-Sisi", "EGY"),
        ("Muammar Gaddafi", "Muammar Kaddafi", "LBY"),
        ("Xi", "Xi Jinping", "CHN"),
        ("Jinping Xi", "Xi Jinping", "CHN"),
        ("Enrique Peña", "Enrique Peña Nieto", "MEX"),
        ("López", "Andrés López Obrador", "MEX"),
        ("Vladimir Putin", "Vladimir Vladimirovich Putin", "RUS"),
        ("Sergei Shoigu", "Sergey Shoygu", "RUS"),
        ("Daw Aung San Suu Kyi", "Aung San Suu Kyi", "MMR"),
        ("Merkel", "Angela Merkel", "DEU"),
        ("S. Jaishankar", "Subrahmanyam Jaishankar", "IND"),
    ],
)
def test_these_may_be_one(one: str, other: str, country: str) -> None:
    assert likeness(one, other, country)
    assert likeness(other, one, country)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Hlaing", "Min Aung Hlaing", "MMR"),
        ("Swe", "Than Swe", "MMR"),
        ("Than Shwe", "Than Swe", "MMR"),
        ("Soe Win", "Soe Thein", "MMR"),
        ("Angela Merkel", "Anna Merkel", "DEU"),
        ("Hun Sen", "Hun Manet", "KHM"),
        ("Vladimir", "Vladimir Putin", "RUS"),
        ("Obrador", "Enrique Peña Nieto", "MEX"),
    ],
)
def test_these_may_not(one: str, other: str, country: str) -> None:
    assert likeness(one, other, country) is None
