"""Who says what in a sentence: verbs of saying with speaker and content, "according to", media that are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.codebook.knowledge import Knowledge, KnownKind
from dragoman.codebook.lexicon import Lexicon
from dragoman.extract.mentions import Mentions
from dragoman.extract.tree import (
    agent_of,
    conjuncts,
    is_passive,
    patients,
    prep_objects,
    subjects,
    subtree,
    with_dep,
)
from dragoman.model.parsed import ParsedReport, Sentence, Token
from dragoman.model.reading import ActorMention

__all__ = ["QUOTES", "Listener", "Speech"]

CONTENT = ("ccomp", "parataxis", "xcomp", "advcl", "dep")
OBJECTS = ("dobj", "dative", "iobj")
TOLD_THROUGH = ("to", "with", "on")
QUOTES = ('"', "“", "”", "``", "''")
OPENING, CLOSING = "“", "”"
REACH = 3  # sentences back in which the issuer of "the statement" may have spoken


@dataclass(frozen=True, slots=True)
class Speech:
    """That the mentions `speakers` say the tokens `content`; `verb` is the token of saying.

    `assumed` are tokens of the content that it does not assert: what it denies, and clauses that only tell
    which one is meant ("the men who shot"). `relayed` tells that the speakers only pass on, or are cited for,
    what others say ("told the radio", "citing the ministry").
    """

    verb: int
    speakers: tuple[int, ...]
    content: frozenset[int]
    speaker_heads: tuple[int, ...]
    assumed: frozenset[int] = frozenset()
    relayed: bool = False


class Listener:
    """Hears who says what in one report, sentence by sentence."""

    def __init__(
        self, parsed: ParsedReport, mentions: Mentions, lexicon: Lexicon, knowledge: Knowledge | None
    ) -> None:
        self._parsed = parsed
        self._tokens = parsed.tokens
        self._mentions = mentions
        self._lexicon = lexicon
        self._knowledge = knowledge
        self._last: Speech | None = None

    def heard(self, sentence: Sentence) -> Iterator[Speech]:
        """Yield the speeches of a sentence in text order."""
        for token in self._parsed.within(sentence):
            for speech in self._of_token(token, sentence):
                if speech.speakers and speech.content and not self._first_person(speech):
                    self._last = self._last if speech.relayed else speech
                    yield speech

    def _of_token(self, token: Token, sentence: Sentence) -> Iterator[Speech]:
        if self._lexicon.is_a(token.lower, "according"):
            yield self._according(token, sentence)
        kind = self._kind(token)
        if not kind or token.pos not in ("VERB", "AUX"):
            return
        part = self._part(token, sentence)
        content = self._content(token, part)
        heads = self._speaker_heads(token)
        assumed = frozenset(content) if kind == "denial" else self._assumed(content)
        yield Speech(token.i, self._speakers(heads), frozenset(content), tuple(heads), assumed)
        if kind != "reproach":
            yield self._relayed(token, part, content)
        if kind == "cite":
            yield self._cited(token, part)

    def _kind(self, token: Token) -> str:
        """Return in what way a verb says something, "" if it does not."""
        row = self._lexicon.speech.get(token.lemma)
        return row["kind"] if row else ""

    def _noun(self, word: str) -> str:
        """Return what a noun of saying stands for: a "document", a "medium", or ""."""
        row = self._lexicon.speech.get(word)
        return row["noun"] if row else ""

    def _first_person(self, speech: Speech) -> bool:
        """Whether the speaker is "I" or "we", who speaks within somebody's quotation."""
        heads = (self._lexicon.pronouns.get(self._mentions.items[s].head) for s in speech.speakers)
        return all(pronoun is not None and pronoun.refers == "speaker" for pronoun in heads)

    def _part(self, token: Token, sentence: Sentence) -> set[int]:
        """Return the tokens between the semicolons around a token; those within quotations part nothing."""
        part: set[int] = set()
        quoted = False
        for other in self._parsed.within(sentence):
            if other.text in QUOTES:
                quoted = other.text == OPENING or (other.text != CLOSING and not quoted)
            if other.text == ";" and not quoted:
                if token.i in part:
                    break
                part = set()
            part.add(other.i)
        return part

    def _speaker_heads(self, token: Token) -> list[int]:
        """Return the heads of who says it: the subject, the agent of a passive, or who is quoted."""
        heads = self._quoted(token)
        if not heads:
            passive = is_passive(self._tokens, token.i)
            heads = agent_of(self._tokens, token.i) if passive else subjects(self._tokens, token.i)
        return [c for h in heads for c in conjuncts(self._tokens, h)]

    def _quoted(self, token: Token) -> list[int]:
        """Return whom somebody quotes in "quoted X as saying" and "X was quoted as saying"."""
        tokens, prep = self._tokens, self._tokens[token.head]
        verb = tokens[prep.head]
        if token.dep != "pcomp" or prep.dep != "prep" or self._kind(verb) != "cite":
            return []
        return patients(tokens, verb.i) if is_passive(tokens, verb.i) else with_dep(tokens, verb.i, "dobj")

    def _content(self, token: Token, part: AbstractSet[int]) -> set[int]:
        """Return what is said: the clauses below a verb of saying, the clause it is put into, its object."""
        tokens, at = self._tokens, token.i
        passive = is_passive(tokens, at)
        content: set[int] = set()
        for clause in with_dep(tokens, at, *CONTENT):
            if not self._beside(clause, at):
                content.update(set(subtree(tokens, clause)) - self._resumed(token, clause))
        if self._kind(token) != "say":
            content.update(self._charged(at, passive))
        host = token.dep == "advcl" and not content and token.tag != "VBG" and not self._backdrop(at)
        if host or self._put_in(token, content):
            content.update(set(subtree(tokens, token.head)) - set(subtree(tokens, at)))
        content.update(self._objects_said(token, passive))
        return (content & part) - {at}

    def _charged(self, verb: int, passive: bool) -> set[int]:
        """Return the clauses that a preposition joins: "accused him of shelling", "quoted as saying"."""
        hosts = (verb, *agent_of(self._tokens, verb)) if passive else (verb,)
        return {
            k
            for host in hosts
            for prep in with_dep(self._tokens, host, "prep")
            if not self._lexicon.is_a(self._tokens[prep].lower, "backdrop")
            for clause in with_dep(self._tokens, prep, "pcomp")
            for k in subtree(self._tokens, clause)
        }

    def _beside(self, clause: int, verb: int) -> bool:
        """Whether a clause stands beside the saying, or tells its circumstances, and is not its content."""
        tokens = self._tokens
        if tokens[clause].dep == "advcl" and (clause > verb or self._backdrop(clause)):
            return True
        joined = [c for k in (verb, clause) for c in with_dep(tokens, k, "cc") if clause < c < verb]
        joins_within = any(c > min(joined, default=c) for c in with_dep(tokens, clause, "conj"))
        return bool(joined) and not joins_within

    def _backdrop(self, clause: int) -> bool:
        """Whether a clause begins with "after", "when" or the like."""
        children = (self._tokens[c] for c in self._tokens[clause].children)
        return any(self._lexicon.is_a(c.lower, "backdrop") or c.tag == "WRB" for c in children)

    def _put_in(self, token: Token, content: AbstractSet[int]) -> bool:
        """Whether a verb of saying is put into a clause, or beside it without "and": "X met Y, the office said"."""
        if token.dep == "parataxis":
            return True
        if token.dep != "conj" or content:
            return False
        return not any(token.head < c < token.i for c in with_dep(self._tokens, token.head, "cc"))

    def _resumed(self, token: Token, clause: int) -> set[int]:
        """Return what hangs under the content though its tense goes on with the saying itself.

        In "said that he would go and asked them to stay" the asking is no part of what was said.
        """
        tokens = self._tokens
        if token.tag != "VBD" or clause < token.i:
            return set()
        shifted = any(tokens[c].tag in ("MD", "VBD") for c in with_dep(tokens, clause, "aux"))
        resumed: set[int] = set()
        for other in with_dep(tokens, clause, "conj"):
            helpers = [tokens[c].tag for c in with_dep(tokens, other, "aux", "auxpass")]
            past = shifted and tokens[other].tag == "VBD" and not helpers
            perfect = "VBZ" in helpers or "VBP" in helpers
            goes_on = past or (perfect and (shifted or tokens[clause].tag == "VBD"))
            if goes_on and not with_dep(tokens, other, "nsubj", "nsubjpass"):
                resumed.update(subtree(tokens, other))
        return resumed

    def _objects_said(self, token: Token, passive: bool) -> set[int]:
        """Return the objects that tell what is said: "announced his departure", "blamed the army for the raid"."""
        tokens, said = self._tokens, set[int]()
        undergoing = patients(tokens, token.i)
        if self._kind(token) == "reproach" and not passive:
            for reproached in (*with_dep(tokens, token.i, "dobj"), *undergoing):
                said.update(set(subtree(tokens, reproached)) - {reproached})
        if self._lexicon.speech[token.lemma]["object"]:
            for told in undergoing if passive else with_dep(tokens, token.i, "dobj"):
                said.update(subtree(tokens, told))
        return said

    def _assumed(self, content: AbstractSet[int]) -> frozenset[int]:
        relatives = (c for c in content if self._tokens[c].dep == "relcl")
        return frozenset(k for c in relatives for k in subtree(self._tokens, c))

    def _relayed(self, token: Token, part: AbstractSet[int], content: AbstractSet[int]) -> Speech:
        """Return that a medium passes on what it was told: "told state radio", "complained to AFP"."""
        tokens = self._tokens
        told = (*with_dep(tokens, token.i, *OBJECTS), *prep_objects(tokens, token.i, TOLD_THROUGH))
        heads = [c for h in told for c in conjuncts(tokens, h) if self._is_medium(c)]
        passed = ((set(subtree(tokens, token.i)) & part) | content | {token.i}) - set(heads)
        at = heads[0] if heads else token.i
        return Speech(at, self._speakers(heads), frozenset(passed), tuple(heads), relayed=True)

    def _is_medium(self, head: int) -> bool:
        mention = self._mentions.of(head)
        if mention is None:
            return False
        row = self._knowledge.rows.get(mention.known) if self._knowledge is not None else None
        if row is not None:
            return row.acts and row.kind is KnownKind.MEDIUM
        words = mention.text.lower().split() if mention.name else [mention.head]
        return any(self._noun(word) == "medium" for word in words)

    def _cited(self, token: Token, part: AbstractSet[int]) -> Speech:
        """Return that whom a report cites says what it reports: "reported, citing the ministry"."""
        tokens, above = self._tokens, self._tokens[token.head]
        heads = [c for h in with_dep(tokens, token.i, "dobj") for c in conjuncts(tokens, h)]
        content: set[int] = set()
        if token.dep == "advcl" and self._kind(above):
            content = self._content(above, part) - set(subtree(tokens, token.i))
        speakers, assumed = self._speakers(heads), self._assumed(content)
        return Speech(token.i, speakers, frozenset(content), tuple(heads), assumed, relayed=True)

    def _according(self, token: Token, sentence: Sentence) -> Speech:
        """Return the speech of an "according to": its sentence, or the clause that it closes without a comma."""
        tokens = self._tokens
        heads = [c for h in prep_objects(tokens, token.i, ("to",)) for c in conjuncts(tokens, h)]
        heads += [c for h in list(heads) for c in prep_objects(tokens, h, ("by", "from"))]
        content = self._part(token, sentence) - set(subtree(tokens, token.i))
        close = token.i > sentence.first and tokens[token.i - 1].pos != "PUNCT"
        if close and tokens[token.head].pos in ("VERB", "AUX"):
            content &= set(subtree(tokens, token.head))
        return Speech(
            token.i, self._speakers(heads), frozenset(content), tuple(heads), self._assumed(content)
        )

    def _speakers(self, heads: Sequence[int]) -> tuple[int, ...]:
        """Return the mentions of who speaks; a statement speaks for who issues it."""
        ids: dict[int, None] = {}
        for head in heads:
            mention = self._named(head)
            if mention is not None:
                ids[mention.id] = None
            elif self._noun(self._tokens[head].lemma) == "document":
                ids.update(dict.fromkeys(self._issuers(head)))
        return tuple(ids)

    def _named(self, head: int) -> ActorMention | None:
        """Return the mention of a token, or of the name that follows a common noun: "the magazine Caretas"."""
        mention, token = self._mentions.of(head), self._tokens[head]
        if token.pos != "NOUN" or (mention is not None and mention.name):
            return mention
        fellows = (c for c in with_dep(self._tokens, token.head, token.dep) if c > head)
        for beside in (*with_dep(self._tokens, head, "appos"), *fellows):
            name = self._mentions.of(beside)
            if name is not None and name.name and self._tokens[beside].tag.startswith("NNP"):
                return name
        return mention

    def _issuers(self, head: int) -> tuple[int, ...]:
        """Return who issues a statement: its owner, or who spoke last before "the statement"."""
        tokens = self._tokens
        owners = [*with_dep(tokens, head, "poss"), *prep_objects(tokens, head, ("by", "from", "of"))]
        owners += [a for acl in with_dep(tokens, head, "acl") for a in agent_of(tokens, acl)]
        named = (self._mentions.of(c) for o in owners for c in conjuncts(tokens, o))
        definite = any(self._lexicon.is_a(tokens[c].lower, "definite") for c in tokens[head].children)
        if owners or not definite or self._last is None:
            return tuple(m.id for m in named if m is not None)
        near = tokens[head].sentence - tokens[self._last.verb].sentence <= REACH
        return self._last.speakers if near else ()
