"""Finds time expressions by the grammar in `lexicon/en/times.tsv`; what they mean is for `resolve` to say."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from dragoman.codebook.tables import cells, read_table
from dragoman.extract.tree import ancestors
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import TimeMention

__all__ = ["find_times", "time_of"]

AHEAD_TAGS = ("MD",)
FAR = 99


@functools.cache
def _grammar() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules of the grammar as (id, pattern), in the order of the table."""
    words = {row["id"]: "|".join(sorted(cells(row["words"]), key=len, reverse=True)) for row in read_table("lexicon/en/time_words.tsv")}
    rules = []
    for row in read_table("lexicon/en/times.tsv"):
        pattern = row["pattern"]
        for name, choice in words.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{choice})")
        rules.append((row["id"], re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)))
    return tuple(rules)


def find_times(parsed: ParsedReport) -> tuple[TimeMention, ...]:
    """Return the time expressions of a report in text order, the longest where several begin or overlap."""
    found: list[TimeMention] = []
    text = parsed.report.text
    for sentence in parsed.sentences:
        quote = text[sentence.start : sentence.end].replace("\n", " ")
        spans: list[tuple[int, int, str]] = []
        for rule, pattern in _grammar():
            for match in pattern.finditer(quote):
                start, end = match.span()
                if all(end <= s or start >= e for s, e, _ in spans):
                    spans.append((start, end, rule))
        for start, end, rule in sorted(spans):
            at = sentence.start + start
            head = _head(parsed.tokens[sentence.first : sentence.last], at, sentence.start + end)
            found.append(
                TimeMention(
                    id=len(found),
                    start=at,
                    end=sentence.start + end,
                    text=quote[start:end],
                    rule=rule,
                    ahead=head is not None and _lies_ahead(parsed.tokens, head),
                    sentence=sentence.index,
                )
            )
    return tuple(found)


def _head(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the token of `[start, end)` whose head lies outside it."""
    inside = [t for t in tokens if t.start < end and t.end > start]
    ids = {t.i for t in inside}
    return next((t.i for t in inside if t.head not in ids or t.head == t.i), None)


def _lies_ahead(tokens: Sequence[Token], i: int) -> bool:
    """Whether the clause of a token speaks of what is to come: "will", "is to", "plans to"."""
    for a in ancestors(tokens, i):
        token = tokens[a]
        if token.pos not in ("VERB", "AUX"):
            continue
        children = [tokens[c] for c in token.children]
        if any(c.tag == "MD" and c.lemma in ("will", "shall", "'ll") for c in children):
            return True
        return token.tag == "VB" and any(c.tag == "TO" for c in children)
    return False


def time_of(parsed: ParsedReport, times: Sequence[TimeMention], at: int) -> TimeMention | None:
    """Return the time expression that dates the event at token `at`: the nearest by grammar in its sentence.

    Steps are counted over the dependency tree; one that hangs in a relative clause or clause of its own,
    apart from the trigger's, is left out.
    """
    tokens = parsed.tokens
    sentence = parsed.sentences[tokens[at].sentence]
    best: tuple[int, int, TimeMention] | None = None
    for time in times:
        if time.sentence != sentence.index:
            continue
        head = _head(tokens[sentence.first : sentence.last], time.start, time.end)
        if head is None:
            continue
        steps = _steps(tokens, head, at)
        key = (steps, abs(head - at), time)
        if steps < FAR and (best is None or key[:2] < best[:2]):
            best = key
    return best[2] if best else None


def _steps(tokens: Sequence[Token], time: int, trigger: int) -> int:
    """Return the steps from a time expression to the trigger; FAR where clauses keep them apart."""
    up = [time, *ancestors(tokens, time)]
    down = [trigger, *ancestors(tokens, trigger)]
    meeting = next((a for a in up if a in down), None)
    if meeting is None:
        return FAR
    climbed, fallen = up[: up.index(meeting)], down[: down.index(meeting)]
    if any(tokens[k].dep in ("relcl", "acl", "ccomp", "advcl", "parataxis") for k in climbed[1:] + climbed[:1]):
        return FAR
    if any(tokens[k].dep == "conj" and tokens[k].pos in ("VERB", "AUX") for k in climbed):
        return FAR
    apart = sum(3 for k in fallen if tokens[k].dep in ("relcl", "advcl", "acl"))
    return len(climbed) + len(fallen) + apart
