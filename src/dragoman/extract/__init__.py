"""Stage 4 of 8. Takes a parsed report, gives its reading in its own words; knows no database."""

from dragoman.extract.extractor import Extractor

__all__ = ["Extractor"]
