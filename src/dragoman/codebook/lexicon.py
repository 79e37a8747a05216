"""The small lexicons of the reading language: pronouns, markers, cues, verbs of saying, time words."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.tables import Row, cells, read_table
from dragoman.model.codes import Status

__all__ = ["Cue", "Lexicon", "Pronoun", "load_lexicon"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """A personal or possessive pronoun; `refers` is its series ("he", "they", "speaker" …)."""

    id: str
    form: str
    plural: bool
    refers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that set the status of what they govern.

    `where` says how they stand to the trigger: "governor" (a verb, noun or adjective above it), "modifier"
    (an adverb, auxiliary or determiner below it), "subordinator" (a conjunction of its clause).
    `tags`: only in these Penn tags; `deps`: only with these labels. `backshifts`: in reported speech it
    stands for what lies ahead ("said it would leave").
    """

    id: str
    lemma: str
    where: str
    status: Status
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    backshifts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All small lexicons, indexed by their words in lower case."""

    pronouns: Mapping[str, Pronoun]
    markers: Mapping[str, frozenset[str]]
    cues: Mapping[str, tuple[Cue, ...]]
    speech: Mapping[str, Row]
    numbers: Mapping[str, float]
    units: Mapping[str, Row]
    qualifiers: tuple[tuple[tuple[str, ...], str], ...]

    def is_a(self, word: str, kind: str) -> bool:
        """Whether a word is a marker of a kind, such as "former" or "definite"."""
        return word in self.markers.get(kind, ())


@functools.cache
def load_lexicon() -> Lexicon:
    """Return the packaged lexicons. Loaded once in a process.

    Raises:
        CodebookError: a table is malformed; the message names file and line.
    """
    markers: dict[str, set[str]] = {}
    for row in read_table("lexicon/en/markers.tsv"):
        markers.setdefault(row["kind"], set()).add(row["form"])
    cues: dict[str, list[Cue]] = {}
    for row in read_table("lexicon/en/cues.tsv"):
        cue = Cue(
            id=row["id"],
            lemma=row["lemma"],
            where=row["where"],
            status=Status(row["status"]),
            tags=cells(row["tags"]),
            deps=cells(row["deps"]),
            backshifts=row["backshifts"] == "yes",
        )
        cues.setdefault(cue.lemma, []).append(cue)
    return Lexicon(
        pronouns={
            row["form"]: Pronoun(
                id=row["id"], form=row["form"], plural=row["number"] == "plural", refers=row["refers"]
            )
            for row in read_table("lexicon/en/pronouns.tsv")
        },
        markers={kind: frozenset(forms) for kind, forms in markers.items()},
        cues={lemma: tuple(group) for lemma, group in cues.items()},
        speech={row["lemma"]: row for row in read_table("lexicon/en/speech.tsv")},
        numbers={row["form"]: float(row["value"]) for row in read_table("lexicon/en/numbers.tsv")},
        units={row["noun"]: row for row in read_table("lexicon/en/units.tsv")},
        qualifiers=tuple(
            (tuple(row["form"].split()), row["qualifier"]) for row in read_table("lexicon/en/qualifiers.tsv")
        ),
    )
