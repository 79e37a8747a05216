"""Stage 5 of 8. Takes a reading, ties its mentions to actors, days and places; knows no database."""

from dragoman.resolve.directory import Directory, Tenure
from dragoman.resolve.ledger import Ledger, Observation, Spell
from dragoman.resolve.resolver import INFERRED, Resolver

__all__ = ["INFERRED", "Directory", "Ledger", "Observation", "Resolver", "Spell", "Tenure"]
