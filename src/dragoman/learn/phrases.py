"""Short labelled sentences made of the codebook's own patterns, so that every wording is met at least once."""

from __future__ import annotations

import random
from collections.abc import Iterator

from dragoman.codebook.patterns import CategoryEntry, Codebook, VerbPattern
from dragoman.learn.corpus import Entry, LabelledEvent
from dragoman.model.codes import Status

__all__ = ["phrases_of"]

PLAIN_SLOTS = (
    "subject",
    "object",
    "dative",
    "object_poss",
    "clause_subject",
    "clause_object",
    "poss",
    "none",
    "speaker",
)


def phrases_of(codebook: Codebook, names: list[str], *, seed: int) -> Iterator[Entry]:
    """Yield one sentence for each verb of the codebook's patterns, with names drawn by `seed`."""
    chance = random.Random(seed)
    for entry in codebook.categories.values():
        for pattern in entry.verb:
            for lemma in pattern.lemmas:
                for thing in pattern.objects[:1] or ("",):
                    yield _sentence(entry, pattern, lemma, thing, chance.sample(names, 2))


def _sentence(entry: CategoryEntry, pattern: VerbPattern, lemma: str, thing: str, pair: list[str]) -> Entry:
    actor, recipient = pair
    words = [actor, _past(lemma), *([pattern.particle] if pattern.particle else [])]
    prep = next((slot for slot in pattern.recipient if slot not in PLAIN_SLOTS), "")
    trigger = " ".join(words[1:])
    if thing:
        words.append(f"the {thing}")
    elif "object" not in pattern.recipient and not prep and pattern.clause:
        words.append("to act")
    if "object" in pattern.recipient and not thing:
        words.append(recipient)
    elif prep:
        words += [prep, recipient]
    elif "object_poss" in pattern.recipient and thing:
        words[-1] = f"{recipient}'s {thing}"
    text = " ".join(words) + "."
    at = text.find(recipient, len(actor))
    return Entry(
        origin=f"{pattern.id} {lemma}",
        text=text,
        events=(
            LabelledEvent(
                category=entry.code,
                mode=pattern.mode if pattern.mode in entry.modes else None,
                trigger=(len(actor) + 1, len(actor) + 1 + len(trigger)),
                actors=((0, len(actor)),),
                recipients=((at, at + len(recipient)),) if at >= 0 else (),
                status=pattern.status or Status.HAPPENED,
                voices=(),
                times=(),
                places=(),
            ),
        ),
    )


def _past(lemma: str) -> str:
    """Return the past tense of a verb; the first word of several is the verb."""
    from lemminflect import getInflection

    first, _, rest = lemma.partition(" ")
    forms = getInflection(first, tag="VBD")
    return " ".join(filter(None, [forms[0] if forms else first, rest]))
