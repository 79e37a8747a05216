"""Reads Popolo JSON: persons, organizations, memberships and posts, as EveryPolitician and others write it.

See https://www.popoloproject.com. A membership with a post or an office-like role is a holding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.knowledge.facts import Alias, Entity, Fault, Holding, Kind, Membership, Office, Passed
from dragoman.knowledge.intake import Intake
from dragoman.knowledge.offices import read_title
from dragoman.knowledge.parties import country_of, whose
from dragoman.knowledge.reading import Told, faulty_row, mapping, sequence, text, tidy_day

__all__ = ["read"]

PARTY = "party"
MEMBER_ROLES = ("", "member", "representative", "party member", "chair")


def read(intake: Intake) -> Iterator[Told]:
    """Yield what persons, organizations, posts and memberships tell; areas and events are passed over."""
    for item in intake.items():
        if isinstance(item, Fault):
            yield item
            continue
        key, row, value = item
        if key:
            yield from _told(key, mapping(value), row)
            continue
        for inner_key, several in mapping(value).items():
            for number, inner in enumerate(sequence(several), 1):
                yield from _told(inner_key, mapping(inner), number)


def _told(key: str, value: Mapping[str, object], row: int) -> Iterator[Told]:
    match key:
        case "persons":
            yield _person(value, row)
            for membership in sequence(value.get("memberships")):
                yield _membership({"person_id": value.get("id"), **mapping(membership)}, row)
        case "organizations":
            yield _organization(value, row)
            for post in sequence(value.get("posts")):
                yield _post({"organization_id": value.get("id"), **mapping(post)}, row)
        case "posts":
            yield _post(value, row)
        case "memberships":
            yield _membership(value, row)
        case _:
            if row:
                yield Passed(key, row)


def _person(value: Mapping[str, object], row: int) -> Told:
    key, name = text(value.get("id")), text(value.get("name"))
    if not key or not name:
        return faulty_row(row, f"Person {row} has no id or no name.")
    return Entity(
        id=key,
        kind=Kind.PERSON,
        name=name,
        aliases=_others(value, name),
        country=country_of(text(value.get("nationality")) or text(value.get("national_identity"))),
        born=tidy_day(value.get("birth_date")),
        row=row,
    )


def _organization(value: Mapping[str, object], row: int) -> Told:
    key, name = text(value.get("id")), text(value.get("name"))
    if not key or not name:
        return faulty_row(row, f"Organization {row} has no id or no name.")
    sector = {PARTY: "PTY", "legislature": "LEG", "chamber": "LEG", "executive": "GOV", "ministry": "GOV"}
    return Entity(
        id=key,
        kind=Kind.ORGANISATION,
        name=name,
        aliases=_others(value, name),
        country=country_of(text(value.get("country_code")) or _division(value)),
        sector=sector.get(text(value.get("classification")).lower(), ""),
        row=row,
    )


def _post(value: Mapping[str, object], row: int) -> Told:
    key, title = text(value.get("id")), text(value.get("label")) or text(value.get("role"))
    if not key or not title:
        return faulty_row(row, f"Post {row} has no id or no label.")
    post = read_title(title)
    of, country = post.of, post.country
    if not of and text(value.get("organization")):
        of, country = whose(text(value.get("organization")))
    return Office(
        id=key, title=title, office=post.office, of=of, country=country, sector=post.sector, row=row
    )


def _membership(value: Mapping[str, object], row: int) -> Told:
    person, body = text(value.get("person_id")), text(value.get("organization_id"))
    role, post = text(value.get("role")), text(value.get("post_id"))
    if not person or not (body or post):
        return faulty_row(row, f"Membership {row} names no person, or neither organization nor post.")
    start, end = tidy_day(value.get("start_date")), tidy_day(value.get("end_date"))
    if not post and role.lower() in MEMBER_ROLES:
        return Membership(
            member_id=person, body_id=body, role=role or "member", start=start, end=end, row=row
        )
    told = read_title(role) if role else None
    return Holding(
        person_id=person,
        office_id=post,
        office=told.office if told else "",
        title=role,
        of=told.of if told and told.of else body_of(body),
        country=told.country if told else "",
        sector=told.sector if told else "",
        start=start,
        end=end,
        row=row,
    )


def body_of(key: str) -> str:
    """Return the mark by which a holding names a body of its file; it is replaced by the body's name."""
    return f"#{key}" if key else ""


def _division(value: Mapping[str, object]) -> str:
    """Return the country of an Open Civic Data division, as in `ocd-division/country:mm`."""
    _, mark, rest = text(value.get("division_id")).partition("country:")
    return rest.partition("/")[0] if mark else ""


def _others(value: Mapping[str, object], name: str) -> tuple[Alias, ...]:
    found: dict[str, Alias] = {}
    for other in sequence(value.get("other_names")):
        told = mapping(other)
        if (label := text(told.get("name"))) and label != name:
            found[label] = Alias(
                text=label,
                lang=text(told.get("lang")),
                start=tidy_day(told.get("start_date")),
                end=tidy_day(told.get("end_date")),
            )
    return tuple(found.values())
