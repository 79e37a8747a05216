"""Who held an office on a day, and where a person stood on it, from all that is known: the record's ledger, the
knowledge that the user imported, and the packaged tables. Sources that differ are told, not settled in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dragoman.codebook.knowledge import Holder, Knowledge, plain_words
from dragoman.codebook.tables import cells, read_table
from dragoman.knowledge import Bearer, Holding, KnowledgeBook, Sourced, normal
from dragoman.resolve.ledger import Ledger, Spell
from dragoman.resolve.names import likeness
from dragoman.resolve.seats import Seat, body_in, plain_office, rival_of, seat_named

__all__ = ["Directory", "Holding", "Standing", "Tenure", "Witness"]

# How far a source is trusted, from 0 to 1, and in which order sources are asked.
SEEN, IMPORTED, PACKAGED, GUESSED = 0, 1, 2, 3
COVERING = 0.85  # a spell with an end that covers the day
VOUCHED = 0.80  # one without an end, for a day up to which its source vouches
YEARLY_LOSS = 0.12  # for each year after that
FLOOR = 0.30
AGREEING = 0.04  # for each further source that names the same person
CONTRADICTED = 0.10  # for each source that names another
DIVIDED = 0.50  # sources of one rank name two persons
MOST = 0.98
REMEMBERED = 16_384
TRUSTED = 0.50  # a standing seen in reports so surely goes before what others tell

RIVAL_SECTORS = ("OPP", "REB", "PRE")
PARTY_OFFICES = ("party leader", "opposition leader")


@dataclass(frozen=True, slots=True)
class Witness:
    """One source's word that a person held a seat on a day."""

    person: str
    rank: int
    score: float
    told: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """Who held a seat on a day, as far as can be told; `person` None if nobody is known."""

    seat: Seat
    person: str | None
    score: float
    because: str
    country: str | None = None
    sector: str | None = None
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Of which country and sector somebody of a name was on a day."""

    person: str
    country: str | None
    sector: str | None
    score: float
    because: str
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Packaged:
    """A row of the packaged holders in its seat; `checked` is the day up to which it vouches."""

    holder: Holder
    seat: Seat
    checked: str


@dataclass(slots=True)
class _Judged:
    """A packaged holder that may bear a name, with what speaks for it."""

    holder: Holder
    score: float = 0.0
    because: list[str] = field(default_factory=list)


class Directory:
    """Answers from a ledger, the packaged knowledge, and the book of imported knowledge if there is one."""

    def __init__(
        self, knowledge: Knowledge, *, ledger: Ledger | None = None, book: KnowledgeBook | None = None
    ) -> None:
        self.ledger = ledger or Ledger()
        self._knowledge = knowledge
        self._book = book
        self._packaged = _packaged(knowledge)
        self._remember()

    def _remember(self) -> None:
        """Keep answers: reports ask the same again and again."""
        self.holder = lru_cache(REMEMBERED)(self._holder)
        self.standing = lru_cache(REMEMBERED)(self._standing)

    def disagreeing(self, spell: Spell, day: date) -> tuple[str, ...]:
        """Return what sources other than the reports say of a spell's seat on a day, if they name somebody else."""
        seat = spell.seat
        told = [*self._imported(seat, None, day), *self._listed(seat, day)]
        if any(likeness(w.person, spell.person, spell.country) for w in told):
            told = [w for w in told if w.rank == IMPORTED]
        return tuple(
            f"{w.person}: {w.told}"
            for w in told
            if not likeness(w.person, spell.person, spell.country) and w.rank != GUESSED
        )

    def apart(self) -> Directory:
        """Return the directory without the ledger: what it tells does not depend on other reports."""
        other = copy(self)
        other.ledger = Ledger()
        other._remember()
        return other

    def _holder(self, title: str, of: str | None, country: str | None, day: date) -> Tenure | None:
        """Return who held the office of a title in a country or body on a day; None if several can hold it."""
        seat = seat_named(title, of, country, day)
        if not seat.sole or not seat.body:
            return None
        found = [*self._seen(seat, day), *self._imported(seat, of, day), *self._listed(seat, day)]
        standing = [w for w in found if w.score > 0]
        if not standing:
            return Tenure(
                seat=seat,
                person=None,
                score=0.0,
                because=f"{seat}: nobody known on {day}",
                rejected=tuple(dict.fromkeys(f"{w.person}: {w.told}" for w in found)),
            )
        return _settled(seat, found, day)

    def _seen(self, seat: Seat, day: date) -> Iterable[Witness]:
        for spell in self.ledger.in_seat(seat):
            score, told = spell.worth(day)
            rank = SEEN if spell.near(day) else GUESSED
            contested = tuple(against for against in spell.against if rank == SEEN)
            if contested:
                score, told = score * DIVIDED, f"{told}; against it {'; '.join(contested)}"
            yield Witness(spell.person, rank, score, told, spell.country, spell.sector)

    def _imported(self, seat: Seat, of: str | None, day: date) -> Iterable[Witness]:
        if self._book is None:
            return
        told: list[Sourced] = []
        for owner in dict.fromkeys((seat.body, of or seat.body)):
            told += self._book.holders(seat.office, owner, on=day)
        for sourced in dict.fromkeys(told):
            fact = sourced.fact
            if not isinstance(fact, Holding) or seat_named(fact.office, fact.of, fact.country, day) != seat:
                continue
            where = f"imported from {sourced.source.name}, {_dates(fact.start, fact.end)}"
            if fact.end or not sourced.beyond:
                score, rank = (COVERING if fact.end else VOUCHED), IMPORTED
            else:
                vouched = fact.seen or sourced.source.as_of or fact.start
                score, rank = _aged(vouched, day), GUESSED
                where += f", known up to {vouched or '?'}"
            yield Witness(fact.person, rank, score, where, fact.country or None, fact.sector or None)

    def _listed(self, seat: Seat, day: date) -> Iterable[Witness]:
        on = day.isoformat()
        for row in self._packaged.get((seat.office, seat.body), ()):
            holder = row.holder
            if not holder.on(on):
                continue
            where = f"table of holders, {_dates(holder.start, holder.end)} ({holder.id})"
            if holder.end:
                score, rank = COVERING, PACKAGED
            elif on[: len(row.checked)] <= row.checked:
                score, rank = VOUCHED, PACKAGED
            else:
                score, rank = _aged(row.checked, day), GUESSED
                where += f", checked {row.checked}"
            yield Witness(holder.person, rank, score, where, holder.iso3, holder.sector)

    def _standing(
        self, name: str, day: date | None, country: str | None = None, title: str = ""
    ) -> Standing | None:
        """Return where somebody of a name stood on a day; `country` and `title` are what the report states."""
        if day is not None:
            seen = self._seen_standing(name, day, country)
            if seen is not None and seen.score >= TRUSTED:
                return seen
            told = self._imported_standing(name, day)
            if told is not None:
                return told
        else:
            seen = None
        listed = self._listed_standing(name, day, country, title)
        if listed is None or (seen is not None and seen.score > listed.score):
            return seen
        return listed

    def _seen_standing(self, name: str, day: date, country: str | None) -> Standing | None:
        spells = self.ledger.offices_of(name, day, country=country)
        states = {spell.country for spell in spells if spell.country}
        if not spells or len(states) > 1 or (country and states and country not in states):
            return None
        best = spells[0]
        score, told = best.worth(day)
        return Standing(
            person=best.person,
            country=best.country,
            sector=best.sector if score > 0 else None,
            score=max(score, FLOOR),
            because=f"{best.seat} in other reports, {told}",
        )

    def _imported_standing(self, name: str, day: date) -> Standing | None:
        """Return what the book knows of a name; nothing if it knows bearers of several countries."""
        bearers = self._bearers(name, day)
        countries = {b.country for b in bearers if b.country}
        if not bearers or len(countries) > 1:
            return None
        best = min(bearers, key=lambda b: (b.beyond, not b.country, b.source.id))
        held = f", {best.holdings[0].office}" if best.holdings else ""
        return Standing(
            person=best.name,
            country=best.country or None,
            sector=best.sector or next((h.sector for h in best.holdings if h.sector), None),
            score=FLOOR if best.beyond else COVERING,
            because=f"imported from {best.source.name}: {best.name}{held}",
        )

    def _bearers(self, name: str, day: date) -> Sequence[Bearer]:
        if self._book is None:
            return ()
        return self._book.lookup(normal(name), day)

    def _listed_standing(
        self, name: str, day: date | None, country: str | None, title: str
    ) -> Standing | None:
        """Return where a packaged holder of the name stood: of several the one that most speaks for."""
        judged = sorted(self._judged(name, day, country, title), key=lambda j: (-j.score, j.holder.id))
        if not judged or judged[0].score <= 0:
            return None
        best = judged[0]
        others = [j for j in judged[1:] if j.holder.person != best.holder.person]
        return Standing(
            person=best.holder.person,
            country=best.holder.iso3,
            sector=best.holder.sector,
            score=best.score,
            because=f"held office: {best.holder.office} ({best.holder.id}), {', '.join(best.because)}",
            rejected=tuple(
                f"{j.holder.person}, {j.holder.office} ({j.holder.id}): {j.score:.2f}" for j in others[:3]
            ),
        )

    def _judged(self, name: str, day: date | None, country: str | None, title: str) -> Iterable[_Judged]:
        """Yield the packaged holders that a name may mean; by last name alone only one in office on the day."""
        words = plain_words(name)
        held = self._knowledge.holders.get(words, ())
        if not held and len(words) == 1 and day is not None:
            in_office = [h for h in self._knowledge.surnames.get(words[0], ()) if h.on(day.isoformat())]
            held = tuple(in_office) if len({h.person for h in in_office}) == 1 else ()
        for holder in held:
            judged = _Judged(holder)
            for judge, weight in NAMESAKE_JUDGES:
                verdict, why = judge(holder, day, country, title)
                judged.score += weight * verdict
                if verdict > 0:
                    judged.because.append(why)
            yield judged


def _of_name(holder: Holder, day: date | None, country: str | None, title: str) -> tuple[float, str]:
    return 1.0, f"of that name {holder.person}"


def _in_office(holder: Holder, day: date | None, country: str | None, title: str) -> tuple[float, str]:
    """Return 1 if the holder was in office on the day, less if before it, least if only after it."""
    if day is None:
        return 0.5, "day unknown"
    on = day.isoformat()
    if holder.on(on):
        return 1.0, f"in office on {day}"
    return (0.3, f"in office until {holder.end}") if holder.start <= on else (0.0, "")


def _of_country(holder: Holder, day: date | None, country: str | None, title: str) -> tuple[float, str]:
    """Return 1 if the report states the holder's country, -1 if it states another."""
    if not country or not holder.iso3:
        return 0.0, ""
    return (1.0, f"of {country}") if country == holder.iso3 else (-1.0, "")


def _of_office(holder: Holder, day: date | None, country: str | None, title: str) -> tuple[float, str]:
    """Return 1 if the report gives the same office, -0.5 if another."""
    if not title:
        return 0.0, ""
    same = plain_office(title).office == plain_office(holder.office).office
    return (1.0, f"as {holder.office}") if same else (-0.5, "")


NAMESAKE_JUDGES = (
    (_of_name, 0.35),
    (_in_office, 0.30),
    (_of_country, 0.60),
    (_of_office, 0.20),
)


def _settled(seat: Seat, found: Sequence[Witness], day: date) -> Tenure:
    """Return who of those that sources name held a seat: the best source first; the others are told."""
    persons: list[list[Witness]] = []
    for witness in sorted(found, key=lambda w: (w.rank if w.score > 0 else GUESSED + 1, -w.score, w.person)):
        same = next((p for p in persons if likeness(witness.person, p[0].person, witness.country)), None)
        if same is None:
            persons.append([witness])
        else:
            same.append(witness)
    best, others = persons[0], persons[1:]
    against = [p for p in others if p[0].score > 0]
    score = best[0].score + AGREEING * sum(w.score > 0 for w in best[1:])
    score -= CONTRADICTED * sum(p[0].rank != GUESSED for p in against)
    if any(p[0].rank == best[0].rank for p in against):
        score *= DIVIDED
    return Tenure(
        seat=seat,
        person=best[0].person,
        score=round(max(0.0, min(MOST, score)), 2),
        because=f"{best[0].person}, {seat} on {day}: {'; '.join(w.told for w in best[:3])}",
        country=next((w.country for w in best if w.country), None),
        sector=next((w.sector for w in best if w.sector), None),
        rejected=tuple(f"{p[0].person}: {p[0].told}" for p in others[:3]),
    )


def _aged(vouched: str, day: date) -> float:
    """Return the worth of a spell without an end, for a day after that up to which its source vouches."""
    if not vouched:
        return FLOOR
    year, month = int(vouched[:4]), int(vouched[5:7] or 12)
    years = max(0.0, day.year - year + (day.month - month) / 12)
    return max(FLOOR, VOUCHED - YEARLY_LOSS * years)


def _dates(start: str, end: str) -> str:
    return f"{start or '?'} to {end or '?'}"


def _packaged(knowledge: Knowledge) -> dict[tuple[str, str], tuple[_Packaged, ...]]:
    """Return the packaged holders by seat. A rival claimant sits in the seat of the body that the note names."""
    rows = {row["id"]: row for row in read_table("offices/holders.tsv")}
    found: dict[tuple[str, str], dict[str, _Packaged]] = {}
    for holder in {h.id: h for group in knowledge.holders.values() for h in group}.values():
        row = rows.get(holder.id, {})
        seat = _seat_of_row(holder, row.get("body", ""), row.get("note", ""))
        packaged = _Packaged(holder, seat, row.get("checked", ""))
        found.setdefault((seat.office, seat.body), {})[holder.id] = packaged
    return {key: tuple(group.values()) for key, group in found.items()}


def _seat_of_row(holder: Holder, body: str, note: str) -> Seat:
    of: str | None = None
    if body:
        of = cells(body)[0]
    elif holder.sector in RIVAL_SECTORS and holder.office not in PARTY_OFFICES and holder.iso3:
        of = body_in(note, holder.iso3) or rival_of(holder.iso3, None) or f"rival of {holder.iso3}"
    elif holder.office in PARTY_OFFICES and holder.iso3:
        of = body_in(note, holder.iso3)
    return seat_named(holder.office, of, holder.iso3)
