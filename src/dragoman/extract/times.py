"""Finds time expressions by the grammar in `lexicon/en/times.tsv`; what they mean is for `resolve` to say."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.tables import read_table
from dragoman.codebook.time_words import TimeWords, load_time_words
from dragoman.extract.tree import ancestors, path_between, with_dep
from dragoman.model.codes import Status
from dragoman.model.parsed import ParsedReport, Sentence, Token
from dragoman.model.reading import TimeMention

__all__ = ["find_times", "time_of", "time_spans"]

UNDATED = "none."
CASED = ("month", "weekday", "paper", "body")
CAPITALS = ("era",)
BLANKS = str.maketrans("\n\u00a0\u202f", "   ")
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
VERBAL = ("VERB", "AUX")
MODIFYING = ("poss", "compound", "nummod", "amod", "nmod")
PRESENT_TAGS = ("VBZ", "VBP")
PAST_TAGS = ("VBD", "VBN")
APART = ("ccomp", "parataxis")
FAR = 99
LOOSE = 2
COUNTS = range(1, 101)
ANCHORS = (
    "month",
    "weekday",
    "season",
    "feast",
    "unit",
    "weekend",
    "daypart",
    "day_word",
    "anchored_day",
    "happening",
    "long_unit",
    "quarter_name",
)


@functools.cache
def _grammar() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules of the grammar as (id, pattern), in the order of the table."""
    words = load_time_words()
    macros = {kind: _choice(words, kind) for kind in words.values}
    macros["year"] = YEAR
    macros["day"] = rf"{DAY}(?:{macros['ordinal']})?(?![\d%])"
    macros["number"] = rf"\d{{1,3}}|{_counts(macros['count'])}"
    rules = []
    for row in read_table("lexicon/en/times.tsv"):
        pattern = row["pattern"]
        for name, choice in macros.items():
            pattern = pattern.replace("{" + name + "}", f"(?:{choice})")
        rules.append((row["id"], re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE)))
    return tuple(rules)


def _choice(words: TimeWords, kind: str) -> str:
    """Return the alternatives of a kind as a pattern; names of months and days only with a capital."""
    forms = [re.escape(form).replace("'", "['’]") for form in words.forms(kind)]
    if kind in CAPITALS:
        return "(?-i:" + "|".join(form.upper() for form in forms) + ")"
    if kind not in CASED:
        return "|".join(forms)
    return "(?-i:" + "|".join(form.title() + "|" + form.upper() for form in forms) + ")"


def _counts(phrases: str) -> str:
    numbers = [form for form, value in load_lexicon().numbers.items() if value in COUNTS]
    return "|".join((phrases, *sorted(map(re.escape, numbers), key=len, reverse=True)))


def find_times(parsed: ParsedReport) -> tuple[TimeMention, ...]:
    """Return the time expressions of a report in text order; where two overlap, that of the earlier rule.

    Rules named "none.…" claim words that only look like a date, such as "in fiscal 2024".
    """
    found: list[TimeMention] = []
    for sentence in parsed.sentences:
        tokens = parsed.within(sentence)
        if not _may_tell_time(tokens):
            continue
        quote = parsed.report.text[sentence.start : sentence.end].translate(BLANKS)
        for start, end, rule in sorted(time_spans(quote)):
            at = sentence.start + start
            if _names_somebody(parsed.tokens, tokens, (at, sentence.start + end)) or _still_to_come(
                quote, start
            ):
                continue
            head = _head(tokens, at, sentence.start + end)
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


def _may_tell_time(tokens: Sequence[Token]) -> bool:
    """Whether a sentence has a digit or a word that every rule with a date needs; most have none."""
    anchors = _anchors()
    return any(t.lower in anchors or any(c.isdigit() for c in t.text) for t in tokens)


@functools.cache
def _anchors() -> frozenset[str]:
    values = load_time_words().values
    return frozenset(form.split()[-1].rstrip(".") for kind in ANCHORS for form in values[kind]) | frozenset(
        form for kind in ANCHORS for form in values[kind]
    )


def time_spans(quote: str) -> list[tuple[int, int, str]]:
    """Return the time expressions of a text as start, end and rule, in the order of the rules; see `find_times`."""
    spans: list[tuple[int, int, str]] = []
    for rule, pattern in _grammar():
        for match in pattern.finditer(quote):
            start, end = match.span()
            if all(end <= s or start >= e for s, e, _ in spans):
                spans.append((start, end, rule))
    return [span for span in spans if not span[2].startswith(UNDATED)]


def _names_somebody(tokens: Sequence[Token], near: Sequence[Token], span: tuple[int, int]) -> bool:
    """Whether the month in a span is a person's name, as in "Theresa May's government"."""
    words = load_time_words().values
    for token in near:
        if token.start >= span[1] or token.end <= span[0] or token.lower not in words["month"]:
            continue
        before = [
            tokens[c] for c in token.children if tokens[c].dep == "compound" and tokens[c].pos == "PROPN"
        ]
        if any(t.text[0].isalpha() and t.lower not in words["weekday"] for t in before):
            return True
    return False


def _still_to_come(quote: str, start: int) -> bool:
    """Whether words like "ahead of" right before an expression say that its day was still to come."""
    first = quote.find(" ", start) + 1
    return any(_lead_up().search(quote[:at]) is not None for at in (start, first))


@functools.cache
def _lead_up() -> re.Pattern[str]:
    words = load_time_words()
    return re.compile(
        rf"\b(?:{_choice(words, 'not_yet')})(?: (?:{_choice(words, 'determiner')}))? ?$", re.IGNORECASE
    )


def _head(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return the token of `[start, end)` whose head lies outside it."""
    inside = [t for t in tokens if t.start < end and t.end > start]
    ids = {t.i for t in inside}
    heads = [t for t in inside if t.head not in ids or t.head == t.i]
    heads = [t for t in heads if t.dep != "det"] or heads
    if len(heads) > 1 and heads[0].lower in load_time_words().values["about_thing"]:
        heads = [t for t in heads if t.dep in MODIFYING] or heads  # "by last month's executions"
    return heads[0].i if heads else None


def _lies_ahead(tokens: Sequence[Token], i: int) -> bool:
    """Whether what a time expression belongs to is to come: "will meet", "due", "scheduled for"."""
    if _named_as_date(tokens, i):
        return True
    for a in ancestors(tokens, i):
        token = tokens[a]
        if token.pos in VERBAL:
            return _verb_ahead(tokens, token) or (_ends_it(tokens, i) and _goes_on(tokens, token))
        if _plans(token.lemma, "governor") and token.pos == "ADJ":
            return True
        if any(_plans(tokens[c].lower, "modifier") for c in token.children if tokens[c].dep == "amod"):
            return True
    return False


def _named_as_date(tokens: Sequence[Token], i: int) -> bool:
    """Whether an expression is what something is fixed "for": "a summit set for Friday"."""
    token, above = tokens[i], tokens[tokens[i].head]
    lasting = load_time_words().values["lasting"]
    prep = token if token.dep == "prep" else above
    return prep.lower in lasting and prep.dep == "prep" and token.dep not in MODIFYING


def _ends_it(tokens: Sequence[Token], i: int) -> bool:
    """Whether an expression says "until" when something lasts."""
    until = load_time_words().values["until"]
    return tokens[i].lower in until or tokens[tokens[i].head].lower in until


def _goes_on(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a verb tells what is now: "stays", "is closed", not "has stayed"."""
    finite = [tokens[c] for c in verb.children if tokens[c].dep in ("aux", "auxpass")] or [verb]
    return finite[0].tag in PRESENT_TAGS and all(t.lemma != "have" or t is verb for t in finite)


def _verb_ahead(tokens: Sequence[Token], verb: Token) -> bool:
    helpers = [tokens[c] for c in verb.children if tokens[c].dep in ("aux", "auxpass")]
    modals = [h for h in helpers if h.tag == "MD"]
    if any(_plans(h.lemma, "modifier") or _plans(h.lower, "modifier") for h in modals):
        return True
    if modals:
        had = any(h.lemma == "have" for h in helpers)
        return not had and (_reported(tokens, verb) or _left_open(tokens, verb, modals[0]))
    if any(h.tag == "TO" for h in helpers) and verb.tag == "VB":
        above = tokens[verb.head]
        return above.lemma not in load_time_words().values["implicative"]
    if verb.tag == "VBG":
        return any(h.lemma == "be" and h.tag in PRESENT_TAGS for h in helpers)
    if verb.tag == "VBN" and any(h.lemma == "be" and h.tag in PRESENT_TAGS for h in helpers):
        return _plans(verb.lemma, "governor")
    return verb.tag in PRESENT_TAGS and not helpers and _present_ahead(tokens, verb)


def _present_ahead(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a verb in the plain present tells what is to come: "is due", "means to march", "opens"."""
    if verb.lemma == "be":
        return any(_plans(tokens[c].lemma, "governor") for c in with_dep(tokens, verb.i, "acomp"))
    intends = _plans(verb.lemma, "governor") and with_dep(tokens, verb.i, "xcomp")
    return bool(intends) or verb.lemma in load_time_words().values["scheduled"]


def _left_open(tokens: Sequence[Token], verb: Token, modal: Token) -> bool:
    """Whether a modal leaves what is to come open: "may", "could" if it does not tell a past failure."""
    sort = load_time_words().values["modal"].get(modal.lower)
    return sort == "open" or (sort == "affirmed" and not with_dep(tokens, verb.i, "neg"))


def _reported(tokens: Sequence[Token], verb: Token) -> bool:
    """Whether a clause is reported in the past, so that its "would" tells what is to come."""
    return verb.dep in ("ccomp", "conj", "relcl") and tokens[verb.head].tag in PAST_TAGS


def _plans(word: str, where: str) -> bool:
    cues = load_lexicon().cues.get(word, ())
    return any(cue.where == where and cue.status is Status.PLANNED for cue in cues)


def time_of(parsed: ParsedReport, times: Sequence[TimeMention], at: int) -> TimeMention | None:
    """Return the time expression that dates the event at token `at`: the nearest by grammar in its sentence.

    Steps are counted over the dependency tree; one that hangs in a relative clause or clause of its own,
    apart from the trigger's, is left out.
    """
    sentence = parsed.sentences[parsed.tokens[at].sentence]
    near = [(key, time) for time in times if (key := _distance(parsed, sentence, time, at)) is not None]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _distance(
    parsed: ParsedReport, sentence: Sentence, time: TimeMention, at: int
) -> tuple[int, int, int] | None:
    """Return how far a time expression is from the trigger: in steps of grammar, in words, in the text."""
    if time.sentence != sentence.index:
        return None
    head = _head(parsed.within(sentence), time.start, time.end)
    if head is None:
        return None
    steps = _steps(parsed.tokens, head, at)
    if time.rule.startswith("event."):
        steps += LOOSE
    return (steps, abs(head - at), time.id) if steps < FAR else None


def _steps(tokens: Sequence[Token], time: int, trigger: int) -> int:
    """Return the steps from a time expression to the trigger; FAR where clauses keep them apart."""
    path = path_between(tokens, time, trigger)
    if path is None:
        return FAR
    climbed, fallen = path
    if any(_bars_way_up(tokens, k) or _tells_apart(tokens, k, climbed) for k in climbed) or any(
        _bars_way_down(tokens, k) for k in fallen
    ):
        return FAR
    apart = sum(3 for k in fallen if tokens[k].dep in ("relcl", "advcl", "acl"))
    return len(climbed) + len(fallen) + apart


def _bars_way_up(tokens: Sequence[Token], i: int) -> bool:
    """Whether a time expression below `i` dates nothing above it: `i` heads a clause of its own.

    Let through: "in a statement released on Friday", "since the protests began in June"; but not "the first
    visit since the army seized power in February".
    """
    token = tokens[i]
    if _is_fronted(tokens, i):
        return False
    if token.dep in ("acl", "relcl"):
        return not _sets_scene(tokens, token.head)
    if token.dep == "advcl":
        opening = load_time_words().values["open"]
        opens = any(tokens[c].dep == "mark" and tokens[c].lower in opening for c in token.children)
        return not opens or _compares(tokens, token.head)
    return token.dep in APART or (token.dep == "conj" and token.pos in VERBAL)


def _compares(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause speaks of the first, last or greatest of its kind."""
    words = load_time_words().values["superlative"]
    near = [c for noun in tokens[verb].children for c in tokens[noun].children]
    return any(tokens[k].lower in words or tokens[k].tag in ("JJS", "RBS") for k in near)


def _is_fronted(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is a participle in front that the parser took for a clause: "In a note issued on Friday, …"."""
    token = tokens[i]
    if token.tag not in PAST_TAGS or i > token.head or with_dep(tokens, i, "nsubj", "aux"):
        return False
    return token.dep == "ccomp" or (token.dep == "advcl" and tokens[i - 1].pos == "NOUN")


def _tells_apart(tokens: Sequence[Token], i: int, climbed: Sequence[int]) -> bool:
    """Whether a day only tells which thing is meant: "by last month's executions", "condemned Friday's raid"."""
    token = tokens[i]
    if token.dep not in MODIFYING or token.head not in climbed:
        return False
    noun = tokens[token.head]
    if noun.dep == "dobj":
        return tokens[noun.head].lemma in load_time_words().values["judging"]
    if noun.dep == "nsubj":
        return tokens[noun.head].lemma == "be"
    return noun.dep == "pobj" and not _sets_scene(tokens, noun.i)


def _sets_scene(tokens: Sequence[Token], noun: int) -> bool:
    """Whether a noun stands with "in", "at" or "during", as that in which its verb took place."""
    prep = tokens[tokens[noun].head]
    return tokens[noun].dep == "pobj" and prep.lower in load_time_words().values["within"]


def _bars_way_down(tokens: Sequence[Token], i: int) -> bool:
    """Whether the clause that `i` heads tells of another time than the one it hangs on."""
    token = tokens[i]
    if token.pos not in VERBAL:
        return False
    if token.dep in ("ccomp", "relcl", "advcl"):
        return any(tokens[c].lemma == "have" and tokens[c].tag == "VBD" for c in with_dep(tokens, i, "aux"))
    if token.dep == "conj" and tokens[token.head].pos in VERBAL and with_dep(tokens, i, "nsubj"):
        return _verb_ahead(tokens, token) != _verb_ahead(tokens, tokens[token.head])
    return False
