"""Streams of made reports whose truth is known, and how much of that truth the program tells."""
