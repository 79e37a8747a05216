"""One actor: names, offices, memberships, partners, visits, statements."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from dragoman.analyse import Actor
from dragoman.api import Tenancy
from dragoman.web.records import OpenRecord
from dragoman.web.respond import page

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """One actor: what there is about it, the offices it held, and who held its offices."""

    asked: str
    actor: Actor
    held: tuple[Tenancy, ...]
    holders: tuple[Tenancy, ...]


@page(router, "/actor/{name:path}", template="actor.html", tags=["Views"])
def actor(record: OpenRecord, name: str) -> ActorPage:
    """Return what there is about an actor: names over time, offices, partners, visits, statements."""
    found = record.actor(name)
    held = () if found.country else tuple(record.offices(who=name))
    holders = () if held else tuple(record.offices(of=name))
    return ActorPage(asked=name, actor=found, held=held, holders=holders)
