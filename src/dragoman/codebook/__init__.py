"""Reads and checks `dragoman/data`: tables in, typed knowledge and rules out. Holds no words itself."""

from dragoman.codebook.knowledge import Knowledge, load_knowledge
from dragoman.codebook.patterns import CategoryEntry, Codebook, load_codebook
from dragoman.codebook.tables import cells, read_table

__all__ = ["CategoryEntry", "Codebook", "Knowledge", "cells", "load_codebook", "load_knowledge", "read_table"]
