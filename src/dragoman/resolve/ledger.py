"""Who held which office when, as learnt from the reports of the record: a plain value, built anew for each run.

Each role that a report states is an observation on its day. Those of one person in one seat join into a spell:
the hull of the days on which the person was seen, bounded by the days on which another was. What lies beyond
the hull is never known, only likelier or less.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.resolve.names import likeness, name_parts
from dragoman.resolve.seats import Seat, plain_office, seat_named

__all__ = ["Ledger", "Observation", "Spell"]

EXAMPLES = 5  # reports that a spell names as its evidence
BACK_DAYS = 365  # a holder who is back so soon speaks against the one seen between

# How far a spell vouches for a day, from 0 to 1.
WITHIN = 0.95  # seen before and after
NEAR_DAYS = 90
NEAR = 0.80  # this many days from the hull; nearer in between
FAR = 0.70  # just beyond that
HALVED_DAYS = 540  # and after so many more days half of it
LEAST = 0.10


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """That reports of a day give a person an office.

    `title` is the office as worded, `of` the country or body by name, `count` how many reports say so and
    `reports` the ids of some; `former`: that the person held it before.
    """

    person: str
    title: str
    of: str | None
    country: str | None
    sector: str | None
    day: date
    former: bool = False
    reports: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A person in a seat, as seen from `first` to `last`; both None if only told as a former holder.

    Attributes:
        office, body: the seat; `body` is a country code or the name of a body.
        sole: whether only one person at a time can hold the seat.
        after: the last day before on which another was seen in it: it began later.
        before: the first day on which another is seen in it, or the person told as a former holder: it ended by then.
        reports, count: some of the reports that say so, and how many do.
        against: what contradicts it, in words.
    """

    person: str
    office: str
    body: str
    sole: bool
    country: str | None
    sector: str | None
    first: date | None
    last: date | None
    after: date | None = None
    before: date | None = None
    acting: bool = False
    reports: tuple[str, ...] = ()
    count: int = 0
    against: tuple[str, ...] = ()

    @property
    def seat(self) -> Seat:
        """The seat."""
        return Seat(self.office, self.body, self.sole)

    def worth(self, day: date) -> tuple[float, str]:
        """Return how far the spell vouches for a day, and why; 0 where another holder or "former" stands between."""
        if self.first is None or self.last is None:
            return 0.0, f"told as a former holder by {self.before}"
        if self.first <= day <= self.last:
            return WITHIN, f"seen from {self.first} to {self.last} ({_reports(self.count)})"
        if self.before is not None and day >= self.before:
            return 0.0, f"seen until {self.last}, over by {self.before}"
        if self.after is not None and day <= self.after:
            return 0.0, f"seen from {self.first}, another before, until {self.after}"
        away = (self.first - day).days if day < self.first else (day - self.last).days
        nearest = self.first if day < self.first else self.last
        told = f"seen on {nearest}, {away} days {'later' if day < self.first else 'before'} ({_reports(self.count)})"
        if away <= NEAR_DAYS:
            return WITHIN - (WITHIN - NEAR) * away / NEAR_DAYS, told
        return max(LEAST, FAR * 0.5 ** ((away - NEAR_DAYS) / HALVED_DAYS)), told

    def near(self, day: date) -> bool:
        """Whether the person was seen in the seat within 90 days of a day, or before and after it."""
        if self.first is None or self.last is None:
            return False
        return (
            self.first <= day <= self.last
            or min(abs((self.first - day).days), abs((day - self.last).days)) <= NEAR_DAYS
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The spells of a record, by seat and by person."""

    spells: tuple[Spell, ...] = ()
    _by_seat: Mapping[tuple[str, str], tuple[Spell, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _by_person: Mapping[tuple[str, ...], tuple[Spell, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, spells: Iterable[Spell]) -> Ledger:
        """Return the ledger of some spells."""
        ordered = tuple(sorted(spells, key=_order))
        by_seat: dict[tuple[str, str], list[Spell]] = defaultdict(list)
        by_person: dict[tuple[str, ...], list[Spell]] = defaultdict(list)
        for spell in ordered:
            by_seat[spell.office, spell.body].append(spell)
            by_person[name_parts(spell.person, spell.country)].append(spell)
        return cls(
            ordered,
            {key: tuple(group) for key, group in by_seat.items()},
            {key: tuple(group) for key, group in by_person.items()},
        )

    @classmethod
    def learnt(cls, observations: Iterable[Observation]) -> Ledger:
        """Return what observations come to; their order does not matter."""
        seats: dict[Seat, list[Observation]] = defaultdict(list)
        for seen in sorted(observations, key=_seen_order):
            seats[seat_named(seen.title, seen.of, seen.country, seen.day)].append(seen)
        return cls.of(spell for seat, group in seats.items() for spell in _spells(seat, group))

    def holder(self, title: str, of: str | None, day: date, *, country: str | None = None) -> Spell | None:
        """Return the spell that best vouches for a day in the seat of a title, None if none does."""
        best = max(
            ((spell.worth(day)[0], spell) for spell in self.in_seat(seat_named(title, of, country, day))),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        return best[1] if best[0] > 0 else None

    def offices_of(self, person: str, day: date, *, country: str | None = None) -> tuple[Spell, ...]:
        """Return the spells of a person, those first that best vouch for a day."""
        found = self._by_person.get(name_parts(person, country), ())
        return tuple(sorted(found, key=lambda spell: (-spell.worth(day)[0], _order(spell))))

    def in_seat(self, seat: Seat) -> tuple[Spell, ...]:
        """Return the spells in a seat, earliest first."""
        return self._by_seat.get((seat.office, seat.body), ())

    @property
    def digest(self) -> str:
        """Return what tells this ledger from another."""
        return hashlib.sha256(repr(self.spells).encode()).hexdigest()[:12]


def _spells(seat: Seat, group: Sequence[Observation]) -> list[Spell]:
    """Return the spells in one seat: runs of days on which one person and no other was seen."""
    persons = _persons(group)
    held = [seen for seen in group if not seen.former and not plain_office(seen.title).designate]
    spells: list[Spell] = []
    if seat.sole:
        run: list[Observation] = []
        for seen in held:
            if run and persons[seen.person] != persons[run[-1].person]:
                spells.append(_spell(seat, persons, run))
                run = []
            run.append(seen)
        if run:
            spells.append(_spell(seat, persons, run))
        spells = _bounded(spells)
    else:
        for person in sorted({persons[seen.person] for seen in held}):
            spells.append(_spell(seat, persons, [s for s in held if persons[s.person] == person]))
    return _with_former(seat, persons, [seen for seen in group if seen.former], spells)


def _spell(seat: Seat, persons: Mapping[str, str], run: Sequence[Observation]) -> Spell:
    sectors = Counter(seen.sector for seen in run if seen.sector)
    countries = Counter(seen.country for seen in run if seen.country)
    return Spell(
        person=persons[run[0].person],
        office=seat.office,
        body=seat.body,
        sole=seat.sole,
        country=max(countries, key=lambda c: (countries[c], c)) if countries else None,
        sector=max(sectors, key=lambda s: (sectors[s], s)) if sectors else None,
        first=run[0].day,
        last=run[-1].day,
        acting=all(plain_office(seen.title).acting for seen in run),
        reports=tuple(dict.fromkeys(r for seen in run for r in seen.reports))[:EXAMPLES],
        count=sum(seen.count for seen in run),
    )


def _bounded(spells: Sequence[Spell]) -> list[Spell]:
    """Return the spells of a sole seat, each bounded by its neighbours; two on one day contradict each other."""
    done = []
    for k, spell in enumerate(spells):
        earlier = spells[k - 1] if k else None
        later = spells[k + 1] if k + 1 < len(spells) else None
        against = [
            f"{other.person}, seen from {other.first} to {other.last} ({_reports(other.count)})"
            for other in spells
            if other.person != spell.person and _clash(spell, other)
        ]
        if earlier and later and _between(earlier, later):
            against.append(f"{later.person}, seen before and after")
        done.append(
            replace(
                spell,
                after=earlier.last if earlier else None,
                before=later.first if later else None,
                against=tuple(against),
            )
        )
    return done


def _between(earlier: Spell, later: Spell) -> bool:
    """Whether one person was seen before and, within a year, after another's spell."""
    if earlier.person != later.person or earlier.last is None or later.first is None:
        return False
    return (later.first - earlier.last).days <= BACK_DAYS


def _clash(one: Spell, other: Spell) -> bool:
    """Whether spells of two persons in a sole seat share a day."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _with_former(
    seat: Seat, persons: Mapping[str, str], former: Sequence[Observation], spells: list[Spell]
) -> list[Spell]:
    """Return the spells, ended by the first day after them on which the person is told as a former holder."""
    for person in sorted({persons[seen.person] for seen in former}):
        told = [seen for seen in former if persons[seen.person] == person]
        mine = [k for k, spell in enumerate(spells) if spell.person == person]
        for k in mine:
            last = spells[k].last
            over = next((s.day for s in told if last and s.day > last), None)
            at_once = next((s.day for s in told if last and spells[k].first and s.day <= last), None)
            before = spells[k].before
            if over is not None and (before is None or over < before):
                spells[k] = replace(spells[k], before=over)
            if at_once is not None:
                spells[k] = replace(
                    spells[k], against=(*spells[k].against, f"told as a former holder on {at_once}")
                )
        if not mine:
            lone = _spell(seat, persons, told)
            spells.append(replace(lone, first=None, last=None, before=told[0].day))
    return spells


def _persons(group: Sequence[Observation]) -> dict[str, str]:
    """Return the wording of each person in a seat -> the name that stands for all its wordings.

    The fullest and most used name stands for those like it; a name that is like two persons stands alone.
    """
    counts: Counter[str] = Counter()
    country: dict[str, str | None] = {}
    for seen in group:
        counts[seen.person] += seen.count
        country[seen.person] = country.get(seen.person) or seen.country
    chosen: list[str] = []
    persons: dict[str, str] = {}
    for name in sorted(counts, key=lambda n: (-len(name_parts(n, country[n])), -counts[n], n)):
        like = [other for other in chosen if likeness(name, other, country[name] or country[other])]
        if len(like) == 1:
            persons[name] = like[0]
        else:
            persons[name] = name
            chosen.append(name)
    return persons


def _seen_order(seen: Observation) -> tuple[date, str, str, str, str, bool, tuple[str, ...]]:
    return (
        seen.day,
        seen.person,
        seen.title,
        seen.of or "",
        seen.country or "",
        seen.former,
        seen.reports,
    )


def _order(spell: Spell) -> tuple[str, str, date, str]:
    return (spell.body, spell.office, spell.first or spell.before or date.min, spell.person)


def _reports(count: int) -> str:
    return f"{count} report{'' if count == 1 else 's'}"
