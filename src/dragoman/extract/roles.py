"""Finds who holds which office: a title before a name or beside it, a title that a name is said to bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.codebook.knowledge import Knowledge, load_knowledge, plain_words
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import ActorMention, MentionKind, RoleMention
from dragoman.model.reason import Reason

__all__ = ["find_roles"]

OFFICES = ("office", "rank")
BODY = "ORG"  # the label of names that end as names of bodies do
DASHES = ("—", "–", "-", "(")
COPULAS = ("be", "become", "remain")
RELATIVES = ("who",)


def find_roles(
    mentions: Sequence[ActorMention], parsed: ParsedReport | None = None
) -> tuple[RoleMention, ...]:
    """Return the offices given to named persons, each wording once for each person.

    Without `parsed` only the titles that stand with the names themselves are found.
    """
    knowledge = load_knowledge()
    found: dict[tuple[str | None, str], RoleMention] = {}
    for mention in mentions:
        if mention.kind is MentionKind.NAME and not mention.known and _is_office(knowledge, mention.title):
            role = _role(mention, mention, mention.title, mention.owner, "role.title")
            found.setdefault((mention.name, role.title), role)
    if parsed is not None:
        for role in _Beside(mentions, parsed, knowledge).roles():
            found.setdefault((mentions[role.person].name, role.title), role)
    return tuple(found.values())


def _role(person: ActorMention, office: ActorMention, title: str, body: int | None, rule: str) -> RoleMention:
    return RoleMention(
        person=person.id,
        title=title,
        body=body,
        former=office.former,
        because=(Reason(field="role", rule=rule, detail=title),),
    )


def _is_office(knowledge: Knowledge, title: str) -> bool:
    """Whether a title is an office or rank: "Princess", "brother" and "student" are none, unknown ones may be."""
    words = plain_words(title)
    if not words:
        return False
    kinds = {t.kind for t in knowledge.titles.get(words[0], ()) if t.words == words}
    return not kinds or bool(kinds & set(OFFICES))


class _Beside:
    """Offices that stand apart from the name: before it, in apposition, or after a copula."""

    def __init__(self, mentions: Sequence[ActorMention], parsed: ParsedReport, knowledge: Knowledge) -> None:
        self.mentions = mentions
        self.text = parsed.report.text
        self.tokens = parsed.tokens
        self.knowledge = knowledge
        self.ending = {token.end: token for token in parsed.tokens}
        full = [m for m in mentions if _is_person(m)]
        surnames = {plain_words(m.name or "")[-1:] for m in full}
        self.people = [
            m
            for m in mentions
            if _is_person(m)
            or (m.kind is MentionKind.NAME and not m.known and plain_words(m.name or "") in surnames)
        ]
        self.named_at = {
            token.i: m for m in self.people for token in parsed.tokens if m.start <= token.start < m.end
        }

    def roles(self) -> Iterator[RoleMention]:
        """Yield the roles of titles without a name of their own."""
        for office in self.mentions:
            if office.kind is not MentionKind.NOMINAL:
                continue
            if office.plural:
                yield from self._shared(office)
            elif _is_office(self.knowledge, office.title):
                for person, rule in self._bearers(office):
                    yield _role(person, office, office.title, self._body(office), rule)

    def _bearers(self, office: ActorMention) -> Iterable[tuple[ActorMention, str]]:
        """Return the one person who is said to bear a title, with the rule that says so."""
        after = self._named_after(office)
        if after is not None:
            return ((after, "role.before"),)
        beside = self._apposed(office)
        if beside is not None:
            return ((beside, "role.apposition"),)
        said = self._said_to_be(office)
        return ((said, "role.copula"),) if said is not None else ()

    def _end(self, office: ActorMention) -> int:
        """Return where the words of an office end, with the "of" phrase that tells whose it is."""
        if office.owner is not None and office.owner != office.id:
            owner = self.mentions[office.owner]
            if owner.start > office.end and owner.sentence == office.sentence:
                return owner.end
        return office.end

    def _named_after(self, office: ActorMention) -> ActorMention | None:
        """Return the person named right after an office: "Niger's president A. B.", "the mayor of X, A. B.,"."""
        end = self._end(office)
        person = next((p for p in self.people if p.start > end and p.sentence == office.sentence), None)
        if person is None:
            return None
        between = self.text[end : person.start].strip().lower()
        if between in ("", person.title):
            return person
        closed = self.text[person.end : person.end + 1] in (",", ".")
        return person if between == "," and closed and office.definite and not person.title else None

    def _apposed(self, office: ActorMention) -> ActorMention | None:
        """Return the person beside whom an office stands: "A. B., chair of C", "A. B. - the chair of C -"."""
        head = self._head(office)
        if head is not None and head.dep == "appos" and head.head in self.named_at:
            return self.named_at[head.head]
        before = next(
            (p for p in reversed(self.people) if p.end < office.start and p.sentence == office.sentence), None
        )
        if before is None:
            return None
        between = self.text[before.end : office.start].split()
        articles = [word for word in between[1:] if word.lower() not in ("the", "a", "an", "current", "then")]
        return before if between and between[0] in DASHES and not articles else None

    def _said_to_be(self, office: ActorMention) -> ActorMention | None:
        """Return the person of whom a clause says that they are the holder: "A. B. is the chair", "who was"."""
        head = self._head(office)
        if head is None or head.dep not in ("attr", "acomp", "oprd"):
            return None
        verb = self.tokens[head.head]
        if verb.lemma not in COPULAS:
            return None
        if any(self.tokens[c].dep == "neg" for c in verb.children):
            return None
        subjects = [self.tokens[c] for c in verb.children if self.tokens[c].dep == "nsubj"]
        if verb.dep == "relcl" and any(subject.lower in RELATIVES for subject in subjects):
            return self.named_at.get(verb.head)
        return next((self.named_at[s.i] for s in subjects if s.i in self.named_at), None)

    def _shared(self, office: ActorMention) -> Iterator[RoleMention]:
        """Yield the roles of "Presidents A. B. of C and D. E. of F": each of the persons after a plural title."""
        head = self._head(office)
        if head is None:
            return
        title = self._longest_office(
            (*(t.lower for t in self.tokens[: head.i] if office.start <= t.start), office.head)
        )
        first = next((p for p in self.people if p.start > office.end and p.sentence == office.sentence), None)
        if first is None or self.text[office.end : first.start].strip() or not title:
            return
        end = office.end
        for person in self.people:
            if person.start < end or person.sentence != office.sentence:
                continue
            if person is not first and self.text[end : person.start].strip(" ,") not in ("", "and"):
                break
            owner = self._owner_after(person)
            end = person.end if owner is None else max(person.end, self.mentions[owner].end)
            yield _role(person, office, title, owner, "role.shared")

    def _longest_office(self, words: Sequence[str]) -> str:
        """Return the longest office or rank that words end with, "" if they end with none."""
        for first in range(len(words)):
            plain = plain_words(" ".join(words[first:]))
            if plain and any(
                t.words == plain and t.kind in OFFICES for t in self.knowledge.titles.get(plain[0], ())
            ):
                return " ".join(plain)
        return ""

    def _owner_after(self, person: ActorMention) -> int | None:
        """Return the state or body that "of" names right after a person, or the one that stands with the name."""
        for mention in self.mentions:
            if mention.start > person.end and mention.sentence == person.sentence:
                between = self.text[person.end : mention.start].split()
                return mention.id if between[:1] == ["of"] and len(between) <= 2 else person.owner
        return person.owner

    def _body(self, office: ActorMention) -> int | None:
        """Return the mention of whose office it is: its owner, or the name within its words ("AU chair")."""
        if office.owner is not None:
            return office.owner
        inside = (
            m.id
            for m in self.mentions
            if m.known in office.polities and m.known and office.start <= m.start < office.end
        )
        return next(inside, None)

    def _head(self, mention: ActorMention) -> Token | None:
        """Return the token that ends a mention without a name: its head."""
        return self.ending.get(mention.end)


def _is_person(mention: ActorMention) -> bool:
    """Whether a mention may name a person."""
    if mention.kind is not MentionKind.NAME or mention.known:
        return False
    return mention.label != BODY and len((mention.name or "").split()) > 1
