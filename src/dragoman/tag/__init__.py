"""Stage 3 of 7. Takes a parsed report, gives what the trained model makes of its tokens; knows no codebook."""

from dragoman.tag.tagger import ModelTagging, Tagger

__all__ = ["ModelTagging", "Tagger"]
