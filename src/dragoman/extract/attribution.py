"""According to whom: who is given as the source of what is told, from the speeches of a report."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.knowledge import Knowledge
from dragoman.codebook.lexicon import Lexicon
from dragoman.extract.listening import QUOTES, Listener, Speech
from dragoman.extract.mentions import Mentions
from dragoman.model.parsed import ParsedReport, Sentence
from dragoman.model.reason import Reason

__all__ = ["Speech", "find_speech", "voices_of"]


def find_speech(
    parsed: ParsedReport, mentions: Mentions, lexicon: Lexicon, knowledge: Knowledge | None = None
) -> list[Speech]:
    """Return who says what in each sentence, in text order.

    With `knowledge`, the media that its tables name are known as such: "told AFP".
    """
    listener = Listener(parsed, mentions, lexicon, knowledge)
    found = [speech for sentence in parsed.sentences for speech in listener.heard(sentence)]
    return found + _continued(parsed, found)


def voices_of(
    speeches: Sequence[Speech], at: int, actors: Sequence[int], speaker_of_event: bool
) -> tuple[tuple[int, ...], tuple[Reason, ...], Speech | None]:
    """Return the mentions given as source of the event at token `at`: the speakers of all speeches that assert it.

    A speaker who is the event's own actor is not its source. The nearest speech that contains the event is
    returned too, one that only relays another's words left aside.
    """
    holding = sorted((s for s in speeches if at in s.content and s.verb != at), key=lambda s: len(s.content))
    if not holding:
        return (), (), None
    inner = min((s for s in holding if not s.relayed), key=lambda s: (len(s.content), s.verb), default=None)
    told = [s for s in holding if at not in s.assumed]
    voices = tuple(dict.fromkeys(v for s in told for v in s.speakers if v not in actors))
    if speaker_of_event and inner is not None:
        voices = tuple(v for v in voices if v not in inner.speakers)
    if not voices:
        return (), (), inner
    verb = (inner or holding[0]).verb
    return voices, (Reason(field="attribution", rule="speech.scope", detail=f"token {verb}"),), inner


def _continued(parsed: ParsedReport, found: Sequence[Speech]) -> list[Speech]:
    """Return the speeches of sentences that lie within a quotation and have no verb of saying of their own.

    The speaker is the one of the speech next to them in their paragraph, the one before first.
    """
    tokens = parsed.tokens
    spoken = {tokens[s.verb].sentence: s for s in found if not s.relayed}
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
