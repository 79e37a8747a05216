"""Reports made of a few dozen sentences, with names, days and numbers that vary so that the vocabulary grows."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

__all__ = ["write_reports"]

SEED = 20240730
SENTENCES = 9
FIRST_DAY = date(2015, 1, 5)
ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sh",
    "t",
    "tr",
    "v",
    "z",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "au", "ei")
CODAS = ("", "", "n", "r", "l", "s", "m", "th", "k")
STATES = (
    "Albania", "Bolivia", "Chad", "Denmark", "Ecuador", "Fiji", "Ghana", "Honduras", "Iceland", "Jordan",
    "Kenya", "Laos", "Malta", "Nepal", "Oman", "Peru", "Qatar", "Rwanda", "Senegal", "Togo",
    "Uruguay", "Zambia",
)  # fmt: skip
TEMPLATES = (
    "{state} recalled its ambassador from {other} on {weekday} after a dispute over {place}.",
    "Foreign Minister {person} met {rival} in {place} on {day} to discuss trade worth {count} million.",
    "The army of {state} shelled positions near {place}, killing at least {few} people, officials said.",
    "{person} accused {other} of arming rebels around {place}.",
    "{state} and {other} signed an agreement on {count} kilometres of railway on {day}.",
    "Police in {place} arrested {count} protesters on {weekday}, according to the {body} news agency.",
    "President {person} will visit {other} next month, a spokesman for {rival} said.",
    "{other} rejected the demand of {person} to withdraw {count} soldiers from {place}.",
    "The {body} Front freed {few} hostages near {place} after talks with envoy {rival}.",
    "{state} imposed sanctions on {few} banks of {other} over the {body} affair.",
    "Thousands marched through {place} on {day} to demand the release of {person}.",
    "{person}, the defence minister, threatened to close the border with {other}.",
    "{state} sent {count} tonnes of wheat to {other} after the flood in {place}.",
    "The two governments agreed in {place} to exchange {few} prisoners.",
    "Prime Minister {person} thanked {other} for its help in {place}.",
    "The court in {place} sentenced {rival} to {few} years in prison.",
    "{other} expelled {few} diplomats of {state}, the ministry announced on {weekday}.",
    "{person} denied that {state} had bombed a convoy of the {body} Brigade.",
    "{state} moved {count} troops to the border near {place} last week.",
    "Negotiators led by {person} and {rival} failed to agree on a truce in {place}.",
    "A spokeswoman for {person} called on {other} to respect the {body} treaty of {year}.",
    "{other} has supplied arms to the {body} Front since {year}.",
    "{rival} urged {person} to resume talks on the port of {place}.",
    "The {body} Union condemned the raid on {place}, which killed {few} civilians on {day}.",
    "If {other} closes the strait, {state} will retaliate, {person} told reporters in {place}.",
    "Gunmen of the {body} Brigade abducted {few} aid workers near {place}.",
    "{state} lifted its ban on flights to {place} in {year}.",
    "Ambassador {person} presented his credentials to {rival} on {day}.",
)


def write_reports(path: Path, count: int) -> None:
    """Write so many reports; the first of a long file are those of a short one."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(_report(chance, number)) + "\n")


def _report(chance: random.Random, number: int) -> dict[str, str]:
    published = FIRST_DAY + timedelta(days=number)
    lines = [template.format(**_words(chance, published)) for template in chance.sample(TEMPLATES, SENTENCES)]
    return {
        "id": f"made-{number:05d}",
        "title": f"{lines[0].rstrip('.')}",
        "published": published.isoformat(),
        "text": "\n\n".join(" ".join(lines[k : k + 3]) for k in range(0, SENTENCES, 3)),
    }


def _words(chance: random.Random, published: date) -> dict[str, str]:
    """Return fresh words for a template; nearly every name is new, so that the vocabulary grows."""
    state, other = chance.sample(STATES, 2)
    day = published - timedelta(days=chance.randrange(1, 60))
    return {
        "state": state,
        "other": other,
        "person": f"{_name(chance)} {_name(chance)}",
        "rival": f"{_name(chance)} {_name(chance)}",
        "place": _name(chance),
        "body": _name(chance),
        "weekday": f"{day:%A}",
        "day": f"{day:%B} {day.day}",
        "year": str(chance.randrange(1960, 2024)),
        "count": f"{chance.randrange(12, 9999):,}",
        "few": str(chance.randrange(2, 60)),
    }


def _name(chance: random.Random) -> str:
    syllables = (
        chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
        for _ in range(chance.randrange(2, 4))
    )
    return "".join(syllables).capitalize()
