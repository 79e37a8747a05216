"""How an event stands as told: the cue nearest to its trigger decides; see `lexicon/en/cues.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.codebook.lexicon import Cue, Lexicon
from dragoman.extract.arguments import light_governor
from dragoman.extract.tree import ancestors, with_dep
from dragoman.model.codes import Status
from dragoman.model.parsed import Token
from dragoman.model.reason import Reason

__all__ = ["status_of"]

Tokens = Sequence[Token]
CARRIED = (
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "prep",
    "conj",
    "advcl",
    "attr",
    "oprd",
    "nsubjpass",
)
MODIFIER_DEPS = ("neg", "aux", "advmod", "det", "amod", "preconj", "cc")
REACH = 5
ORDER = (
    Status.DENIED,
    Status.NOT_HAPPENED,
    Status.HYPOTHETICAL,
    Status.PROPOSED,
    Status.PLANNED,
    Status.ONGOING,
)


def status_of(
    tokens: Tokens,
    trigger: int,
    lexicon: Lexicon,
    *,
    nominal: bool,
    lasting: bool = False,
    made_by: Sequence[str] | None = None,
) -> tuple[Status, Reason]:
    """Return the status of the event that the trigger tells, and the cue that decides it.

    The words of the trigger's own clause come first; then, going up, verbs and nouns that govern it. In one
    place, denial weighs more than non-occurrence, that more than condition, proposal, plan and duration.
    `lasting`: the kind of event goes on while the present tense tells it ("supplies arms").
    `made_by`: given for a noun that stands whatever others do with it (a refused offer was made):
    only these verbs above it tell its status.
    """
    verb = trigger
    if nominal:
        light = light_governor(tokens, trigger)
        if made_by is not None and (light is None or tokens[light].lemma not in made_by):
            light = None
        verb = trigger if light is None else light
    clause = [
        *_modifiers(tokens, trigger, lexicon),
        *(_modifiers(tokens, verb, lexicon) if verb != trigger else ()),
    ]
    found = _weightiest(clause)
    if made_by is None and (found is None or found.status is Status.ONGOING):
        found = (
            _from_governors(tokens, verb, lexicon)
            or (_from_governors(tokens, trigger, lexicon) if nominal else None)
            or found
        )
    found = found or (_predicated(tokens, trigger, lexicon) if nominal else None)
    if found is not None:
        status = found.status
        if found.backshifts and _reported(tokens, verb):
            status = Status.PLANNED
        return status, Reason(field="status", rule=found.id, detail=found.lemma)
    if _progressive(tokens, verb):
        return Status.ONGOING, Reason(field="status", rule="status.progressive", detail=tokens[verb].text)
    if lasting and not nominal and _present(tokens, verb):
        return Status.ONGOING, Reason(field="status", rule="status.present", detail=tokens[verb].text)
    if _to_come(tokens, verb):
        return Status.PLANNED, Reason(field="status", rule="status.infinitive", detail=tokens[verb].text)
    return Status.HAPPENED, Reason(field="status", rule="status.plain", detail=tokens[trigger].text)


def _predicated(tokens: Tokens, noun: int, lexicon: Lexicon) -> Cue | None:
    """Return the cue of the verb of which the noun is the subject ("protests continued")."""
    above = tokens[tokens[noun].head]
    if tokens[noun].dep != "nsubj":
        return None
    return next((c for c in lexicon.cues.get(above.lemma, ()) if c.where == "predicate"), None)


def _reported(tokens: Tokens, verb: int) -> bool:
    """Whether the clause of a verb is reported in the past ("said it would leave")."""
    return any(
        tokens[a].dep in ("ccomp", "conj", "xcomp") and tokens[tokens[a].head].tag in ("VBD", "VBN")
        for a in [verb, *list(ancestors(tokens, verb))[:3]]
        if tokens[a].pos in ("VERB", "AUX")
    )


def _weightiest(cues: Sequence[Cue]) -> Cue | None:
    return min(
        cues, key=lambda cue: ORDER.index(cue.status) if cue.status in ORDER else len(ORDER), default=None
    )


def _modifiers(tokens: Tokens, i: int, lexicon: Lexicon) -> Iterator[Cue]:
    """Yield the cues among a word's auxiliaries, adverbs and determiners, and its clause's conjunction."""
    for c in tokens[i].children:
        child = tokens[c]
        if child.tag == "MD" and tokens[i].tag == "VBD":
            continue  # "a gesture of good will Russia released": no modal goes with a past form
        for cue in lexicon.cues.get(child.lower, ()) or lexicon.cues.get(child.lemma, ()):
            deps = {"modifier": cue.deps or MODIFIER_DEPS, "subordinator": ("mark", "advmod")}.get(
                cue.where, ()
            )
            if child.dep in deps:
                yield cue
    subjects = with_dep(tokens, i, "nsubj", "nsubjpass")
    for s in subjects:
        for c in tokens[s].children:
            for cue in lexicon.cues.get(tokens[c].lower, ()):
                if cue.where == "modifier" and tokens[c].dep == "det" and cue.deps == ("det",):
                    yield cue


def _from_governors(tokens: Tokens, i: int, lexicon: Lexicon) -> Cue | None:
    """Return the cue of the nearest word above that carries one, negation of that word included."""
    for _ in range(REACH):
        token = tokens[i]
        if token.dep not in CARRIED or token.head == i:
            return None
        own_clause = bool(with_dep(tokens, i, "nsubj", "nsubjpass"))
        if token.dep == "advcl" or (own_clause and token.dep in ("acl", "conj")):
            return None
        if token.dep == "prep" and lexicon.is_a(token.lower, "backdrop"):
            return None
        above = tokens[token.head]
        for cue in lexicon.cues.get(above.lemma, ()) or lexicon.cues.get(above.lower, ()):
            if (
                cue.where == "governor"
                and (not cue.tags or above.tag in cue.tags)
                and _governs(token, above, cue)
            ):
                negated = next(
                    (c for c in _modifiers(tokens, above.i, lexicon) if c.status is Status.NOT_HAPPENED), None
                )
                return negated or cue
        i = above.i
        outer = _weightiest([c for c in _modifiers(tokens, i, lexicon) if c.status in ORDER[:3]])
        if outer is not None and token.dep in ("xcomp", "conj", "dobj"):
            return outer
    return None


def _governs(token: Token, above: Token, cue: Cue) -> bool:
    """Whether a cue above really governs: a verb needs a complement, a noun an infinitive or "of"."""
    if above.pos in ("VERB", "AUX", "ADJ"):
        return token.dep in ("xcomp", "ccomp", "dobj", "prep", "pcomp", "nsubjpass", "advcl")
    return token.dep in ("acl", "prep", "pcomp", "relcl")


def _progressive(tokens: Tokens, verb: int) -> bool:
    """Whether the verb is progressive ("is fighting") or goes along with another ("with X doing")."""
    token = tokens[verb]
    helpers = [tokens[c] for c in token.children if tokens[c].dep in ("aux", "auxpass")]
    along = token.dep == "pcomp" and bool(with_dep(tokens, verb, "nsubj"))
    return token.tag == "VBG" and (along or any(h.lemma == "be" and h.tag != "VBD" for h in helpers))


def _present(tokens: Tokens, verb: int) -> bool:
    """Whether the verb stands in the simple present, active or passive."""
    token = tokens[verb]
    helpers = [tokens[c] for c in token.children if tokens[c].dep in ("aux", "auxpass")]
    if token.tag in ("VBZ", "VBP"):
        return not helpers
    passive = [h for h in helpers if h.dep == "auxpass"]
    return bool(passive) and len(helpers) == 1 and passive[0].tag in ("VBZ", "VBP")


def _to_come(tokens: Tokens, verb: int) -> bool:
    """Whether the verb is "to" with a form of "be" above it ("is to visit") or after a noun ("a plan to")."""
    token = tokens[verb]
    if token.tag != "VB" or not any(tokens[c].tag == "TO" for c in token.children):
        return False
    return tokens[token.head].lemma == "be" and token.dep == "xcomp"
