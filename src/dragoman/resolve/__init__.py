"""Stage 5 of 8. Takes a reading, ties its mentions to actors, days and places; knows no database."""

from dragoman.resolve.resolver import Resolver

__all__ = ["Resolver"]
