"""Finds statements of count and order in sentences: "for the third time since March", "two visits in a month"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.tables import read_table
from dragoman.codebook.time_words import load_time_words

__all__ = ["Statement", "Window", "kind_of_act", "may_count", "statements"]

MOST = 100  # acts that are counted in words
BEFORE = ("since", "ever", "this")  # what may tell the time before the count: "Since the coup he has twice …"
KINDS = ("order", "times", "another")
FEW = 2  # years or months that an unnamed number of them is at least
BLANKS = str.maketrans("\n\u00a0\u202f", "   ")
TERMS = ("ordinal", "times", "at_least", "act", "ever")


class Window(NamedTuple):
    """Over which time acts are counted: its kind, its words, and what these name.

    Of a "since" `named` is what follows it, of a "span" the unit, of a "year" the year; `number` counts units.
    """

    kind: str
    words: str
    named: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one sentence says of how many acts there were. Offsets are in the sentence.

    Attributes:
        kind: "order" (the third), "times" (three times) or "another".
        start, end: where its words stand.
        words: its words with those of its window.
        number: how many acts it says there were.
        least: whether there may have been more.
        act: the noun for the act, "" if the sentence has it elsewhere.
        act_start: where that stands.
        window: over which time it counts, None if it does not say.
    """

    kind: str
    start: int
    end: int
    words: str
    number: int
    least: bool
    act: str
    act_start: int
    window: Window | None


def may_count(text: str) -> bool:
    """Return whether a text may hold a statement of count or order at all."""
    return _grammar().sieve.search(text) is not None


def statements(sentence: str) -> Iterator[Statement]:
    """Yield the statements of a sentence in text order; of two that overlap the one of the earlier rule."""
    grammar = _grammar()
    quote = sentence.translate(BLANKS)
    found: list[Statement] = []
    for kind, pattern in grammar.counts:
        for match in pattern.finditer(quote):
            if all(match.end() <= s.start or match.start() >= s.end for s in found):
                statement = _statement(kind, match, quote, grammar)
                found += [statement] if statement else []
    yield from sorted(found, key=lambda s: s.start)


def kind_of_act(noun: str) -> tuple[str, str | None] | None:
    """Return category and mode of the acts that a noun names, None if it names none."""
    plain = noun.lower()
    acts = _grammar().acts
    value = next(
        (acts[form] for form in (plain, plain.removesuffix("s"), plain.removesuffix("es")) if form in acts),
        "",
    )
    category, _, mode = value.partition("/")
    return (category, mode or None) if category else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    counts: tuple[tuple[str, re.Pattern[str]], ...]
    windows: tuple[tuple[str, re.Pattern[str]], ...]
    values: Mapping[str, int]
    acts: Mapping[str, str]
    not_of: frozenset[str]
    indefinite: tuple[list[str], ...]
    sieve: re.Pattern[str]


@functools.cache
def _grammar() -> _Grammar:
    rows = read_table("lexicon/en/count_words.tsv")
    forms: dict[str, list[str]] = {}
    for row in rows:
        forms.setdefault(row["kind"], []).append(row["form"])
    numbers = {form: int(value) for form, value in load_lexicon().numbers.items() if 1 < value <= MOST}
    units = {*load_time_words().values["unit"], *load_time_words().values["long_unit"]}
    macros = {kind: _choice(forms[kind]) for kind in TERMS}
    macros["number"] = rf"\d{{1,2}}|{_choice(numbers)}"
    macros["unit"] = _choice(units)
    macros["act"] = rf"(?:{macros['act']})(?:e?s)?"
    macros["acts"] = rf"(?:{_choice(f'{form}s' for form in forms['act'] if not form.endswith('s'))}|talks)"
    counts: list[tuple[str, re.Pattern[str]]] = []
    windows: list[tuple[str, re.Pattern[str]]] = []
    for row in read_table("lexicon/en/counts.tsv"):
        pattern = row["pattern"]
        for name, choice in macros.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{choice})")
        rule = (row["kind"], re.compile(rf"(?<![\w-]){pattern}", re.IGNORECASE))
        (counts if row["kind"] in KINDS else windows).append(rule)
    values = {row["form"]: int(row["value"]) for row in rows if row["kind"] in ("ordinal", "times")}
    return _Grammar(
        counts=tuple(counts),
        windows=tuple(windows),
        values=values | numbers,
        acts={row["form"]: row["value"] for row in rows if row["kind"] == "act"},
        not_of=frozenset(forms["not_of"]),
        indefinite=tuple([form] for form in forms["indefinite"]),
        sieve=re.compile(
            rf"\b(?:{_choice([*forms['ordinal'], *forms['times'], 'another'])})\b"
            rf"|\b(?:{macros['number']}) [\w'’-]+",
            re.IGNORECASE,
        ),
    )


def _choice(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)))


def _statement(kind: str, match: re.Match[str], quote: str, grammar: _Grammar) -> Statement | None:
    told = match.groupdict()
    if any(word in grammar.not_of for word in (told.get("between") or "").lower().split()):
        return None
    number = _number(told, grammar.values)
    window = _window(quote, match, number, grammar)
    if number is None or (window is None and kind != "another" and _idle(kind, match, quote, grammar)):
        return None
    act = told.get("act") or ""
    words = match.group().strip() + (f" … {window.words}" if window else "")
    return Statement(
        kind=kind,
        start=match.start(),
        end=match.end(),
        words=words,
        number=number,
        least=kind == "another" or bool(told.get("least")),
        act=act,
        act_start=match.start("act") if act else match.start(),
        window=window,
    )


def _idle(kind: str, match: re.Match[str], quote: str, grammar: _Grammar) -> bool:
    """Whether words that do not say since when count nothing: "shot him three times", "a second blast"."""
    return kind == "times" or quote[: match.start()].lower().split()[-1:] in grammar.indefinite


def _number(told: Mapping[str, str | None], values: Mapping[str, int]) -> int | None:
    said = told.get("ordinal") or told.get("number") or told.get("word")
    if said is None:
        return FEW  # another
    return int(said) if said.isdigit() else values.get(said.lower())


def _window(quote: str, match: re.Match[str], number: int | None, grammar: _Grammar) -> Window | None:
    """Return the time over which a statement counts: told after it, else before it in the sentence."""
    for part, after in ((quote[match.end() :], True), (quote[: match.start()], False)):
        for kind, pattern in grammar.windows:
            found = pattern.search(part)
            if found is None or not (after or kind in BEFORE):
                continue
            if kind == "year" and ((number or 0) < FEW or "," in part[: found.start()]):
                continue
            told = found.groupdict()
            said = (told.get("number") or "").lower()
            units = (number or 1) if said == "as many" else _units(said, found, grammar)
            named = told.get("rest") or told.get("unit") or told.get("year") or ""
            return Window(kind=kind, words=found.group().strip(" ."), named=named.strip(" ."), number=units)
    return None


def _units(said: str, found: re.Match[str], grammar: _Grammar) -> int:
    if said.isdigit():
        return int(said)
    return grammar.values.get(said, FEW if not said and found.group().endswith("s") else 1)
