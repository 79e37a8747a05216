"""Matches the codebook's patterns on a parsed report: which words tell an event, and who fills its slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import FormKind, KnownKind
from dragoman.codebook.patterns import CategoryEntry, NounPattern, PhrasePattern, Term, VerbPattern
from dragoman.extract.arguments import light_governor, noun_slot, verb_slot
from dragoman.extract.candidates import Candidate, is_political
from dragoman.extract.mentions import Mentions
from dragoman.extract.names import Names
from dragoman.extract.tree import (
    governor,
    is_passive,
    objects,
    patients,
    prep_objects,
    subjects,
    with_dep,
)
from dragoman.model.parsed import ParsedReport, Token

__all__ = ["Matcher"]
VERB_POS = ("VERB",)
CLAUSES = ("ccomp", "xcomp")
PARTICLES = ("prt", "advmod", "prep")
HELPERS = ("aux", "auxpass")
CONTEXT = 2
PLAIN_VERB = (
    ("subject",),
    ("object", "dative", "to", "with", "against", "on", "from", "for", "clause_subject", "clause_object"),
)
PLAIN_NOUN = (
    ("poss", "by", "subject", "modifier"),
    ("with", "to", "against", "on", "of", "from", "for", "between"),
)
OWNING = ("poss", "amod", "compound", "nmod")


class Matcher:
    """Matches the patterns on one report.

    Not `strict`, patterns hold whoever fills their slots, and what others absorb is kept: where the parties
    are given, every wording counts.
    """

    def __init__(
        self,
        parsed: ParsedReport,
        names: Names,
        mentions: Mentions,
        guides: Guides,
        *,
        strict: bool = True,
    ) -> None:
        self.strict = strict
        self.tokens = parsed.tokens
        self.lexicon = guides.lexicon
        self.names = names
        self.mentions = mentions
        self.codebook = guides.codebook
        self.knowledge = guides.knowledge

    def plain_sides(self, at: int, entry: CategoryEntry) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return who stands where actor and recipient of a word mostly stand, whatever the word."""
        token = self.tokens[at]
        nominal = token.pos in ("NOUN", "PROPN")
        acting, receiving = PLAIN_NOUN if nominal else PLAIN_VERB

        def slot(name: str) -> list[int]:
            return noun_slot(self.tokens, at, name, ()) if nominal else verb_slot(self.tokens, at, name)

        _, actors = self._fill(acting, slot)
        _, recipients = self._fill(receiving, slot, places=entry.takes_places, owners=True)
        return actors, tuple(r for r in recipients if r not in actors)

    def candidates(self, token: Token) -> list[Candidate]:
        """Return every reading of one word as a trigger."""
        found: list[Candidate | None] = []
        if token.pos in VERB_POS or (token.tag.startswith("VB") and token.pos != "AUX"):
            verbs = self.codebook.verbs.get(token.lemma) or self.codebook.verbs.get(token.lower, ())
            found += [self._verb(token, e, p) for e, p in verbs]
        elif token.pos == "NOUN" and token.dep not in ("compound", "nmod") and token.i not in self.names.hits:
            rows = self.codebook.nouns.get(token.lemma) or self.codebook.nouns.get(token.lower, ())
            found += [self._noun(token, e, p, term) for e, p, term in rows]
        found += [
            self._phrase(token, e, p, words) for e, p, words in self.codebook.phrases.get(token.lower, ())
        ]
        return [c for c in found if c is not None]

    def _verb(self, token: Token, entry: CategoryEntry, pattern: VerbPattern) -> Candidate | None:
        particle = self._particle(token, pattern.particle)
        passive = is_passive(self.tokens, token.i)
        heads = patients(self.tokens, token.i) if passive else objects(self.tokens, token.i)
        named = self._named(token, pattern, heads)
        if (pattern.particle and particle is None) or (pattern.objects and not named):
            return None
        if not self._surroundings_fit(token, pattern, heads):
            return None
        _, actors = self._fill(pattern.actor, lambda slot: verb_slot(self.tokens, token.i, slot))
        if not actors and "subject" in pattern.actor and token.dep in ("acl", "relcl", "xcomp"):
            _, actors = self._fill(("subject",), lambda _: self._outer_subjects(token))
        recipient_heads, recipients = self._fill(
            pattern.recipient,
            lambda slot: verb_slot(self.tokens, token.i, slot),
            places=entry.takes_places,
            owners=True,
        )
        recipients = tuple(r for r in recipients if r not in actors)
        if any(self._spells(t, h) for t in pattern.barred_terms for h in (*heads, *recipient_heads)):
            return None
        if token.dep == "amod" and not actors:
            return None  # "captured fighters", "accused criminals": what they are, not what was done
        if not self._enough(pattern.needs, actors, recipients, pattern.reciprocal):
            return None
        weight = _weight(pattern, longest=max(named.values(), default=0))
        trigger = [token.i, *([particle] if particle is not None else []), *list(named)[:1]]
        return Candidate(
            at=token.i,
            tokens=tuple(sorted(trigger)),
            entry=entry,
            pattern=pattern,
            actors=actors,
            recipients=recipients,
            recipient_heads=recipient_heads,
            rank=4 * weight + 2 * bool(recipients) + bool(actors),
        )

    def _named(self, token: Token, pattern: VerbPattern, heads: Sequence[int]) -> dict[int, int]:
        """Return those objects of a verb that the pattern asks for, with the lengths of the terms that match.

        With `preps`, what these prepositions govern counts too: "withdraw from the treaty".
        """
        if not pattern.objects:
            return {}
        beside = prep_objects(self.tokens, token.i, pattern.preps) if pattern.preps else []
        lengths = {
            h: max((len(t.words) for t in pattern.object_terms if self._spells(t, h)), default=0)
            for h in (*heads, *beside)
        }
        return {h: length for h, length in lengths.items() if length}

    def _surroundings_fit(self, token: Token, pattern: VerbPattern, heads: Sequence[int]) -> bool:
        """Whether the prepositions, clause and subject that a pattern asks for stand with the verb."""
        if pattern.preps and not self._has_prep(token, heads, pattern.preps):
            return False
        return self._clause_fits(token, pattern) and self._subject_fits(token, pattern)

    def _subject_fits(self, token: Token, pattern: VerbPattern) -> bool:
        """Whether one who does it is of the nouns that the pattern asks for, if it asks for any."""
        terms = pattern.subject_terms
        return not terms or any(
            self._spells(t, h) for h in verb_slot(self.tokens, token.i, "subject") for t in terms
        )

    def _clause_fits(self, token: Token, pattern: VerbPattern) -> bool:
        """Whether the verb governs a clause if the pattern asks for one, and one with a fitting verb."""
        clauses = with_dep(self.tokens, token.i, *CLAUSES)
        verbs = {self.tokens[c].lemma for c in clauses}
        if verbs & set(pattern.not_clause_verbs):
            return False
        if pattern.clause_verbs:
            return bool(verbs & set(pattern.clause_verbs))
        if pattern.infinitive:
            return any(self.tokens[t].tag == "TO" for c in clauses for t in self.tokens[c].children)
        return bool(clauses) or not pattern.clause

    def _spells(self, term: Term, head: int) -> bool:
        """Whether the words around a token are a term."""
        first = head - term.head
        if first < 0 or first + len(term.words) > len(self.tokens):
            return False
        return all(
            word in (self.tokens[first + k].lemma, self.tokens[first + k].lower)
            for k, word in enumerate(term.words)
        )

    def _noun(self, token: Token, entry: CategoryEntry, pattern: NounPattern, term: Term) -> Candidate | None:
        if not self._spells(term, token.i):
            return None
        first = token.i - term.head
        plural = token.tag == "NNS"
        if pattern.number is not None and plural != (pattern.number == "plural"):
            return None
        modifiers = {self.tokens[c].lemma for c in token.children} | {
            self.tokens[c].lower for c in token.children
        }
        if modifiers & set(pattern.not_modifiers):
            return None

        def slot(name: str) -> list[int]:
            if name == "context":
                return self._context(token)
            return noun_slot(self.tokens, token.i, name, pattern.light_verbs)

        _, actors = self._fill(pattern.actor, slot)
        recipient_heads, recipients = self._fill(
            pattern.recipient, slot, places=entry.takes_places, owners=True
        )
        recipients = tuple(r for r in recipients if r not in actors)
        if not self._enough(pattern.needs, actors, recipients, pattern.reciprocal):
            return None
        verb = light_governor(self.tokens, token.i)
        light = verb is not None and self.tokens[verb].lemma in pattern.light_verbs
        if not pattern.event_alone and not light and not (actors and recipients):
            return None
        return Candidate(
            at=token.i,
            tokens=tuple(range(first, first + len(term.words))),
            entry=entry,
            pattern=pattern,
            actors=actors,
            recipients=recipients,
            recipient_heads=recipient_heads,
            rank=8 * (len(term.words) - 1) + 4 * light + 2 * bool(recipients) + bool(actors),
            nominal=True,
        )

    def _phrase(
        self, token: Token, entry: CategoryEntry, pattern: PhrasePattern, words: tuple[str, ...]
    ) -> Candidate | None:
        last = token.i + len(words) - 1
        if last >= len(self.tokens) or self.tokens[last].sentence != token.sentence:
            return None
        if any(self.tokens[token.i + k].lower != word for k, word in enumerate(words)):
            return None
        spoken = "speaker" in pattern.actor
        _, actors = self._fill(
            tuple(s for s in pattern.actor if s != "speaker"), lambda slot: self._clause_slot(token, slot)
        )
        recipient_heads, recipients = self._fill(
            pattern.recipient, lambda slot: self._clause_slot(token, slot), owners=True
        )
        recipients = tuple(r for r in recipients if r not in actors)
        if not self._enough(pattern.needs, actors or ((-1,) if spoken else ()), recipients, reciprocal=False):
            return None
        return Candidate(
            at=self._top(token.i, last),
            tokens=tuple(range(token.i, last + 1)),
            entry=entry,
            pattern=pattern,
            actors=actors,
            recipients=recipients,
            recipient_heads=recipient_heads,
            rank=100 + len(words),
            speaker=spoken and not actors,
        )

    def _top(self, first: int, last: int) -> int:
        """Return the word of a phrase that governs the others."""
        inside = range(first, last + 1)
        return next(
            (k for k in inside if self.tokens[k].head not in inside or self.tokens[k].head == k), first
        )

    def _clause_slot(self, token: Token, slot: str) -> list[int]:
        """Return a slot of the clause that a phrase stands in."""
        verb = token.i
        while self.tokens[verb].head != verb and (
            self.tokens[verb].pos not in ("VERB", "AUX") or self.tokens[verb].dep in HELPERS
        ):
            verb = self.tokens[verb].head
        return verb_slot(self.tokens, verb, slot)

    def _particle(self, token: Token, particle: str | None) -> int | None:
        if particle is None:
            return None
        return next(
            (
                c
                for c in token.children
                if self.tokens[c].lower == particle and self.tokens[c].dep in PARTICLES
            ),
            None,
        )

    def _has_prep(self, token: Token, heads: Sequence[int], preps: Sequence[str]) -> bool:
        marked = with_dep(self.tokens, token.i, "advcl", *CLAUSES)
        return any(
            self.tokens[c].lower in preps
            for at in (token.i, *heads, *marked)
            for c in self.tokens[at].children
            if c > token.i and (at not in marked or self.tokens[c].dep == "mark")
        )

    def _fill(
        self,
        slots: Sequence[str],
        slot_of: Callable[[str], list[int]],
        *,
        places: bool = False,
        owners: bool = False,
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the heads and mentions of the first slot that a party fills, else the first at hand."""
        spare: tuple[int, ...] = ()
        for slot in slots:
            heads = [w for h in slot_of(slot) for w in self._whole(h)]
            if owners and not any(self.mentions.of(h) for h in heads):
                heads = [o for h in heads for o in self._owners(h)] or heads
            ids = dict.fromkeys(
                m.id
                for m in (self.mentions.of(h) for h in heads)
                if m is not None and is_political(m, self.knowledge, places=places)
            )
            if ids:
                return tuple(heads), tuple(ids)
            spare = spare or tuple(heads)
        return spare, ()

    def _outer_subjects(self, token: Token) -> list[int]:
        """Return the subject of the verb above one whose own noun cannot act ("a message … blaming")."""
        verb = governor(self.tokens, token.i)
        return subjects(self.tokens, verb) if verb is not None and token.tag in ("VBG", "VB") else []

    def _whole(self, head: int) -> list[int]:
        """Return of whom a word of number tells ("thousands of Georgians"), or the head itself."""
        token = self.tokens[head]
        counts = token.pos in ("NUM", "DET") or self._is_quantity(token)
        if not counts or self.mentions.of(head) is not None:
            return [head]
        return prep_objects(self.tokens, head, ("of",)) or [head]

    def _is_quantity(self, token: Token) -> bool:
        return self.lexicon.is_a(token.lemma, "quantity")

    def _owners(self, head: int, depth: int = 0) -> list[int]:
        """Return whose thing a noun denotes: "Iran's demand", "Saudi oil fields", "efforts of the junta"."""
        children = [self.tokens[c] for c in self.tokens[head].children]
        near = [c.i for c in children if c.dep in OWNING and self.mentions.of(c.i) is not None]
        if near or depth >= 2:
            return near
        for child in children:
            if child.dep == "prep" and child.lower in ("of", "in", "by", "with"):
                for inner in with_dep(self.tokens, child.i, "pobj"):
                    found = [inner] if self.mentions.of(inner) else self._owners(inner, depth + 1)
                    if found:
                        return found
        return []

    def _context(self, token: Token) -> list[int]:
        """Return the heads of the two states or governments named last before a sentence that names none."""
        heads = {m: h for h, m in self.mentions.at.items()}
        found: dict[str, int] = {}
        for mention in reversed(self.mentions.items):
            if (
                not token.sentence - CONTEXT <= mention.sentence <= token.sentence
                or heads[mention.id] > token.i
            ):
                continue
            agent = self.knowledge.agents.get(mention.head)
            row = self.knowledge.rows.get(mention.known)
            if row is not None and row.kind is KnownKind.COUNTRY and mention.form != FormKind.ADJECTIVE:
                found.setdefault(row.id, heads[mention.id])
            elif agent is not None and agent.kind == "government" and agent.collective:
                found.setdefault(agent.kind, heads[mention.id])
        return sorted(found.values())[-2:] if len(found) > 1 else []

    def _enough(self, needs: str, actors: Sequence[int], recipients: Sequence[int], reciprocal: bool) -> bool:
        """Whether the roles that a pattern needs are filled; equals may all stand on one side."""
        if not self.strict:
            return True
        if reciprocal and needs == "both":
            several = len(actors) > 1 or any(self.mentions.items[a].plural for a in actors)
            return bool(actors and recipients) or several
        return {
            "both": bool(actors and recipients),
            "actor": bool(actors),
            "recipient": bool(recipients),
            "either": bool(actors or recipients),
            "none": True,
        }[needs]


def _weight(pattern: VerbPattern, *, longest: int) -> int:
    """Return how much a verb's pattern asks for; `longest` is that of the object's term which matches."""
    return (
        3 * bool(pattern.objects)
        + longest
        + 3 * bool(pattern.particle)
        + 2 * bool(pattern.preps)
        + 2 * bool(pattern.subjects)
        + bool(pattern.clause or pattern.infinitive)
        + bool(pattern.clause_verbs)
    )
