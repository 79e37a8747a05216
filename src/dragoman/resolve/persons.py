"""The persons of one report: full names, their shorter forms, and the offices that stand with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.knowledge import plain_words
from dragoman.model.reading import ActorMention, MentionKind
from dragoman.resolve.seats import plain_office

__all__ = ["Person", "Persons"]


@dataclass(slots=True)
class Person:
    """One person as a report names them; `titles` with the mention id at which each stands.

    `body` is the country or body whose office is held, by name; `past` are the mention ids of former titles.
    """

    name: str
    country: str | None = None
    body: str | None = None
    past: set[int] = field(default_factory=set)
    titles: list[tuple[str, int]] = field(default_factory=list)
    former: bool = False

    @property
    def title(self) -> str:
        """The first title that stands with the name, or ""."""
        return self.titles[0][0] if self.titles else ""


LATER = 1000
UNLIKE = 500


class Persons:
    """Looks up a report's persons by name or office."""

    def __init__(self, people: list[Person], by_mention: dict[int, Person]) -> None:
        self.people = people
        self._by_mention = by_mention

    @classmethod
    def gathered(
        cls,
        mentions: Sequence[ActorMention],
        country_of: Callable[[ActorMention], str | None],
        body_of: Callable[[ActorMention], str | None],
    ) -> Persons:
        """Return the persons of a report's mentions; shorter names are joined to the longer ones they stand in.

        `country_of` and `body_of` tell the country that stands with a mention, and the body, by name.
        """
        named = [m for m in mentions if m.kind is MentionKind.NAME and not m.known]
        by_words: dict[tuple[str, ...], Person] = {}
        by_mention: dict[int, Person] = {}
        for mention in sorted(named, key=lambda m: (-len(m.name.split()) if m.name else 0, m.id)):
            words = plain_words(mention.name or "")
            if not words:
                continue
            person = by_words.get(words) or _longer(by_words, words)
            if person is None:
                person = Person(name=mention.name or "")
            by_words.setdefault(words, person)
            by_mention[mention.id] = person
        for mention in named:
            person = by_mention.get(mention.id)
            if person is not None and mention.title:
                person.titles.append((mention.title, mention.id))
                person.former = person.former or mention.former
                person.body = person.body or body_of(mention)
                if mention.former:
                    person.past.add(mention.id)
            if person is not None and person.country is None:
                person.country = country_of(mention)
        return cls(_unique(by_mention.values()), by_mention)

    def named(self, mention: ActorMention) -> Person | None:
        """Return the person that a name mention denotes."""
        return self._by_mention.get(mention.id)

    def holder(
        self, mention: ActorMention, country: str | None, ranks: frozenset[str], *, body: str | None = None
    ) -> Person | None:
        """Return who holds the office that a mention names without a name: the same title before a like one,
        the nearest before it first. `ranks` are words that part titles ("deputy"); `body` is whose office it is:
        ministers of a rival government are not those of the state, a former holder is not the holder."""
        if not mention.title:
            return None
        wanted = set(plain_words(mention.title))
        office = plain_office(mention.title).office
        best: tuple[int, Person] | None = None
        for person in self.people:
            if country and person.country and person.country != country:
                continue
            if body and person.body and body != person.body:
                continue
            for title, at in person.titles:
                words = set(plain_words(title))
                same = wanted == words or plain_office(title).office == office
                like = same or ((wanted <= words or words <= wanted) and not (wanted ^ words) & ranks)
                if not like or (at in person.past and not mention.former):
                    continue
                distance = (mention.id - at if at < mention.id else LATER + at) + UNLIKE * (not same)
                if best is None or distance < best[0]:
                    best = (distance, person)
        return best[1] if best else None


def _longer(by_words: dict[tuple[str, ...], Person], words: tuple[str, ...]) -> Person | None:
    """Return the person whose longer name begins or ends with the words."""
    found = [
        p
        for known, p in by_words.items()
        if len(known) > len(words) and (known[: len(words)] == words or known[-len(words) :] == words)
    ]
    return found[0] if found else None


def _unique(people: Iterable[Person]) -> list[Person]:
    seen: dict[int, Person] = {}
    for person in people:
        seen.setdefault(id(person), person)
    return list(seen.values())
