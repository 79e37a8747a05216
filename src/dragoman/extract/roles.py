"""Finds who holds which office: a title with a name, in apposition or before it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model.reading import ActorMention, MentionKind, RoleMention
from dragoman.model.reason import Reason

__all__ = ["find_roles"]


def find_roles(mentions: Sequence[ActorMention]) -> tuple[RoleMention, ...]:
    """Return the offices given to named persons, each wording once for each person."""
    found: dict[tuple[str | None, str], RoleMention] = {}
    for mention in mentions:
        if mention.kind is not MentionKind.NAME or not mention.title or mention.known:
            continue
        found.setdefault(
            (mention.name, mention.title),
            RoleMention(
                person=mention.id,
                title=mention.title,
                body=mention.owner,
                former=mention.former,
                because=(Reason(field="role", rule="role.title", detail=mention.title),),
            ),
        )
    return tuple(found.values())
