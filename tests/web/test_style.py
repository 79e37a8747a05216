"""The colours can be read: contrasts of the tokens in light and dark, as WCAG 2 reckons them."""

from __future__ import annotations

import re

import pytest

from dragoman.web.assets import assets

STYLE = assets()["style.css"].content.decode()
LIGHT = STYLE[: STYLE.index("@media (prefers-color-scheme: dark)")]
DARK = STYLE[STYLE.index(':root[data-theme="dark"]') : STYLE.index("/* Ground */")]
DARK_BY_SYSTEM = STYLE[
    STYLE.index("@media (prefers-color-scheme: dark)") : STYLE.index(':root[data-theme="dark"]')
]
INKS = ("ink", "ink-2", "ink-3", "accent", "accent-strong", "danger")
GROUNDS = ("paper", "surface", "raised")
ENOUGH, ENOUGH_FOR_EDGES = 4.5, 3.0


def colours(part: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("part", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(part: str) -> None:
    found = colours(part)
    inks = [*INKS, *(name for name in found if name.startswith("status-") or re.fullmatch(r"quad-\d", name))]
    assert len(inks) == len(INKS) + 7 + 4
    for ink in inks:
        for ground in GROUNDS:
            assert contrast(found[ink], found[ground]) >= ENOUGH, (ink, ground)
    for ground in ("hit", *(name for name in found if name.startswith("mark-"))):
        assert contrast(found["ink"], found[ground]) >= ENOUGH, ground
        assert contrast(found["ink-3"], found[ground]) >= ENOUGH_FOR_EDGES, ground
    for quad in range(1, 5):
        assert contrast(found["ink"], found[f"quad-{quad}-soft"]) >= ENOUGH
    assert contrast(found["on-accent"], found["accent"]) >= ENOUGH
    assert contrast(found["on-accent"], found["accent-strong"]) >= ENOUGH
    assert contrast(found["accent"], found["accent-soft"]) >= ENOUGH
    for edge in ("line-strong", "focus"):
        assert contrast(found[edge], found["paper"]) >= ENOUGH_FOR_EDGES


def test_dark_is_the_same_by_choice_and_by_system() -> None:
    assert colours(DARK) == colours(DARK_BY_SYSTEM)
    assert colours(DARK).keys() == colours(LIGHT).keys()
