"""The codebook: PLOVER's categories as data, with the verb, noun and phrase patterns that tell them."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import msgspec

from dragoman.codebook.tables import data_path
from dragoman.errors import CodebookError
from dragoman.model.codes import Category, Status

__all__ = [
    "CategoryEntry",
    "Codebook",
    "Example",
    "Mode",
    "NounPattern",
    "PhrasePattern",
    "Term",
    "VerbPattern",
    "load_codebook",
]

NEEDS = ("both", "actor", "recipient", "either", "none")
NO_MODE = "none"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of one or more words as the parser cuts them; `head` is the place of its head word.

    The head is the last word, or the one before "of": "drone strike", "state of emergency".
    """

    words: tuple[str, ...]
    head: int

    @classmethod
    def of(cls, text: str) -> Term:
        """Return the term of a text such as `cease-fire` or `cessation of hostilities`."""
        words = tuple(text.replace("-", " - ").split())
        return cls(words, words.index("of") - 1 if "of" in words[1:] else len(words) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A finer kind within a category; `cues` are words that choose it for a trigger without a mode."""

    code: str
    definition: str
    intensity: float | None = None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VerbPattern:
    """Verbs that tell the category, and where their arguments stand; see `docs/codebook-format.md`.

    `mode`: "none" for a trigger that takes no mode from cues either. `absorbs`: overrides the category's.
    """

    id: str
    lemmas: tuple[str, ...]
    mode: str | None = None
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    reciprocal: bool = False
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    particle: str | None = None
    preps: tuple[str, ...] = ()
    clause: bool = False
    infinitive: bool = False
    clause_verbs: tuple[str, ...] = ()
    not_clause_verbs: tuple[str, ...] = ()
    needs: str = "both"
    status: Status | None = None
    absorbs: bool | None = None
    note: str = ""

    @functools.cached_property
    def object_terms(self) -> tuple[Term, ...]:
        """The objects that the pattern asks for, as terms."""
        return tuple(map(Term.of, self.objects))

    @functools.cached_property
    def subject_terms(self) -> tuple[Term, ...]:
        """The actors that the pattern asks for, as terms."""
        return tuple(map(Term.of, self.subjects))

    @functools.cached_property
    def barred_terms(self) -> tuple[Term, ...]:
        """The objects that the pattern rules out, as terms."""
        return tuple(map(Term.of, self.not_objects))


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPattern:
    """Nouns that tell the category, and where their arguments stand."""

    id: str
    lemmas: tuple[str, ...]
    mode: str | None = None
    number: str | None = None
    actor: tuple[str, ...] = ("poss", "of", "by", "between", "light_subject")
    recipient: tuple[str, ...] = ("with", "to", "on", "against")
    light_verbs: tuple[str, ...] = ()
    not_modifiers: tuple[str, ...] = ()
    reciprocal: bool = False
    needs: str = "either"
    event_alone: bool = True
    status: Status | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhrasePattern:
    """Literal word sequences that tell the category."""

    id: str
    words: tuple[str, ...]
    mode: str | None = None
    actor: tuple[str, ...] = ("speaker",)
    recipient: tuple[str, ...] = ("subject",)
    needs: str = "actor"
    status: Status | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence and the events that a reading of it must give; every example is a test."""

    text: str
    expect: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryEntry:
    """One category of the codebook.

    `absorbs`: what its trigger governs (what is asked, threatened, refused, promised) is no event of its own.
    `takes_places`: a town or province can be the party acted upon (shelled, visited, blockaded).
    `at_home`: modes that take place in the actor's country where no place is told (an arrest, a ban).
    `meets`: its parties act on each other as equals, but for the modes `one_sided`.
    `implied_actor`, `implied_recipient`: kind of body ("government") of the other side's country that is
    meant where none is named, as in "protests broke out" or "forty people were arrested"; with
    `implied_by` only if the other side is of one of these sectors.
    """

    code: Category
    name: str
    quad: int
    intensity: float
    requires_recipient: bool
    definition: str
    not_this: tuple[str, ...] = ()
    absorbs: bool = False
    takes_places: bool = False
    at_home: tuple[str, ...] = ()
    meets: bool = False
    one_sided: tuple[str, ...] = ()
    implied_actor: str | None = None
    implied_recipient: str | None = None
    implied_by: tuple[str, ...] = ()
    mode: tuple[Mode, ...] = ()
    verb: tuple[VerbPattern, ...] = ()
    noun: tuple[NounPattern, ...] = ()
    phrase: tuple[PhrasePattern, ...] = ()
    example: tuple[Example, ...] = ()

    @property
    def modes(self) -> Mapping[str, Mode]:
        """The modes by their codes."""
        return {mode.code: mode for mode in self.mode}

    @property
    def verbs(self) -> tuple[VerbPattern, ...]:
        """The verb patterns."""
        return self.verb

    @property
    def nouns(self) -> tuple[NounPattern, ...]:
        """The noun patterns."""
        return self.noun

    @property
    def phrases(self) -> tuple[PhrasePattern, ...]:
        """The phrase patterns."""
        return self.phrase

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples, right and wrong."""
        return self.example

    def intensity_of(self, mode: str | None) -> float | None:
        """Return PLOVER's score of a mode, or of the category where there is none."""
        return self.modes[mode].intensity if mode is not None and mode in self.modes else self.intensity


ROWS: Mapping[str, type[Any]] = {
    "": CategoryEntry,
    "mode": Mode,
    "verb": VerbPattern,
    "noun": NounPattern,
    "phrase": PhrasePattern,
    "example": Example,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All categories, in PLOVER's order, and the patterns by the lemma that they begin with."""

    categories: Mapping[str, CategoryEntry]
    verbs: Mapping[str, tuple[tuple[CategoryEntry, VerbPattern], ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[tuple[CategoryEntry, NounPattern, Term], ...]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[tuple[CategoryEntry, PhrasePattern, tuple[str, ...]], ...]] = field(
        default_factory=dict
    )


def load_codebook(overlay: Path | None = None) -> Codebook:
    """Return the packaged codebook, with the user's `overlay` folder laid over it.

    A file of the overlay named like a packaged one (`CONSULT.toml`) replaces patterns, modes and examples
    with the same id or code and adds the others; a key that it gives replaces ours.

    Raises:
        CodebookError: a file is malformed; the message names the file and the place.
    """
    raw = {path.stem: _read(path) for path in sorted(data_path("codebook").glob("*.toml"))}
    if overlay is not None:
        if not overlay.is_dir():
            raise CodebookError(f"{overlay}: no such folder.", cure="Give a folder of category files (TOML).")
        for path in sorted(overlay.glob("*.toml")):
            raw[path.stem] = _laid_over(path.name, raw.get(path.stem, {}), _read(path))
    entries = {name: _entry(name, table) for name, table in raw.items()}
    ordered = {str(code): entries[str(code)] for code in Category if str(code) in entries}
    return _indexed(ordered)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: {error}.", cure="Mend the TOML and try again.") from error


def _laid_over(name: str, ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Return `ours` with the keys and rows of `theirs` replaced or added."""
    merged = dict(ours)
    for key, value in theirs.items():
        if not (isinstance(value, list) and value and isinstance(value[0], dict)):
            merged[key] = value
            continue
        mark = {"mode": "code", "example": "text"}.get(key, "id")
        rows = {row[mark]: row for row in merged.get(key, [])}
        for number, row in enumerate(value, 1):
            if mark not in row:
                raise CodebookError(f"{name}, [[{key}]] {number}: no {mark}.", cure="Give every row one.")
            rows[row[mark]] = row
        merged[key] = list(rows.values())
    return merged


def _entry(name: str, table: dict[str, Any]) -> CategoryEntry:
    _check_keys(name, table)
    try:
        entry = msgspec.convert(table, CategoryEntry)
    except msgspec.ValidationError as error:
        raise CodebookError(
            f"{name}.toml: {error}.", cure="See docs/codebook-format.md for the keys."
        ) from error
    modes = {*entry.modes, NO_MODE}
    rows: tuple[VerbPattern | NounPattern | PhrasePattern, ...] = (*entry.verb, *entry.noun, *entry.phrase)
    for row in rows:
        if row.mode is not None and row.mode not in modes:
            raise CodebookError(
                f"{name}.toml, {row.id}: unknown mode {row.mode!r}; known: {sorted(entry.modes)}."
            )
        if row.needs not in NEEDS:
            raise CodebookError(f"{name}.toml, {row.id}: unknown needs {row.needs!r}; known: {list(NEEDS)}.")
    return entry


def _check_keys(name: str, table: dict[str, Any]) -> None:
    """Raise an error for a key that no row of its kind has, lest a misspelt one be passed over."""
    for kind, shape in ROWS.items():
        rows = [table] if kind == "" else table.get(kind, [])
        known = {f.name for f in fields(shape)}
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            unknown = sorted(set(row) - known) if isinstance(row, dict) else []
            if unknown:
                place = f"[[{kind}]] {row.get('id') or row.get('code') or number}" if kind else "top"
                raise CodebookError(
                    f"{name}.toml, {place}: unknown key {unknown[0]!r}; known: {sorted(known)}.",
                    cure="See docs/codebook-format.md for the keys.",
                )


def _indexed(entries: Mapping[str, CategoryEntry]) -> Codebook:
    verbs: dict[str, list[tuple[CategoryEntry, VerbPattern]]] = {}
    nouns: dict[str, list[tuple[CategoryEntry, NounPattern, Term]]] = {}
    phrases: dict[str, list[tuple[CategoryEntry, PhrasePattern, tuple[str, ...]]]] = {}
    for entry in entries.values():
        for verb in entry.verb:
            for lemma in verb.lemmas:
                verbs.setdefault(lemma, []).append((entry, verb))
        for noun in entry.noun:
            for lemma in noun.lemmas:
                term = Term.of(lemma)
                nouns.setdefault(term.words[term.head], []).append((entry, noun, term))
        for phrase in entry.phrase:
            for words in phrase.words:
                parts = tuple(words.split())
                phrases.setdefault(parts[0], []).append((entry, phrase, parts))
    return Codebook(
        categories=entries,
        verbs={key: tuple(rows) for key, rows in verbs.items()},
        nouns={key: tuple(rows) for key, rows in nouns.items()},
        phrases={key: tuple(rows) for key, rows in phrases.items()},
    )
