"""According to whom: verbs of saying with their speaker and content, "according to", and quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.lexicon import Lexicon
from dragoman.extract.mentions import Mentions
from dragoman.extract.tree import (
    agent_of,
    conjuncts,
    is_passive,
    patients,
    prep_objects,
    subjects,
    subtree,
    with_dep,
)
from dragoman.model.parsed import ParsedReport, Sentence, Token
from dragoman.model.reason import Reason

__all__ = ["Speech", "find_speech", "voices_of"]

CONTENT = ("ccomp", "parataxis", "xcomp", "advcl", "dep")
QUOTES = ('"', "“", "”", "``", "''")


@dataclass(frozen=True, slots=True)
class Speech:
    """That the mentions `speakers` say the tokens `content`; `verb` is the token of saying."""

    verb: int
    speakers: tuple[int, ...]
    content: frozenset[int]
    speaker_heads: tuple[int, ...]


def find_speech(parsed: ParsedReport, mentions: Mentions, lexicon: Lexicon) -> list[Speech]:
    """Return who says what in each sentence, in text order."""
    found: list[Speech] = []
    for sentence in parsed.sentences:
        for token in parsed.within(sentence):
            speech = _by_verb(parsed.tokens, token, mentions, lexicon, sentence) or _according(
                parsed.tokens, token, mentions, lexicon, sentence
            )
            if speech is not None and not _first_person(speech, mentions, lexicon):
                found.append(speech)
    return found + _continued(parsed, found)


def _first_person(speech: Speech, mentions: Mentions, lexicon: Lexicon) -> bool:
    """Whether the speaker is "I" or "we", who speaks within somebody's quotation."""
    heads = (lexicon.pronouns.get(mentions.items[s].head) for s in speech.speakers)
    return all(pronoun is not None and pronoun.refers == "speaker" for pronoun in heads)


def _continued(parsed: ParsedReport, found: Sequence[Speech]) -> list[Speech]:
    """Return the speeches of sentences that lie within a quotation and have no verb of saying of their own.

    The speaker is the one of the speech next to them in their paragraph, the one before first.
    """
    tokens = parsed.tokens
    spoken = {tokens[s.verb].sentence: s for s in found}
    more: list[Speech] = []
    block, inside = -1, False
    for sentence in parsed.sentences:
        if sentence.block != block:
            block, inside = sentence.block, False
        marks = [t.text for t in parsed.within(sentence) if t.text in QUOTES]
        begins = inside or tokens[sentence.first].text in QUOTES
        inside = inside ^ (len(marks) % 2 == 1)
        if not begins or sentence.index in spoken:
            continue
        near = next(
            (spoken[k] for k in _near(sentence.index) if k in spoken and _same_block(parsed, k, sentence)),
            None,
        )
        if near is not None:
            content = frozenset(range(sentence.first, sentence.last))
            more.append(Speech(near.verb, near.speakers, content, near.speaker_heads))
            spoken[sentence.index] = more[-1]
    return more


def _near(index: int) -> tuple[int, ...]:
    return (index - 1, index - 2, index + 1)


def _same_block(parsed: ParsedReport, index: int, sentence: Sentence) -> bool:
    return 0 <= index < len(parsed.sentences) and parsed.sentences[index].block == sentence.block


def voices_of(
    speeches: Sequence[Speech], at: int, actors: Sequence[int], speaker_of_event: bool
) -> tuple[tuple[int, ...], tuple[Reason, ...], Speech | None]:
    """Return the mentions given as source of the event at token `at`: the nearest speech that contains it.

    A speaker who is the event's own actor is not its source. The speech itself is returned too.
    """
    holding = [s for s in speeches if at in s.content and s.verb != at]
    if not holding:
        return (), (), None
    inner = min(holding, key=lambda s: (len(s.content), s.verb))
    voices = tuple(
        v for s in sorted(holding, key=lambda s: len(s.content)) for v in s.speakers if v not in actors
    )
    if speaker_of_event:
        voices = tuple(v for v in voices if v not in inner.speakers)
    voices = tuple(dict.fromkeys(voices))
    reasons = (
        (Reason(field="attribution", rule="speech.scope", detail=f"token {inner.verb}"),) if voices else ()
    )
    return voices, reasons, inner


def _by_verb(
    tokens: Sequence[Token], token: Token, mentions: Mentions, lexicon: Lexicon, sentence: Sentence
) -> Speech | None:
    if token.lemma not in lexicon.speech or token.pos not in ("VERB", "AUX"):
        return None
    passive = is_passive(tokens, token.i)
    heads = agent_of(tokens, token.i) if passive else subjects(tokens, token.i)
    if passive and not heads and token.dep != "acl":
        return None
    content: set[int] = set()
    for clause in with_dep(tokens, token.i, *CONTENT):
        content.update(subtree(tokens, clause))
    for prep in (p for at in (token.i, *(heads if passive else ())) for p in with_dep(tokens, at, "prep")):
        for clause in with_dep(tokens, prep, "pcomp"):
            content.update(subtree(tokens, clause))
    if token.dep == "parataxis" or (token.dep == "advcl" and not content and token.tag != "VBG"):
        content.update(set(range(sentence.first, sentence.last)) - set(subtree(tokens, token.i)))
    if lexicon.speech[token.lemma]["kind"] == "reproach":
        for reproached in (*with_dep(tokens, token.i, "dobj"), *patients(tokens, token.i)):
            content.update(set(subtree(tokens, reproached)) - {reproached} if not passive else ())
    heads = [c for h in heads for c in conjuncts(tokens, h)]
    speakers = _speakers(heads, mentions)
    if not content or not speakers:
        return None
    return Speech(token.i, speakers, frozenset(content - {token.i}), tuple(heads))


def _according(
    tokens: Sequence[Token], token: Token, mentions: Mentions, lexicon: Lexicon, sentence: Sentence
) -> Speech | None:
    """Return the speech of an "according to", whose content is all of its sentence but itself."""
    if not lexicon.is_a(token.lower, "according"):
        return None
    heads = [c for h in prep_objects(tokens, token.i, ("to",)) for c in conjuncts(tokens, h)]
    heads += [c for h in list(heads) for c in prep_objects(tokens, h, ("by", "from"))]
    speakers = _speakers(heads, mentions)
    if not speakers:
        return None
    content = set(range(sentence.first, sentence.last)) - set(subtree(tokens, token.i))
    return Speech(token.i, speakers, frozenset(content), tuple(heads))


def _speakers(heads: Sequence[int], mentions: Mentions) -> tuple[int, ...]:
    return tuple(dict.fromkeys(m.id for m in (mentions.of(h) for h in heads) if m is not None))
