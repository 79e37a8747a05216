"""Measures the peak memory of reading 200 and 2,000 reports through the command line.

python bench/memory.py [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from section import table, write_section

SEED = 20240730
SMALL, LARGE = 200, 2000
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


def main() -> int:
    """Read both amounts in fresh processes and print the peaks and their ratio."""
    parser = argparse.ArgumentParser(description="Measure peak memory.")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        peaks = {count: _peak(Path(folder), count) for count in (SMALL, LARGE)}
    told = _told(peaks)
    print(told)
    if options.write:
        write_section("memory", told, command="python bench/memory.py --write")
    return 0


def _told(peaks: dict[int, float]) -> str:
    rows = [(f"{count:,}", f"{peak:,.0f}", f"{peak / peaks[SMALL]:.2f}") for count, peak in peaks.items()]
    return table(("reports", "peak MiB", f"times that of {SMALL}"), rows)


def _peak(folder: Path, count: int) -> float:
    """Return the peak resident memory, in MiB, of a fresh process that reads so many reports."""
    reports, record = folder / f"{count}.jsonl", folder / f"{count}.db"
    _generate(reports, count)
    command = [sys.executable, "-m", "dragoman", "read", str(reports), "--record", str(record)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return usage.ru_maxrss / (1024 if sys.platform.startswith("linux") else 1024 * 1024)


def _generate(path: Path, count: int) -> None:
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


if __name__ == "__main__":
    sys.exit(main())
