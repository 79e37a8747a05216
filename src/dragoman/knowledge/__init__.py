"""Knowledge about actors that the user imports, kept apart from what is packaged, each fact with its source.

Takes files of other projects (FollowTheMoney, Wikidata, Popolo, PETRARCH, World Factbook) and our own tables;
gives who bore a name and who held an office on a day. Knows no reports and no record.
"""

from __future__ import annotations

from dragoman.knowledge.answers import Bearer, Conflict, FactQuery, ImportResult, Sourced
from dragoman.knowledge.book import ImportOptions, KnowledgeBook, path_beside
from dragoman.knowledge.facts import (
    Alias,
    Entity,
    Fault,
    Holding,
    Kind,
    Membership,
    Office,
    Source,
    Standing,
)
from dragoman.knowledge.formats import Format, detect
from dragoman.knowledge.names import normal

__all__ = [
    "Alias",
    "Bearer",
    "Conflict",
    "Entity",
    "FactQuery",
    "Fault",
    "Format",
    "Holding",
    "ImportOptions",
    "ImportResult",
    "Kind",
    "KnowledgeBook",
    "Membership",
    "Office",
    "Source",
    "Sourced",
    "Standing",
    "detect",
    "normal",
    "path_beside",
]
