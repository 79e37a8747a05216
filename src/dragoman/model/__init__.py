"""The nouns: plain frozen values that stages hand to one another; the standard library only."""
