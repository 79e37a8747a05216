"""Matches the codebook's patterns on a parsed report: which words tell an event, and who fills its slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.codebook.knowledge import FormKind, Knowledge, KnownKind
from dragoman.codebook.patterns import CategoryEntry, Codebook, NounPattern, PhrasePattern, Term, VerbPattern
from dragoman.extract.arguments import light_governor, noun_slot, verb_slot
from dragoman.extract.mentions import Mentions
from dragoman.extract.names import Names
from dragoman.extract.tree import governor, is_passive, objects, patients, subjects, with_dep
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import ActorMention, MentionKind

__all__ = ["Candidate", "find_triggers", "is_political"]

PLACE_KINDS = (KnownKind.PLACE, KnownKind.REGION)
VERB_POS = ("VERB",)
CLAUSES = ("ccomp", "xcomp")
PARTICLES = ("prt", "advmod", "prep")
CONTEXT = 2
OWNING = ("poss", "amod", "compound", "nmod")
COMPLEMENT = ("xcomp", "ccomp", "conj", "pcomp", "prep", "pobj", "dobj", "agent")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger with its category and the mentions that fill its slots.

    `tokens` are the trigger's tokens, the first in `at` the one that carries it. `speaker` tells that whoever
    says the clause is the actor.
    """

    at: int
    tokens: tuple[int, ...]
    entry: CategoryEntry
    pattern: VerbPattern | NounPattern | PhrasePattern
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    recipient_heads: tuple[int, ...]
    rank: int
    nominal: bool = False
    speaker: bool = False


def find_triggers(
    parsed: ParsedReport, names: Names, mentions: Mentions, codebook: Codebook, knowledge: Knowledge
) -> list[Candidate]:
    """Return the event candidates of a report in text order, at most one for each word."""
    matcher = _Matcher(parsed, names, mentions, codebook, knowledge)
    best: dict[int, Candidate] = {}
    for token in parsed.tokens:
        for candidate in matcher.candidates(token):
            held = best.get(candidate.at)
            if held is None or candidate.rank > held.rank:
                best[candidate.at] = candidate
    return _without_absorbed(parsed.tokens, _without_overlaps(best))


class _Matcher:
    def __init__(
        self, parsed: ParsedReport, names: Names, mentions: Mentions, codebook: Codebook, knowledge: Knowledge
    ) -> None:
        self.tokens = parsed.tokens
        self.names = names
        self.mentions = mentions
        self.codebook = codebook
        self.knowledge = knowledge

    def candidates(self, token: Token) -> list[Candidate]:
        """Return every reading of one word as a trigger."""
        found: list[Candidate | None] = []
        if token.pos in VERB_POS or (token.tag.startswith("VB") and token.pos != "AUX"):
            found += [self._verb(token, e, p) for e, p in self.codebook.verbs.get(token.lemma, ())]
        elif token.pos == "NOUN" and token.dep not in ("compound", "nmod") and token.i not in self.names.hits:
            rows = self.codebook.nouns.get(token.lemma) or self.codebook.nouns.get(token.lower, ())
            found += [self._noun(token, e, p, term) for e, p, term in rows]
        found += [self._phrase(token, e, p, words) for e, p, words in self.codebook.phrases.get(token.lower, ())]
        return [c for c in found if c is not None]

    def _verb(self, token: Token, entry: CategoryEntry, pattern: VerbPattern) -> Candidate | None:
        particle = self._particle(token, pattern.particle)
        if pattern.particle and particle is None:
            return None
        heads = patients(self.tokens, token.i) if is_passive(self.tokens, token.i) else objects(self.tokens, token.i)
        named = [h for h in heads if any(self._spells(t, h) for t in pattern.object_terms)]
        if (pattern.objects and not named) or any(self._spells(t, h) for t in pattern.barred_terms for h in heads):
            return None
        if pattern.preps and not self._has_prep(token, heads, pattern.preps):
            return None
        if pattern.clause and not with_dep(self.tokens, token.i, *CLAUSES):
            return None
        _, actors = self._fill(pattern.actor, lambda slot: verb_slot(self.tokens, token.i, slot))
        if not actors and "subject" in pattern.actor and token.dep in ("acl", "relcl"):
            _, actors = self._fill(("subject",), lambda _: self._outer_subjects(token))
        recipient_heads, recipients = self._fill(
            pattern.recipient, lambda slot: verb_slot(self.tokens, token.i, slot), places=entry.takes_places, owners=True
        )
        recipients = tuple(r for r in recipients if r not in actors)
        if not self._enough(pattern.needs, actors, recipients, pattern.reciprocal):
            return None
        rank = 4 * bool(pattern.objects) + 3 * bool(particle) + 2 * bool(pattern.preps) + bool(pattern.clause)
        trigger = [token.i, *([particle] if particle is not None else []), *named[:1]]
        return Candidate(
            at=token.i,
            tokens=tuple(sorted(trigger)),
            entry=entry,
            pattern=pattern,
            actors=actors,
            recipients=recipients,
            recipient_heads=recipient_heads,
            rank=4 * rank + 2 * bool(recipients) + bool(actors),
        )

    def _spells(self, term: Term, head: int) -> bool:
        """Whether the words around a token are a term."""
        first = head - term.head
        if first < 0 or first + len(term.words) > len(self.tokens):
            return False
        return all(
            word in (self.tokens[first + k].lemma, self.tokens[first + k].lower) for k, word in enumerate(term.words)
        )

    def _noun(self, token: Token, entry: CategoryEntry, pattern: NounPattern, term: Term) -> Candidate | None:
        if not self._spells(term, token.i):
            return None
        first = token.i - term.head
        plural = token.tag == "NNS"
        if pattern.number is not None and plural != (pattern.number == "plural"):
            return None
        modifiers = {self.tokens[c].lemma for c in token.children} | {self.tokens[c].lower for c in token.children}
        if modifiers & set(pattern.not_modifiers):
            return None

        def slot(name: str) -> list[int]:
            if name == "context":
                return self._context(token)
            return noun_slot(self.tokens, token.i, name, pattern.light_verbs)

        _, actors = self._fill(pattern.actor, slot)
        recipient_heads, recipients = self._fill(pattern.recipient, slot, places=entry.takes_places, owners=True)
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
        recipient_heads, recipients = self._fill(pattern.recipient, lambda slot: self._clause_slot(token, slot))
        recipients = tuple(r for r in recipients if r not in actors)
        if not self._enough(pattern.needs, actors or ((-1,) if spoken else ()), recipients, reciprocal=False):
            return None
        return Candidate(
            at=token.i,
            tokens=tuple(range(token.i, last + 1)),
            entry=entry,
            pattern=pattern,
            actors=actors,
            recipients=recipients,
            recipient_heads=recipient_heads,
            rank=100 + len(words),
            speaker=spoken and not actors,
        )

    def _clause_slot(self, token: Token, slot: str) -> list[int]:
        """Return a slot of the clause that a phrase stands in."""
        verb = token.i
        while self.tokens[verb].pos not in ("VERB", "AUX") and self.tokens[verb].head != verb:
            verb = self.tokens[verb].head
        return verb_slot(self.tokens, verb, slot)

    def _particle(self, token: Token, particle: str | None) -> int | None:
        if particle is None:
            return None
        return next(
            (c for c in token.children if self.tokens[c].lower == particle and self.tokens[c].dep in PARTICLES), None
        )

    def _has_prep(self, token: Token, heads: Sequence[int], preps: Sequence[str]) -> bool:
        return any(
            self.tokens[c].lower in preps for at in (token.i, *heads) for c in self.tokens[at].children if c > token.i
        )

    def _fill(
        self, slots: Sequence[str], slot_of: Callable[[str], list[int]], *, places: bool = False, owners: bool = False
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the heads and mentions of the first slot that a party fills, else the first heads at hand."""
        spare: tuple[int, ...] = ()
        for slot in slots:
            heads = slot_of(slot)
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
        """Return the subject of the verb above a participle whose own noun cannot act ("a message … blaming")."""
        verb = governor(self.tokens, token.i)
        return subjects(self.tokens, verb) if verb is not None and token.tag == "VBG" else []

    def _owners(self, head: int, depth: int = 0) -> list[int]:
        """Return whose thing a noun denotes: "Iran's demand", "Saudi oil fields", "the efforts of the junta"."""
        children = [self.tokens[c] for c in self.tokens[head].children]
        near = [c.i for c in children if c.dep in OWNING and self.mentions.of(c.i) is not None]
        if near or depth >= 2:
            return near
        for child in children:
            if child.dep == "prep" and child.lower in ("of", "in", "by"):
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
            if not token.sentence - CONTEXT <= mention.sentence <= token.sentence or heads[mention.id] > token.i:
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


def is_political(mention: ActorMention, knowledge: Knowledge, *, places: bool = False) -> bool:
    """Whether a mention can be a party by the guidelines: a name, an office, a body, or people of one."""
    row = knowledge.rows.get(mention.known)
    if row is not None and (not row.acts or (row.kind in PLACE_KINDS and not places)):
        return False
    if mention.kind is MentionKind.PRONOUN or mention.title or mention.known:
        return True
    if mention.name:
        return True
    return mention.head in knowledge.agents


def _without_overlaps(best: dict[int, Candidate]) -> list[Candidate]:
    """Drop a candidate whose word stands inside another's trigger."""
    covered = {t: c for c in best.values() for t in c.tokens if t != c.at}
    return [best[at] for at in sorted(best) if at not in covered or covered[at].rank < best[at].rank]


def _without_absorbed(tokens: Sequence[Token], candidates: list[Candidate]) -> list[Candidate]:
    """Drop what is only asked, threatened or refused by another candidate of the clause above it."""
    absorbing = {c.at for c in candidates if c.entry.absorbs and not c.nominal}
    return [c for c in candidates if not _absorbed(tokens, c.at, absorbing)]


def _absorbed(tokens: Sequence[Token], at: int, absorbing: set[int]) -> bool:
    for _ in range(6):
        token = tokens[at]
        if token.dep not in COMPLEMENT or token.head == at:
            return False
        if token.dep == "conj" and token.head in absorbing:
            return False
        at = token.head
        if at in absorbing:
            return True
    return False
