"""Learns the tagger from labelled sentences: corpus in, ONNX model out. Needs the `train` extra (torch)."""

from dragoman.learn.corpus import Entry, LabelledEvent, read_corpus

__all__ = ["Entry", "LabelledEvent", "read_corpus"]
