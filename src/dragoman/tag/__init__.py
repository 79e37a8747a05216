"""Stage 3 of 8, on request. Takes a parsed report, gives what the trained model makes of its words."""

from dragoman.tag.tagger import ModelTagging, Tagger

__all__ = ["ModelTagging", "Tagger"]
