"""Grammar: who is the subject, object or complement of a word, through passives, control and relatives.

All functions take the report's tokens and return token indices of heads of phrases; conjuncts are expanded
where it says so. Labels are the parser's (ClearNLP) and not words of any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.model.parsed import Token

__all__ = [
    "agent_of",
    "ancestors",
    "conjuncts",
    "governor",
    "is_passive",
    "objects",
    "path_between",
    "patients",
    "prep_objects",
    "subjects",
    "subtree",
]

Tokens = Sequence[Token]

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
VERBAL = ("VERB", "AUX")
SUBJECT = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECT = ("nsubjpass", "csubjpass")
RELATIVE_TAGS = ("WDT", "WP", "WP$", "WRB")
ADJOINED = ("advcl", "ccomp", "parataxis", "dep")
OBJECT_CONTROL = ("of", "for", "from", "with", "into")
DEPTH = 6


def with_dep(tokens: Tokens, i: int, *deps: str) -> list[int]:
    """Return the children of `i` that carry one of the labels."""
    return [c for c in tokens[i].children if tokens[c].dep in deps]


def conjuncts(tokens: Tokens, i: int) -> list[int]:
    """Return `i` and the nominals coordinated with it, in text order."""
    found = [i]
    for at in found:
        found.extend(
            c
            for c in tokens[at].children
            if tokens[c].dep == "conj" and tokens[c].pos in NOMINAL and c not in found
        )
    return found


def ancestors(tokens: Tokens, i: int) -> Iterator[int]:
    """Yield the heads above `i`, nearest first."""
    seen = {i}
    while tokens[i].head not in seen:
        i = tokens[i].head
        seen.add(i)
        yield i


def path_between(tokens: Tokens, one: int, other: int) -> tuple[list[int], list[int]] | None:
    """Return the words from each of two up to, and without, the one where their ways meet; None if they never do."""
    up, down = [one, *ancestors(tokens, one)], [other, *ancestors(tokens, other)]
    meeting = next((a for a in up if a in down), None)
    return None if meeting is None else (up[: up.index(meeting)], down[: down.index(meeting)])


def subtree(tokens: Tokens, i: int) -> list[int]:
    """Return `i` and all tokens below it, in text order."""
    found = [i]
    for at in found:
        found.extend(tokens[at].children)
    return sorted(found)


def governor(tokens: Tokens, i: int) -> int | None:
    """Return the nearest verb above `i`, if any."""
    return next((a for a in ancestors(tokens, i) if tokens[a].pos in VERBAL), None)


def is_passive(tokens: Tokens, verb: int) -> bool:
    """Whether a verb stands in the passive, a bare participle after a noun included."""
    token = tokens[verb]
    if with_dep(tokens, verb, *PASSIVE_SUBJECT, "auxpass", "agent"):
        return True
    if token.tag != "VBN" or any(tokens[c].dep == "aux" for c in token.children):
        return (
            token.dep == "conj"
            and token.tag == "VBN"
            and not with_dep(tokens, verb, *SUBJECT, "aux")
            and (is_passive(tokens, token.head) if tokens[token.head].pos in VERBAL else False)
        )
    if token.dep in ("acl", "amod"):
        return True
    return token.dep == "conj" and tokens[token.head].pos in VERBAL and is_passive(tokens, token.head)


def agent_of(tokens: Tokens, verb: int) -> list[int]:
    """Return who does it in a passive: the objects of its "by"."""
    return [
        o
        for by in tokens[verb].children
        if tokens[by].dep == "agent" or (tokens[by].dep == "prep" and tokens[by].lower == "by")
        for o in with_dep(tokens, by, "pobj")
    ]


def antecedent(tokens: Tokens, i: int) -> int:
    """Return the noun that a relative pronoun stands for, or `i` itself."""
    if tokens[i].tag not in RELATIVE_TAGS:
        return i
    for a in ancestors(tokens, i):
        if tokens[a].dep == "relcl":
            return tokens[a].head
    return i


def subjects(tokens: Tokens, verb: int, depth: int = 0) -> list[int]:
    """Return the heads of a verb's subject, of the active sense for actives (passive subjects left out)."""
    own = [antecedent(tokens, s) for s in with_dep(tokens, verb, *SUBJECT)]
    own = [s for s in own if tokens[s].pos != "VERB"]
    if own or depth > DEPTH:
        return own
    if with_dep(tokens, verb, *PASSIVE_SUBJECT):
        return []
    return _inherited(tokens, verb, depth)


def patients(tokens: Tokens, verb: int, depth: int = 0) -> list[int]:
    """Return the heads of a passive verb's subject."""
    own = [antecedent(tokens, s) for s in with_dep(tokens, verb, *PASSIVE_SUBJECT)]
    if own or depth > DEPTH:
        return own
    token = tokens[verb]
    if token.dep in ("acl", "amod", "relcl"):
        return [token.head]
    if token.dep == "conj" and tokens[token.head].pos in VERBAL and is_passive(tokens, token.head):
        return patients(tokens, token.head, depth + 1)
    return _inherited(tokens, verb, depth)


def _inherited(tokens: Tokens, verb: int, depth: int) -> list[int]:
    """Return the subject that a verb takes over from the clause that it hangs on."""
    token = tokens[verb]
    head = token.head
    if head == verb:
        return []
    below_verb = tokens[head].pos in VERBAL
    bare = token.tag in ("VBG", "VB", "VBN")
    if token.dep == "xcomp":
        controlled = objects(tokens, head) if tokens[head].pos == "VERB" else []
        return controlled or _carried(tokens, head, depth)
    if below_verb and (token.dep == "conj" or (bare and token.dep in ADJOINED)):
        return _carried(tokens, head, depth)
    if token.dep == "acl" and token.tag in ("VB", "VBP"):
        return _owner(tokens, head, depth)
    if token.dep == "pcomp":
        return _of_preposition(tokens, head, depth)
    return [head] if token.dep in ("acl", "relcl") else []


def _of_preposition(tokens: Tokens, prep: int, depth: int) -> list[int]:
    """Return who does what a preposition governs: in "accused X of doing" the object, else the subject."""
    above = tokens[prep].head
    if above == prep:
        return []
    if tokens[above].pos not in VERBAL:
        return [above] if tokens[above].pos == "PROPN" else _owner(tokens, above, depth)
    controlled = [
        o for o in with_dep(tokens, above, "dobj") if o < prep and tokens[prep].lower in OBJECT_CONTROL
    ]
    return controlled or _carried(tokens, above, depth)


def _carried(tokens: Tokens, verb: int, depth: int) -> list[int]:
    """Return the surface subject of a verb, active or passive."""
    return (
        patients(tokens, verb, depth + 1) if is_passive(tokens, verb) else subjects(tokens, verb, depth + 1)
    )


def _owner(tokens: Tokens, noun: int, depth: int) -> list[int]:
    """Return whose noun it is: its possessor, its "of" or "by", or the subject of the verb above."""
    owners = with_dep(tokens, noun, "poss") or prep_objects(tokens, noun, ("of", "by"))
    if owners:
        return owners
    verb = governor(tokens, noun)
    return _carried(tokens, verb, depth) if verb is not None and depth <= DEPTH else []


def objects(tokens: Tokens, verb: int) -> list[int]:
    """Return the heads of a verb's direct object, the antecedent for a relative pronoun."""
    found = with_dep(tokens, verb, "dobj", "obj", "oprd")
    if not found and tokens[verb].dep == "relcl" and with_dep(tokens, verb, *SUBJECT):
        bare = not any(tokens[c].tag in RELATIVE_TAGS for c in tokens[verb].children)
        found = [tokens[verb].head] if bare and not with_dep(tokens, verb, "prep") else []
    return [antecedent(tokens, o) for o in found]


def prep_objects(tokens: Tokens, i: int, preps: Sequence[str], depth: int = 0) -> list[int]:
    """Return the objects of the prepositions `preps` under `i`, also of stacked ones ("out of")."""
    found: list[int] = []
    for c in tokens[i].children:
        child = tokens[c]
        if child.dep in ("prep", "agent", "dative", "prt", "advmod") or child.tag in ("IN", "TO"):
            if child.lower in preps:
                found.extend(antecedent(tokens, o) for o in with_dep(tokens, c, "pobj"))
            if depth < 2 and child.dep in ("prep", "advmod", "prt"):
                found.extend(prep_objects(tokens, c, preps, depth + 1))
    return found
