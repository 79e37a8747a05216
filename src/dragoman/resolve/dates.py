"""What a time expression means on the day of the report: first and last day, and how finely it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.time_words import TimeWords, load_time_words
from dragoman.model.codes import Precision
from dragoman.model.reading import TimeMention
from dragoman.resolve.days import DAY_RULES
from dragoman.resolve.intervals import When
from dragoman.resolve.months import MONTH_RULES
from dragoman.resolve.scene import Rule, Scene
from dragoman.resolve.spans import SPAN_RULES

__all__ = ["When", "when_of"]

RULES = {**DAY_RULES, **MONTH_RULES, **SPAN_RULES}


def when_of(time: TimeMention, published: date | None, lexicon: Lexicon) -> When:
    """Return the days that an expression means; without a publication date relative ones stay unknown."""
    words = load_time_words()
    text = time.text.lower().replace("’", "'")
    scene = Scene(
        text=_bare(text, words),
        published=published,
        ahead=time.ahead,
        numbers=dict(lexicon.numbers),
        words=words,
    )
    rule = RULES.get(time.rule)
    found = _read(rule, scene) if rule else None
    if found is None:
        why = "no publication date" if published is None else "no date in it"
        return When(start=None, end=None, precision=Precision.UNKNOWN, because=f"{time.text!r}: {why}")
    if words.all_in("open", text):
        found = replace(found, end=None)
    return replace(found, because=f"{time.text!r} ({time.rule})")


def _bare(text: str, words: TimeWords) -> str:
    """Return an expression without the words that lead it in ("as late as"), unless they tell a length."""
    lead = words.patterns["lead"].match(text)
    return text[lead.end() :] if lead and lead.group() not in words.values["lasting"] else text


def _read(rule: Rule, scene: Scene) -> When | None:
    """Return what a rule makes of an expression; None for a day that no calendar has."""
    try:
        return rule(scene)
    except (ValueError, OverflowError):
        return None
