"""Fills the slots of a pattern ("subject", "object", "with", "poss" …) with heads of noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dragoman.extract.tree import (
    agent_of,
    antecedent,
    conjuncts,
    is_passive,
    objects,
    patients,
    prep_objects,
    subjects,
    with_dep,
)
from dragoman.model.parsed import Token

__all__ = ["noun_slot", "verb_slot"]

Tokens = Sequence[Token]
CLAUSES = ("ccomp", "xcomp", "advcl")
PARTNERS = ("with", "between", "against")
TOWARDS = ("with", "against", "on", "to", "from", "between", "of")
MODIFIERS = ("amod", "compound", "nmod")


def verb_slot(tokens: Tokens, verb: int, slot: str) -> list[int]:
    """Return the heads that fill a slot of a verb, conjuncts included, in text order."""
    found = _bare_verb_slot(tokens, verb, slot)
    return _spread(tokens, found)


def noun_slot(tokens: Tokens, noun: int, slot: str, light_verbs: Sequence[str]) -> list[int]:
    """Return the heads that fill a slot of a noun; `light_verbs` are verbs that lend it their subject."""
    found = _bare_noun_slot(tokens, noun, slot, light_verbs)
    return _spread(tokens, found)


def _spread(tokens: Tokens, heads: Sequence[int]) -> list[int]:
    return list(dict.fromkeys(c for h in heads for c in conjuncts(tokens, h)))


def _bare_verb_slot(tokens: Tokens, verb: int, slot: str) -> list[int]:
    passive = is_passive(tokens, verb)
    if slot == "subject":
        return agent_of(tokens, verb) if passive else subjects(tokens, verb)
    named = VERB_SLOTS.get(slot)
    return named(tokens, verb) if named else _beside_verb(tokens, verb, slot)


def _acted_upon(tokens: Tokens, verb: int) -> list[int]:
    return patients(tokens, verb) if is_passive(tokens, verb) else objects(tokens, verb)


def _owners_of_object(tokens: Tokens, verb: int) -> list[int]:
    return [
        o
        for h in _acted_upon(tokens, verb)
        for o in (*with_dep(tokens, h, "poss"), *prep_objects(tokens, h, ("of", "by", "from")))
    ]


def _beside_verb(tokens: Tokens, verb: int, prep: str) -> list[int]:
    """Return the objects of a preposition of the verb, and of its object; of other complements if there are none."""
    direct = prep_objects(tokens, verb, (prep,))
    heads = _acted_upon(tokens, verb)
    if prep in PARTNERS and not direct:
        heads = [*heads, *(o for p in with_dep(tokens, verb, "prep") for o in with_dep(tokens, p, "pobj"))]
    below = [o for h in heads for o in prep_objects(tokens, h, (prep,))]
    return direct + [o for o in below if o not in direct]


def _datives(tokens: Tokens, verb: int) -> list[int]:
    found = with_dep(tokens, verb, "dative", "iobj")
    plain = [f for f in found if tokens[f].pos not in ("ADP", "PART")]
    near = plain + prep_objects(tokens, verb, ("to", "for"))
    return near or [
        c
        for o in objects(tokens, verb)
        for c in with_dep(tokens, o, "compound", "nmod")
        if _taken_in(tokens, c)
    ]


def _taken_in(tokens: Tokens, i: int) -> bool:
    """Whether a name may be a dative taken for a part of the object: "gave Ukraine jets"."""
    return tokens[i].pos == "PROPN" and tokens[tokens[i].head].pos == "NOUN"


def _clause_subjects(tokens: Tokens, verb: int) -> list[int]:
    for clause in with_dep(tokens, verb, *CLAUSES):
        own = [antecedent(tokens, s) for s in with_dep(tokens, clause, "nsubj", "nsubjpass")]
        if own:
            return own
    return []


def _clause_objects(tokens: Tokens, clauses: Sequence[int]) -> list[int]:
    """Return whom the governed clause acts upon: what its prepositions govern, else its object."""
    for clause in clauses:
        own = patients(tokens, clause) if is_passive(tokens, clause) else objects(tokens, clause)
        beside = prep_objects(tokens, clause, TOWARDS) or [
            p for o in own for p in prep_objects(tokens, o, TOWARDS)
        ]
        if own or beside:
            return beside or own
    return []


VERB_SLOTS: Mapping[str, Callable[[Tokens, int], list[int]]] = {
    "object": _acted_upon,
    "dative": _datives,
    "object_poss": _owners_of_object,
    "clause_subject": _clause_subjects,
    "clause_object": lambda tokens, verb: _clause_objects(tokens, with_dep(tokens, verb, *CLAUSES)),
    "none": lambda _tokens, _verb: [],
    "speaker": lambda _tokens, _verb: [],
}
NOUN_SLOTS: Mapping[str, Callable[[Tokens, int], list[int]]] = {
    "poss": lambda tokens, noun: with_dep(tokens, noun, "poss"),
    "modifier": lambda tokens, noun: [c for c in with_dep(tokens, noun, *MODIFIERS) if c < noun],
    "subject": lambda tokens, noun: _governing_subjects(tokens, noun, None),
    "clause_object": lambda tokens, noun: _clause_objects(tokens, with_dep(tokens, noun, "acl")),
    "none": lambda _tokens, _noun: [],
}


def _bare_noun_slot(tokens: Tokens, noun: int, slot: str, light_verbs: Sequence[str]) -> list[int]:
    named = NOUN_SLOTS.get(slot)
    if named:
        return named(tokens, noun)
    if slot == "light_subject":
        return _governing_subjects(tokens, noun, light_verbs)
    if slot == "light_object":
        return _light_object(tokens, noun, light_verbs)
    direct = prep_objects(tokens, noun, (slot,))
    verb = tokens[tokens[noun].head]
    carried = tokens[noun].dep in ("dobj", "nsubjpass") and verb.pos == "VERB" and verb.lemma in light_verbs
    if direct or not carried:
        return direct
    return [o for o in prep_objects(tokens, verb.i, (slot,)) if o > noun]


def light_governor(tokens: Tokens, noun: int) -> int | None:
    """Return the verb that has the noun as object, passive or intransitive subject or complement."""
    token = tokens[noun]
    head = token.head
    if token.dep == "conj":
        return light_governor(tokens, head) if head != noun else None
    if token.dep == "nsubj" and tokens[head].pos == "VERB" and not with_dep(tokens, head, "dobj", "ccomp"):
        return head
    if token.dep in ("dobj", "nsubjpass", "attr", "oprd") and tokens[head].pos in ("VERB", "AUX"):
        return head
    if token.dep == "pobj" and tokens[tokens[head].head].pos == "VERB":
        return tokens[head].head
    return None


def _governing_subjects(tokens: Tokens, noun: int, light_verbs: Sequence[str] | None) -> list[int]:
    verb = light_governor(tokens, noun)
    if verb is None or (light_verbs is not None and tokens[verb].lemma not in light_verbs):
        return []
    if tokens[noun].dep in ("nsubjpass", "nsubj"):
        return agent_of(tokens, verb)
    return agent_of(tokens, verb) if is_passive(tokens, verb) else subjects(tokens, verb)


def _light_object(tokens: Tokens, noun: int, light_verbs: Sequence[str]) -> list[int]:
    verb = light_governor(tokens, noun)
    if verb is None or tokens[verb].lemma not in light_verbs:
        return []
    return [o for o in (*objects(tokens, verb), *with_dep(tokens, verb, "dative")) if o != noun]
