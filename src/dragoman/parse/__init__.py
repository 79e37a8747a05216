"""Stage 2 of 8. Takes a report, gives its tokens and sentences; knows no codebook and no database."""

from dragoman.parse.parser import Parser
from dragoman.parse.words import split_words

__all__ = ["Parser", "split_words"]
