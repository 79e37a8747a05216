"""Finds where things took place: places by the way they stand in a sentence, and the one of each event.

A place is told by a preposition ("in Niamey", "at a post near Djibo", "off the coast of Yemen"), as what is
attacked or entered ("stormed the island of Kofia"), as a goal ("flew to Pristina") or by a clause of its own
("Dawei, where they met").
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.knowledge import Form, FormKind, KnownKind, load_knowledge, plain_words
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.tables import cells, read_table
from dragoman.codebook.time_words import load_time_words
from dragoman.extract.names import Hit, Names
from dragoman.extract.tree import ancestors, subtree
from dragoman.model.codes import Category
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import PlaceMention

__all__ = ["INSIDE", "find_places", "place_of"]

INSIDE = "inside"
PLACE_FORMS = (FormKind.NAME, FormKind.CAPITAL, FormKind.SEAT)
PLACE_KINDS = (KnownKind.COUNTRY, KnownKind.PLACE, KnownKind.REGION)
OBJECTS = ("pobj", "pcomp")
PREPOSITIONS = ("prep", "agent", "dative", "prt", "advmod", "pcomp")
NESTS = ("appos", "compound", "conj", "npadvmod", "nmod")
ARGUMENTS = ("dobj", "nsubjpass", "attr", "dative", "oprd")
SUBJECTS = ("nsubj", "agent")
WITHIN = ("attr", "oprd", "acomp", "xcomp", "aux", "auxpass", "prt", "amod", "pcomp", "prep")
NOUN_ROLES = ("dobj", "pobj", "nsubj", "nsubjpass")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
VERBAL = ("VERB", "AUX")
NAME_LINKS = ("-", "'s", "’s")
CLAUSES = ("relcl", "acl", "advcl")
WORDS = (
    Category.SUPPORT,
    Category.REQUEST,
    Category.ACCUSE,
    Category.REJECT,
    Category.THREATEN,
    Category.AGREE,
)
ENTERED = (Category.ASSAULT, Category.MOBILIZE, Category.PROTEST)
GONE_TO = (Category.CONSULT, Category.MOBILIZE, Category.AID, Category.RETREAT, Category.PROTEST)
LEFT = (Category.RETREAT,)
STRUCK = (*ENTERED, Category.COERCE, Category.RETREAT)
JOINED = 2
STATES = ("cty-", "reg-")
MODIFIERS = ("acl", "relcl")
FAR = 9


@dataclass(frozen=True, slots=True)
class _Way:
    """How a place stands: the prepositions from it upwards, and the word that each of them hangs on."""

    head: int
    preps: tuple[str, ...]
    anchors: tuple[int, ...]

    @property
    def foot(self) -> int:
        """The word that stands for the place in its clause."""
        return self.anchors[-1] if self.anchors else self.head


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    return {row["kind"]: frozenset(cells(row["forms"])) for row in read_table("places/words.tsv")}


def find_places(parsed: ParsedReport, names: Names, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Return the places that a report names, in text order: known ones, and unknown ones after a preposition."""
    told = Counter(
        hit.best.known.iso3
        for i, hit in names.hits.items()
        if i == hit.first and hit.best.known.kind is KnownKind.COUNTRY and hit.best.known.iso3
    )
    found: list[PlaceMention] = []
    for first, last in _spans(parsed.tokens, names):
        hit = names.hits.get(first) or _gazetted(parsed.tokens, first, last)
        form = _form(parsed.tokens, names, hit, told) if hit else None
        if hit and form is None:
            continue
        begin, end = parsed.tokens[first], parsed.tokens[last]
        home = form or _container(parsed.tokens, names, first, last)
        found.append(
            PlaceMention(
                id=len(found),
                start=begin.start,
                end=end.end,
                text=" ".join(parsed.report.text[begin.start : end.end].split()),
                known=home.known.id if home else "",
                sentence=begin.sentence,
                within=form.kind if form else INSIDE,
            )
        )
    return tuple(found)


def _spans(tokens: Sequence[Token], names: Names) -> Iterator[tuple[int, int]]:
    """Yield the tokens of known names and of unknown ones that stand as places do."""
    i = 0
    while i < len(tokens):
        hit = names.hits.get(i)
        if hit is not None:
            yield hit.first, hit.last
            i = hit.last + 1
            continue
        last = _unknown(tokens, names, i)
        if last is not None:
            yield i, last
        i = (last if last is not None else i) + 1


def _unknown(tokens: Sequence[Token], names: Names, first: int) -> int | None:
    """Return the last token of a name that nobody knows, if one begins here and stands as a place does."""
    if not _proper(tokens[first]) or (first and _proper(tokens[first - 1])):
        return None
    last = first
    while last + 1 < len(tokens) and last + 1 not in names.hits and _goes_on(tokens, last + 1):
        last += 1
    if any(i in names.titles for i in range(first, last + 1)):
        return None
    time_words = load_time_words()
    if any(
        tokens[i].lower in map(str.lower, time_words.values[kind])
        for kind in ("month", "weekday")
        for i in range(first, last + 1)
    ):
        return None
    before = tokens[first - 1] if first else None
    if before is None or before.sentence != tokens[first].sentence:
        return None
    head = _head(tokens, first, last)
    way = _way(tokens, head)
    if not way.preps or not _tells_place(way, tokens):
        return None
    if tokens[head].dep == "pobj" and way.preps[0] != "on" and before.tag != "DT":
        return last
    words = _words()
    return last if tokens[way.head].lemma in words["noun"] or tokens[last].lower in words["noun"] else None


def _tells_place(way: _Way, tokens: Sequence[Token]) -> bool:
    """Whether the preposition of a name is one of place, or an "of" behind a noun for a place."""
    words, prep = _words(), way.preps[0]
    if prep in words["of"]:
        return tokens[way.anchors[0]].lemma in words["noun"]
    return prep in words["at"] or prep in words["over"] or prep in words["to"] or prep in words["from"]


def _gazetted(tokens: Sequence[Token], first: int, last: int) -> Hit | None:
    """Return the known places of a name that the names of the report leave out for want of a label."""
    words = plain_words(" ".join(t.text for t in tokens[first : last + 1]))
    forms = (
        tuple(f for f in load_knowledge().longest(words, 0) if len(f.words) == len(words)) if words else ()
    )
    return Hit(first, last, forms) if forms else None


def _proper(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper()


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether a name goes on: a further name, or a hyphen within one."""
    if tokens[i].sentence != tokens[i - 1].sentence:
        return False
    if tokens[i].text in NAME_LINKS[:1]:
        return i + 1 < len(tokens) and _proper(tokens[i + 1]) and tokens[i - 1].end == tokens[i].start
    return _proper(tokens[i])


def _form(tokens: Sequence[Token], names: Names, hit: Hit, told: Mapping[str, int]) -> Form | None:
    """Return the reading of a name as a place: in the country that stands with it, else one that is told of."""
    forms = [f for f in hit.forms if f.known.kind in PLACE_KINDS and f.kind in PLACE_FORMS]
    if not forms:
        return None
    outer = _container(tokens, names, hit.first, hit.last)
    if outer is not None:
        inside = [f for f in forms if f.known.iso3 == outer.known.iso3 and f.known.id != outer.known.id]
        if inside:
            return inside[0]
    if forms[0].known.kind is KnownKind.COUNTRY and forms[0].kind is FormKind.NAME:
        return forms[0]
    return next((f for f in forms if told.get(f.known.iso3 or "", 0)), forms[0])


def _container(tokens: Sequence[Token], names: Names, first: int, last: int) -> Form | None:
    """Return the country or province that stands with a place: "Jolo, Philippines", "the Malian town of Léré"."""
    if last + 2 < len(tokens) and tokens[last + 1].text == "," and last + 2 in names.hits:
        form = names.hits[last + 2].best
        if form.known.iso3 and form.known.kind in PLACE_KINDS and form.kind is FormKind.NAME:
            return form
    head = _head(tokens, first, last)
    above = list(ancestors(tokens, head))[:2]
    near = [
        head,
        *(a for a in above if tokens[a].lemma in _words()["noun"] or tokens[a].lower in _words()["of"]),
    ]
    for c in (c for a in near for c in tokens[a].children if c not in range(first, last + 1)):
        hit = names.hits.get(c)
        if hit is None or hit.best.known.kind is not KnownKind.COUNTRY:
            continue
        if hit.best.kind is FormKind.ADJECTIVE or tokens[c].dep == "poss":
            return hit.best
    return None


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), first)


def _way(tokens: Sequence[Token], head: int) -> _Way:
    """Return how a place hangs in its clause, up to the verb or to a noun that is no object of a preposition."""
    words = _words()
    preps: list[str] = []
    anchors: list[int] = []
    at = start = head
    for _ in range(FAR):
        token = tokens[at]
        above = tokens[token.head]
        if (token.dep in NESTS and token.head != at) or (
            token.dep == "poss" and above.lemma in words["noun"]
        ):
            at = start = token.head
        elif token.dep in ("pobj", "pcomp") and above.dep in (
            "prep",
            "agent",
            "dative",
            "prt",
            "advmod",
            "pcomp",
        ):
            over = tokens[above.head]
            preps.append(above.lower)
            if over.pos in ("ADP", "ADV"):
                over = tokens[over.head]
            anchors.append(over.i)
            if over.pos not in NOMINAL or over.dep not in ("pobj", *NESTS):
                break
            at = over.i
        else:
            break
    return _Way(start, tuple(preps), tuple(anchors))


def place_of(
    parsed: ParsedReport,
    places: Sequence[PlaceMention],
    at: int,
    taken: Sequence[tuple[int, int]],
    category: Category | None = None,
) -> PlaceMention | None:
    """Return the place of the event at token `at`: the nearest by grammar among those of its sentence."""
    tokens = parsed.tokens
    span = parsed.sentences[tokens[at].sentence]
    carriers = _carriers(tokens, at, category)
    best: tuple[tuple[int, int], PlaceMention] | None = None
    for place in places:
        if place.sentence != tokens[at].sentence:
            continue
        inside = [t.i for t in tokens[span.first : span.last] if t.start < place.end and t.end > place.start]
        if not inside:
            continue
        head = _head(tokens, inside[0], inside[-1])
        way = _way(tokens, head)
        if not _stands(tokens, place, head, way, category):
            continue
        cost = _cost(tokens, way, at, carriers, category)
        if cost is None:
            continue
        key = (cost, abs(way.head - at))
        if best is None or key < best[0]:
            best = (key, place)
    return best[1] if best else None


def _stands(
    tokens: Sequence[Token], place: PlaceMention, head: int, way: _Way, category: Category | None
) -> bool:
    """Whether a state's name may tell a place as it stands: not in "on Russia", "the US embassy", "hit Iran"."""
    if not place.known.startswith(STATES) or place.within != FormKind.NAME:
        return True
    if way.head == head and (way.preps[:1] == ("on",) or (not way.preps and category in ENTERED)):
        return False
    return tokens[head].dep not in ("compound", "nmod")


def _carriers(tokens: Sequence[Token], at: int, category: Category | None) -> dict[int, int]:
    """Return the words whose adjuncts tell where the event at `at` is, each with what it costs to go there."""
    found = {at: 0}
    cost = 0
    for i in (at, *ancestors(tokens, at)):
        step = _step_up(tokens, tokens[i], category)
        if step is None or len(found) > FAR:
            break
        cost += step
        found[tokens[i].head] = cost
    return found


def _step_up(tokens: Sequence[Token], token: Token, category: Category | None) -> int | None:
    """Return what it costs to take the adjuncts of the word above for one's own; None if they are not."""
    if token.dep in WITHIN:
        return 0
    if token.pos in NOMINAL and token.dep in NOUN_ROLES:
        return 1
    if token.dep == "ccomp":
        return 1 if category in WORDS else None
    if token.dep == "advcl":
        return 1 if any(tokens[c].tag == "TO" for c in token.children) else None
    if token.dep == "relcl":
        return 1 if any(tokens[c].lower in _words()["where"] for c in token.children) else None
    return JOINED if token.dep == "conj" and tokens[token.head].pos in VERBAL else None


def _cost(
    tokens: Sequence[Token], way: _Way, at: int, carriers: Mapping[int, int], category: Category | None
) -> int | None:
    """Return how far a place is from telling where an event is; None if it does not tell it."""
    if _where(tokens, way, at, category):
        return 1
    for k, anchor in enumerate(way.anchors):
        told_by = tokens[anchor].dep in MODIFIERS and tokens[anchor].head == at
        if anchor in carriers or told_by:
            if carriers.get(anchor, 0) >= JOINED and way.head > anchor and category in WORDS:
                return None
            kind = _kind(tokens, way.preps[: k + 1], way.anchors[: k + 1], category)
            return None if kind is None else kind + carriers.get(anchor, 1)
    return _cost_of_party(tokens, way, at, carriers, category)


def _cost_of_party(
    tokens: Sequence[Token], way: _Way, at: int, carriers: Mapping[int, int], category: Category | None
) -> int | None:
    """Return the same for a place that stands with somebody who takes part, or is itself what is acted on."""
    words = _words()
    foot = way.foot
    for _ in range(2):
        if tokens[foot].dep in NESTS:
            foot = tokens[foot].head
    token, verb = tokens[foot], tokens[foot].head
    meets = token.lemma in words["meeting"] and token.dep in SUBJECTS
    kind = _kind(tokens, way.preps, way.anchors, None if meets else category)
    if kind is not None and token.tag == "VBG" and token.dep in ("advcl", "acl"):
        over = verb if verb in carriers else tokens[verb].head
        return kind + 2 + carriers[over] if foot < at and over in carriers else None
    cost = carriers.get(verb, JOINED)
    if cost >= JOINED or foot == at:
        return None
    if set(way.preps) <= words["of"] and token.dep in ARGUMENTS:
        return cost if _entered(way, token, tokens[at], category) else None
    if kind is None:
        return None
    if meets or (token.dep in ARGUMENTS and category not in WORDS):
        return 2 + cost
    acts = token.dep in SUBJECTS and category not in WORDS
    return 4 + cost if acts and token.lemma not in words["seat"] else None


def _entered(way: _Way, foot: Token, trigger: Token, category: Category | None) -> bool:
    """Whether a place is what is attacked, entered or visited: "stormed the island of Kofia"."""
    words = _words()
    if category in ENTERED:
        return not way.preps or foot.lemma in words["noun"]
    return category is Category.CONSULT and trigger.lemma in words["motion"]


def _kind(
    tokens: Sequence[Token], preps: Sequence[str], anchors: Sequence[int], category: Category | None
) -> int | None:
    """Return what a chain of prepositions costs: none where it tells where, more where it tells of a party."""
    words = _words()
    for k, (prep, anchor) in enumerate(zip(preps, anchors, strict=True)):
        rest = preps[k + 1 :]
        if prep in words["of"] and rest and tokens[anchor].lemma in words["noun"]:
            continue
        if prep in words["at"] or (prep in words["over"] and category in STRUCK):
            return _kind_of_rest(rest, category)
        if prep in words["of"]:
            return 2 if category in ENTERED and not rest else None
        if prep in words["to"]:
            journey = bool(rest) and rest[-1] in words["during"] and tokens[anchor].lemma in words["motion"]
            moved = category in GONE_TO and tokens[anchors[-1]].lemma in words["motion"]
            return 1 if journey or moved else None
        return 2 if prep in words["from"] and category in LEFT else None
    return None


def _kind_of_rest(rest: Sequence[str], category: Category | None) -> int | None:
    """Return what the prepositions above "in" a place cost: "at a post in", "to a camp in", "on soldiers in"."""
    words = _words()
    where = words["at"] | (words["over"] if category in STRUCK else frozenset())
    if all(p in where | words["of"] for p in rest):
        return 0 if not rest or rest[-1] in where else 2
    if rest[-1] in words["during"] or (rest[-1] in words["to"] and category in GONE_TO):
        return 1
    within = all(p in words["party"] | where for p in rest)
    return 3 if within and category not in WORDS else None


def _where(tokens: Sequence[Token], way: _Way, at: int, category: Category | None) -> bool:
    """Whether the event stands in a clause that says what happened at the place: "Dawei, where they met"."""
    for a in (at, *ancestors(tokens, at)):
        if tokens[a].dep == "ccomp" and category not in WORDS:
            return False
        if tokens[a].dep in CLAUSES:
            over = tokens[a].head
            if over == way.head or over in way.anchors[:-1]:
                return any(tokens[c].lower in _words()["where"] for c in subtree(tokens, a))
            if tokens[a].dep != "advcl":
                return False
    return False
