"""Measures how long the import of 500,000 entities takes, and how much memory.

python bench/imports.py [--entities 500000] [--lookups 20000]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.knowledge import KnowledgeBook, normal

SEED = 20240730
ONSETS = ("b", "d", "f", "g", "h", "k", "kh", "l", "m", "n", "p", "r", "s", "sh", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "é", "ö")
CODAS = ("", "", "n", "r", "l", "s", "m", "th", "k")
COUNTRIES = ("mm", "ru", "cn", "in", "kh", "th", "vn", "fr", "de", "ng", "br", "za", "eg", "tr", "ir", "us")
POSITIONS = 2000
SPELLINGS = 4  # names of one entity


def main() -> None:
    """Write a file of made-up entities, import it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=500_000)
    parser.add_argument("--lookups", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entities.ftm.json"
        names = write(path, options.entities)
        with KnowledgeBook(Path(folder) / "bench.knowledge.db") as book:
            begin = time.perf_counter()
            result = book.import_file(path)
            seconds = time.perf_counter() - begin
            print(f"{path.stat().st_size / 1e6:,.0f} MB: {dict(result.counts)}")
            print(f"import: {seconds / 60:.2f} minutes, {options.entities / seconds:,.0f} entities a second")
            print(f"peak memory: {peak():,.0f} MB; book: {book.path.stat().st_size / 1e6:,.0f} MB")
            print(f"conflicts: {len(result.conflicts)} shown")
            asked = [normal(name) for name in random.Random(SEED).sample(names, options.lookups)]
            for what in ("first", "again"):
                begin = time.perf_counter()
                found = sum(bool(book.lookup(name, "2020-01-01")) for name in asked)
                micros = (time.perf_counter() - begin) / len(asked) * 1e6
                print(f"lookup, {what}: {micros:.1f} µs a name, {found:,} of {len(asked):,} found")


def peak() -> float:
    """Return the peak memory of this process in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used / 1e3


def write(path: Path, count: int) -> list[str]:
    """Write so many made-up entities, and return some of their names."""
    chance = random.Random(SEED)
    names: list[str] = []
    with path.open("w", encoding="utf-8") as file:
        for number, entity in enumerate(entities(chance, count)):
            file.write(f"{json.dumps(entity, ensure_ascii=False)}\n")
            if number % 10 == 0 and entity["schema"] in ("Person", "Organization"):
                names.append(entity["properties"]["name"][0])
    return names


def entities(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """Yield positions, persons, bodies, and holdings of the positions for each fifth person."""
    for number in range(POSITIONS):
        title = f"{chance.choice(('Minister', 'Governor', 'Director'))} of {word(chance)}"
        yield entity(f"post-{number}", "Position", name=[title], country=[chance.choice(COUNTRIES)])
    for number in range(count - POSITIONS):
        key, country = f"NK-{number:022x}", chance.choice(COUNTRIES)
        spellings = [f"{word(chance)} {word(chance)} {word(chance)}" for _ in range(SPELLINGS)]
        if chance.random() < 0.75:
            born = f"19{chance.randrange(30, 99)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            yield entity(
                key,
                "Person",
                name=spellings[:1],
                alias=spellings[1:],
                nationality=[country],
                birthDate=[born],
                topics=["role.pep"],
            )
        else:
            yield entity(key, "Organization", name=spellings[:1], alias=spellings[1:], country=[country])
        if number % 5 == 0:
            start = chance.randrange(1990, 2024)
            yield entity(
                f"occ-{number}",
                "Occupancy",
                holder=[key],
                post=[f"post-{chance.randrange(POSITIONS)}"],
                startDate=[f"{start}-01-15"],
                endDate=[f"{start + 4}-01-15"],
            )


def entity(key: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    """Return one entity of FollowTheMoney."""
    return {"id": key, "schema": schema, "properties": properties}


def word(chance: random.Random) -> str:
    """Return a made-up word with a capital."""
    syllables = (
        chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
        for _ in range(chance.choice((2, 2, 3)))
    )
    return "".join(syllables).capitalize()


if __name__ == "__main__":
    main()
