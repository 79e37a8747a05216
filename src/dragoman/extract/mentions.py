"""Finds who is mentioned: names with their titles, agent nouns with their polities, pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.codebook.knowledge import Agent, Form, FormKind, Knowledge, KnownKind, plain_words
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.time_words import load_time_words
from dragoman.extract.names import Hit, Names, TitleHit
from dragoman.extract.tree import with_dep
from dragoman.model.parsed import ParsedReport, Token
from dragoman.model.reading import ActorMention, MentionKind

__all__ = ["Mentions", "find_mentions"]

INNER = (
    "compound",
    "det",
    "amod",
    "nmod",
    "nummod",
    "poss",
    "quantmod",
    "predet",
    "advmod",
    "npadvmod",
    "case",
)
HEAD_POS = ("NOUN", "PROPN", "PRON")
BODY = "ORG"
NO_ACTOR_WORDS = ("month", "weekday")
SUBJECT_DEPS = ("nsubj", "nsubjpass")
ACTING_KINDS = (KnownKind.COUNTRY, KnownKind.ORGANISATION, KnownKind.GROUP, KnownKind.MEDIUM, KnownKind.ALIAS)


@dataclass(slots=True)
class Draft:
    """A mention in the making: tokens `left` to `head`, and what was found in them."""

    left: int
    head: int
    name: tuple[int, int] | None = None
    known: Form | None = None
    title: list[int] = field(default_factory=list)
    polities: list[str] = field(default_factory=list)
    agent: Agent | None = None
    owner: int | None = None
    former: bool = False
    definite: bool = False
    label: str = ""
    pronoun: bool = False
    apposed: list[int] = field(default_factory=list)


class Mentions:
    """The actor mentions of a report and the way from a head token to its mention."""

    def __init__(self, items: tuple[ActorMention, ...], at: dict[int, int]) -> None:
        self.items = items
        self.at = at

    def of(self, head: int) -> ActorMention | None:
        """Return the mention whose head is the token, if there is one."""
        found = self.at.get(head)
        return None if found is None else self.items[found]


def find_mentions(parsed: ParsedReport, names: Names, knowledge: Knowledge, lexicon: Lexicon) -> Mentions:
    """Return the mentions of all who can act or be acted upon, in text order."""
    finder = _Finder(parsed, names, knowledge, lexicon)
    drafts: dict[int, Draft] = {}
    for token in parsed.tokens:
        if token.pos in HEAD_POS or token.i in names.hits or token.tag in ("PRP$", "PRP"):
            draft = finder.draft(token)
            if draft is not None:
                drafts[draft.head] = draft
    return _frozen(parsed, _apposed(parsed.tokens, drafts), knowledge, lexicon)


class _Finder:
    """Drafts the mention of one head token."""

    def __init__(self, parsed: ParsedReport, names: Names, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.tokens = parsed.tokens
        self.names = names
        self.knowledge = knowledge
        self.lexicon = lexicon

    def draft(self, token: Token) -> Draft | None:
        """Return the draft of the mention that the token heads, if it heads one of interest."""
        if token.lower in self.lexicon.pronouns and token.tag in ("PRP", "PRP$"):
            return Draft(left=token.i, head=token.i, pronoun=True)
        hit = self.names.hits.get(token.i)
        if not any(c.isalnum() for c in token.text) or (hit is not None and not self._heads_hit(token, hit)):
            return None
        if token.dep in ("compound", "nmod") and hit is None:
            return None
        draft = Draft(left=self._left(token), head=token.i)
        self._fill(draft)
        return draft if self._of_interest(draft) else None

    def _heads_hit(self, token: Token, hit: Hit) -> bool:
        """Whether the token is the top one of the hit's tokens; of several, the last."""
        inside = range(hit.first, hit.last + 1)
        tops = [k for k in inside if self.tokens[k].head not in inside or self.tokens[k].head == k]
        return bool(tops) and token.i == tops[-1]

    def _left(self, token: Token) -> int:
        """Return the first token of the noun phrase before and with its head."""
        left = token.i
        stack = [token.i]
        while stack:
            at = stack.pop()
            for c in self.tokens[at].children:
                child = self.tokens[c]
                if c < token.i and child.dep in INNER and child.pos != "PUNCT":
                    left = min(left, c)
                    stack.append(c)
        hit = self.names.hits.get(token.i)
        return min(left, hit.first) if hit else left

    def _fill(self, draft: Draft) -> None:
        """Read the tokens from left to right: determiner, polities, titles, agent nouns, then the name."""
        tokens, i = self.tokens, draft.left
        head_hit = self.names.hits.get(draft.head)
        last = max(draft.head, head_hit.last) if head_hit else draft.head
        while i <= last:
            step = self._step(draft, i, last)
            if step == 0:
                break
            i += step
        word = tokens[draft.head]
        if draft.name is None and draft.head not in draft.title:
            draft.title = []  # "Myanmar's premier beach" holds no office
        if draft.name is None and draft.known is None:
            draft.agent = self._agent(draft.head)
        if word.dep != "poss":
            draft.owner = next((c for c in with_dep(tokens, word.i, "poss")), None)
        if draft.owner is None and (draft.name is None or draft.title):
            draft.owner = self._of_owner(word)

    def _step(self, draft: Draft, i: int, last: int) -> int:
        """Take in what begins at token `i`; return how many tokens it is, 0 when all is taken in."""
        token = self.tokens[i]
        hit = self.names.hits.get(i)
        if hit is not None and hit.first == i:
            if hit.last >= last:
                draft.known, draft.name = hit.best, (hit.first, hit.last)
                return 0
            draft.polities.append(hit.best.known.id)
            return self._up_to_title(hit) - hit.first
        title = self.names.titles.get(i)
        if title is not None and self._from_here(title, i) and self._is_title(draft, i, title.last, last):
            self._take_title(draft, range(i, title.last + 1))
            return title.last - i + 1
        if token.pos == "PROPN" and self._name_to(i, last) and not self._agent_name(draft, i):
            draft.name = (i, last)
            draft.label = BODY if self._ends_as_body(last) else ""
            return 0
        self._note_marker(draft, token, last)
        return 1

    def _up_to_title(self, hit: Hit) -> int:
        """Return where the reading goes on after a hit: at the title that begins within it ("Myanmar junta boss")."""
        for k in range(hit.first + 1, hit.last + 1):
            title = self.names.titles.get(k)
            if title is not None and title.first == k and title.last > hit.last:
                return k
        return hit.last + 1

    def _take_title(self, draft: Draft, words: Sequence[int]) -> None:
        """Keep the words of a title; "former" and "ex-" at its head are no part of the office."""
        before = 0
        for k, i in enumerate(words):
            if self.lexicon.is_a(self.tokens[i].lower, "former"):
                draft.former, before = True, k + 1
            elif before == k and self.tokens[i].text == "-":
                before = k + 1
        draft.title.extend(words[before:])

    def _from_here(self, title: TitleHit, i: int) -> bool:
        """Whether a title begins here, or with the name right before ("US President")."""
        before = self.names.hits.get(i - 1)
        return title.first == i or (
            before is not None and (before.first, before.last) == (title.first, i - 1)
        )

    def _is_title(self, draft: Draft, first: int, end: int, last: int) -> bool:
        """Whether a title here is one, and not a part of a person's name ("King", "Dean")."""
        return end < last or not draft.title or self.tokens[first].pos == "NOUN"

    def _name_to(self, first: int, last: int) -> bool:
        """Whether all tokens from `first` to `last` belong to a proper name."""
        return all(t.pos in ("PROPN", "X") or t.text in "-'’." for t in self.tokens[first : last + 1])

    def _ends_as_body(self, last: int) -> bool:
        """Whether a name ends with what bodies are called: "Karen National Union", "Mahan Air Company"."""
        agent = self.knowledge.agents.get(self.tokens[last].lower)
        return agent is not None and agent.collective

    def _is_day(self, i: int) -> bool:
        words = load_time_words().values
        return any(self.tokens[i].lower in words[kind] for kind in NO_ACTOR_WORDS)

    def _agent_name(self, draft: Draft, first: int) -> bool:
        """Whether the name is no more than an agent noun in capitals: "Indian Navy", "Congress"."""
        return first == draft.head and self._agent(first) is not None

    def _note_marker(self, draft: Draft, token: Token, last: int) -> None:
        word = token.lower
        if self.lexicon.is_a(word, "former"):
            draft.former = True
        elif self.lexicon.is_a(word, "definite"):
            draft.definite = True
        elif token.i < last and token.dep in ("compound", "amod", "nmod") and draft.name is None:
            agent = self._agent(token.i)
            if agent is not None:
                draft.polities.append(agent.id)

    def _agent(self, i: int) -> Agent | None:
        """Return the agent noun at a token, two words ("aid worker") before one."""
        token = self.tokens[i]
        agents = self.knowledge.agents
        if i and token.i - 1 in token.children:
            pair = f"{self.tokens[i - 1].lower} {token.lemma}"
            if pair in agents:
                return agents[pair]
        return agents.get(token.lemma) or agents.get(token.lower)

    def _of_owner(self, word: Token) -> int | None:
        """Return the object of the "of" under a noun ("the army of Chad")."""
        for c in word.children:
            child = self.tokens[c]
            if child.dep == "prep" and child.lower in ("of", "from", "for", "in"):
                return next(iter(with_dep(self.tokens, c, "pobj")), None)
        return None

    def _of_interest(self, draft: Draft) -> bool:
        if draft.known is not None:
            kind = draft.known.known.kind
            return (
                kind in ACTING_KINDS
                or kind in (KnownKind.PEOPLE, KnownKind.PLACE)
                or (kind is KnownKind.REGION and draft.known.kind is FormKind.NAME)
            )
        if draft.name is not None:
            named = self.tokens[draft.head].pos == "PROPN" and not self._is_day(draft.head)
            return bool(draft.title) or named
        return bool(draft.title) or draft.agent is not None


def _apposed(tokens: Sequence[Token], drafts: dict[int, Draft]) -> dict[int, Draft]:
    """Join an office and the name that stands beside it: one mention, two heads."""
    for head in sorted(drafts):
        draft = drafts.get(head)
        if draft is None:
            continue
        for c in tokens[head].children:
            other = drafts.get(c)
            if other is None or tokens[c].dep != "appos":
                continue
            named, office = (draft, other) if draft.name else (other, draft)
            if named.name is None or (office.name is not None) or not _person_like(named) or not office.title:
                continue
            named.title = named.title or office.title
            named.polities = named.polities or office.polities
            named.owner = named.owner if named.owner is not None else office.owner
            named.former = named.former or office.former
            named.apposed.append(office.head)
            drafts.pop(office.head, None)
    return drafts


def _person_like(draft: Draft) -> bool:
    return draft.known is None


def _frozen(
    parsed: ParsedReport, drafts: dict[int, Draft], knowledge: Knowledge, lexicon: Lexicon
) -> Mentions:
    """Return the drafts as mentions numbered in text order."""
    ordered = sorted(drafts.values(), key=lambda d: (d.left, d.head))
    at = {head: k for k, d in enumerate(ordered) for head in (d.head, *d.apposed)}
    items = tuple(_mention(parsed, draft, k, at, knowledge, lexicon) for k, draft in enumerate(ordered))
    return Mentions(items, at)


def _mention(
    parsed: ParsedReport, draft: Draft, k: int, at: dict[int, int], knowledge: Knowledge, lexicon: Lexicon
) -> ActorMention:
    tokens = parsed.tokens
    head = tokens[draft.head]
    first, last = draft.name if draft.name else (draft.left, draft.head)
    kind = MentionKind.PRONOUN if draft.pronoun else MentionKind.NAME if draft.name else MentionKind.NOMINAL
    owner = at.get(draft.owner) if draft.owner is not None else None
    pronoun = lexicon.pronouns.get(head.lower)
    title_tokens = sorted(draft.title)
    title, complement, polity = _title(tokens, title_tokens, knowledge)
    return ActorMention(
        id=k,
        start=tokens[first].start,
        end=tokens[last].end,
        text=" ".join(parsed.quote(first, last).split()),
        kind=kind,
        head=head.lower if draft.pronoun else head.lemma,
        sentence=head.sentence,
        name=" ".join(parsed.quote(first, last).split()) if draft.name else None,
        known=draft.known.known.id if draft.known else "",
        form=draft.known.kind if draft.known else "",
        label=draft.label,
        title=title,
        polities=tuple(dict.fromkeys((*draft.polities, *polity))),
        complement=complement,
        group=at.get(_first_conjunct(tokens, head.i)),
        owner=None if owner == k else owner,
        agent=draft.agent.id if draft.agent else "",
        former=draft.former,
        plural=head.tag in ("NNS", "NNPS") or bool(pronoun and pronoun.plural),
        definite=draft.definite or draft.owner is not None,
        subject=head.dep in SUBJECT_DEPS,
    )


def _title(
    tokens: Sequence[Token], title: Sequence[int], knowledge: Knowledge
) -> tuple[str, str, tuple[str, ...]]:
    """Return a title in lower case, its "to …" complement, and the polity of its "of …" that was not parsed.

    "Secretary of State" becomes one title; "President of Ukraine" a title and a polity; "ambassador to
    Myanmar" a title and a complement.
    """
    words: list[str] = []
    complement = ""
    polities: list[str] = []
    for t in title:
        if words and t and tokens[t - 1].end == tokens[t].start:
            words[-1] += tokens[t].lower
        else:
            words.append(tokens[t].lower)
        skipped = tokens[t].skipped
        if not skipped:
            continue
        body = plain_words(skipped.split(maxsplit=1)[1])
        body = body[1:] if body[:1] == ("the",) else body
        forms = knowledge.longest(body, 0)
        if not skipped.lower().startswith(("of ", "for ")):
            complement = skipped
        elif forms:
            polities.append(forms[0].known.id)
        else:
            words.append(skipped.lower())
    return " ".join(words), complement, tuple(polities)


def _first_conjunct(tokens: Sequence[Token], i: int) -> int:
    """Return the head of the coordination that a word belongs to."""
    while tokens[i].dep == "conj" and tokens[i].head != i:
        i = tokens[i].head
    return i
