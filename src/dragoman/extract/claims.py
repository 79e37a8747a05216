"""Finds claims: figures that count people, acts or money, and assertions that somebody contests or alleges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.codebook.lexicon import Lexicon
from dragoman.extract.attribution import Speech, voices_of
from dragoman.extract.mentions import Mentions
from dragoman.extract.tree import ancestors, subtree, with_dep
from dragoman.model.codes import Category
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import ClaimMention, EventMention
from dragoman.model.reason import Reason

__all__ = ["find_claims"]

DIGITS = re.compile(r"^[$€£¥]?\d[\d,]*(?:\.\d+)?$")
CONTESTING = (Category.ACCUSE, Category.REJECT)
CHARGED = (  # what somebody is said to have done, where the saying is somebody's
    Category.ASSAULT,
    Category.COERCE,
    Category.THREATEN,
    Category.SANCTION,
    Category.AID,
    Category.MOBILIZE,
)
YEAR = re.compile(r"(1[89]|20)\d\d")
ASSERTING = ("contested", "denial")
CLAIM_KINDS = ("people", "count", "act", "thing", "money")


def find_claims(
    parsed: ParsedReport,
    mentions: Mentions,
    speeches: Sequence[Speech],
    events: Sequence[tuple[int, EventMention]],
    lexicon: Lexicon,
) -> tuple[ClaimMention, ...]:
    """Return the figures and contested assertions of a report, in text order; `events` come with their tokens."""
    found = list(_figures(parsed, mentions, speeches, lexicon))
    told = {claim.sentence for claim in found}
    for at, event in events:
        contested = event.category in CONTESTING or (event.voices and event.category in CHARGED)
        if contested and event.sentence not in told:
            found.append(_contested(parsed, at, event))
            told.add(event.sentence)
    for speech in speeches:
        sentence = parsed.tokens[speech.verb].sentence
        if sentence not in told and (
            _kind(parsed, speech, lexicon) in ASSERTING or _judges(parsed, speech, lexicon)
        ):
            found.append(_asserted(parsed, mentions, speech))
            told.add(sentence)
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.claim)))


def _kind(parsed: ParsedReport, speech: Speech, lexicon: Lexicon) -> str:
    row = lexicon.speech.get(parsed.tokens[speech.verb].lemma)
    return row["kind"] if row is not None else ""


def _judges(parsed: ParsedReport, speech: Speech, lexicon: Lexicon) -> bool:
    """Whether somebody says of a thing what it is, or that something is not so: "said the vote was fair"."""
    tokens = parsed.tokens
    if _kind(parsed, speech, lexicon) != "say" or speech.relayed:
        return False
    clauses = [k for k in speech.content if tokens[k].head == speech.verb and tokens[k].dep == "ccomp"]
    return any(
        with_dep(tokens, k, "neg") or (tokens[k].pos == "AUX" and with_dep(tokens, k, "acomp", "attr"))
        for k in clauses
    )


def _figures(
    parsed: ParsedReport, mentions: Mentions, speeches: Sequence[Speech], lexicon: Lexicon
) -> Iterator[ClaimMention]:
    tokens = parsed.tokens
    for token in tokens:
        if not _heads_number(tokens, token, lexicon):
            continue
        counted = _counted(tokens, token, lexicon)
        if counted is None:
            continue
        noun, unit = counted
        count = _value(tokens, token, lexicon)
        if count is None:
            continue
        voices, _, _ = voices_of(speeches, token.i, (), speaker_of_event=False)
        voices = voices or _reckoner(tokens, token, mentions)
        sentence = parsed.sentences[token.sentence]
        clause = _clause(tokens, token.i)
        about = [m.id for k in clause if (m := mentions.of(k)) is not None and m.name and m.id not in voices]
        yield ClaimMention(
            start=sentence.start,
            end=sentence.end,
            sentence=token.sentence,
            claim=" ".join(parsed.report.text[tokens[clause[0]].start : tokens[clause[-1]].end].split()),
            count=count,
            unit=unit,
            qualifier=_qualifier(tokens, token, lexicon),
            voices=voices,
            about=tuple(dict.fromkeys(about)),
            because=(Reason(field="count", rule="claim.figure", detail=f"{token.text} {tokens[noun].text}"),),
        )


def _heads_number(tokens: Sequence[Token], token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is the main word of a number that counts something, and no date or share."""
    if not _is_number(token, lexicon):
        return False
    if YEAR.fullmatch(token.text):
        return False
    return token.head == token.i or not _is_number(tokens[token.head], lexicon)


def _is_number(token: Token, lexicon: Lexicon) -> bool:
    if token.pos == "NUM" or token.tag == "CD":
        return bool(DIGITS.match(token.text)) or token.lower in lexicon.numbers
    return lexicon.is_a(token.lower, "count") and token.lower in lexicon.numbers


def _counted(tokens: Sequence[Token], token: Token, lexicon: Lexicon) -> tuple[int, str] | None:
    """Return the noun that a number counts and its unit; a verb of killing or the like above sets the unit."""
    noun = token.head if token.dep in ("nummod", "compound", "quantmod", "npadvmod", "amod") else token.i
    if _is_number(tokens[noun], lexicon) and tokens[noun].dep in ("nummod", "compound", "quantmod"):
        noun = tokens[noun].head
    row = lexicon.units.get(tokens[noun].lemma) or lexicon.units.get(tokens[noun].lower)
    sign = next(
        (r for k in (token.i - 1, token.i - 2) if k >= 0 and (r := lexicon.units.get(tokens[k].lower))), None
    )
    if sign is not None and sign["kind"] == "money":
        return noun, sign["unit"]
    of = [
        o
        for p in with_dep(tokens, noun, "prep")
        if tokens[p].lower == "of"
        for o in with_dep(tokens, p, "pobj")
    ]
    row = row or next((lexicon.units[tokens[o].lemma] for o in of if tokens[o].lemma in lexicon.units), None)
    deed = _deed(tokens, noun, lexicon)
    if row is None and noun == token.i and token.dep == "pobj":
        put = _put_at(tokens, token, lexicon)
        if put:
            return put
    if row is not None and row["kind"] == "verb" and tokens[noun].pos != "VERB":
        return noun, row["unit"]  # "12 dead", "79 arrests"
    if row is None or row["kind"] not in CLAIM_KINDS:
        suffers = noun == token.i or (row is None and tokens[noun].dep in ("dobj", "nsubjpass"))
        return (noun, deed) if deed and suffers else None
    if row["kind"] == "people" and deed:
        return noun, deed
    if row["kind"] == "act" and tokens[noun].lemma == "time" and tokens[tokens[noun].head].pos == "VERB":
        return noun, f"{tokens[tokens[noun].head].lemma}s"
    return noun, row["unit"] or tokens[noun].lower


def _put_at(tokens: Sequence[Token], token: Token, lexicon: Lexicon) -> tuple[int, str] | None:
    """Return what a number is said to be the number of: "put the number of dead at nine"."""
    verb = tokens[token.head].head
    if tokens[token.head].dep != "prep" or tokens[verb].pos != "VERB":
        return None
    for noun in with_dep(tokens, verb, "dobj"):
        for preposition in with_dep(tokens, noun, "prep"):
            for counted in with_dep(tokens, preposition, "pobj", "pcomp"):
                row = lexicon.units.get(tokens[counted].lemma) or lexicon.units.get(tokens[counted].lower)
                if row is not None and row["unit"]:
                    return counted, row["unit"]
    return None


def _reckoner(tokens: Sequence[Token], token: Token, mentions: Mentions) -> tuple[int, ...]:
    """Return who reckons: the police of "police put the number of dead at nine"."""
    if token.dep != "pobj" or tokens[token.head].lower != "at":
        return ()
    subjects = with_dep(tokens, tokens[token.head].head, "nsubj")
    return tuple(m.id for k in subjects if (m := mentions.of(k)) is not None)


def _deed(tokens: Sequence[Token], noun: int, lexicon: Lexicon) -> str | None:
    """Return the unit that a verb or adjective beside the counted noun gives ("killed", "dead", "arrested")."""
    near = [*list(ancestors(tokens, noun))[:1], *tokens[noun].children]
    for k in near:
        row = lexicon.units.get(tokens[k].lemma)
        if row is not None and row["kind"] == "verb":
            return row["unit"]
    return None


def _value(tokens: Sequence[Token], token: Token, lexicon: Lexicon) -> float | None:
    """Return the number that a token and the number words around it give."""
    group = [token, *(tokens[c] for c in token.children if _is_number(tokens[c], lexicon))]
    total: float | None = None
    for word in sorted(group, key=lambda t: t.i):
        value = _single(word, lexicon)
        if value is None:
            return None
        if total is None:
            total = value
        elif value >= 100 and value > total:
            total *= value
        else:
            total += value
    return total


def _single(token: Token, lexicon: Lexicon) -> float | None:
    if DIGITS.match(token.text):
        return float(token.text.lstrip("$€£¥").replace(",", ""))
    return lexicon.numbers.get(token.lower)


def _qualifier(tokens: Sequence[Token], token: Token, lexicon: Lexicon) -> str | None:
    """Return the normal form of the words right before a number: "at least", "more than", "nearly" …"""
    first = min([token.i, *(c for c in token.children if _is_number(tokens[c], lexicon) and c < token.i)])
    if first and tokens[first - 1].text in "$€£¥":
        first -= 1
    for words, qualifier in lexicon.qualifiers:
        start = first - len(words)
        if start >= 0 and all(tokens[start + k].lower == word for k, word in enumerate(words)):
            return qualifier
    return None


def _clause(tokens: Sequence[Token], i: int) -> list[int]:
    """Return the tokens of the smallest clause around a token."""
    verb = next((a for a in ancestors(tokens, i) if tokens[a].pos in ("VERB", "AUX")), i)
    return subtree(tokens, verb)


def _asserted(parsed: ParsedReport, mentions: Mentions, speech: Speech) -> ClaimMention:
    """Return the claim that a verb of asserting or denying makes of its content."""
    tokens = parsed.tokens
    words = sorted(speech.content)
    sentence = parsed.sentences[tokens[speech.verb].sentence]
    about = [
        m.id for k in words if (m := mentions.of(k)) is not None and m.name and m.id not in speech.speakers
    ]
    return ClaimMention(
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.index,
        claim=" ".join(parsed.report.text[tokens[words[0]].start : tokens[words[-1]].end].split()),
        count=None,
        unit=None,
        qualifier=None,
        voices=speech.speakers,
        about=tuple(dict.fromkeys(about)),
        because=(Reason(field="claim", rule="claim.asserted", detail=tokens[speech.verb].text),),
    )


def _contested(parsed: ParsedReport, at: int, event: EventMention) -> ClaimMention:
    tokens = parsed.tokens
    sentence = parsed.sentences[event.sentence]
    clauses = with_dep(tokens, at, "ccomp", "xcomp", "prep")
    words = subtree(tokens, clauses[-1]) if clauses else subtree(tokens, at)
    claim = " ".join(parsed.report.text[tokens[words[0]].start : tokens[words[-1]].end].split())
    accused = event.category in CHARGED
    voices = event.voices if accused or not event.actors else event.actors
    return ClaimMention(
        start=sentence.start,
        end=sentence.end,
        sentence=event.sentence,
        claim=claim,
        count=None,
        unit=None,
        qualifier=None,
        voices=voices,
        about=tuple(p for p in (*event.actors, *event.recipients) if p not in voices),
        because=(Reason(field="claim", rule="claim.contested", detail=event.trigger),),
    )
