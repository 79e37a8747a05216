"""What the readers of others raise on broken files, beside errors of their own."""

from __future__ import annotations

import lzma
import struct
import tarfile
import zipfile
import zlib

__all__ = ["BROKEN", "BROKEN_TAR", "BROKEN_ZIP", "CUT_OFF"]

# Parsers of hostile formats fail in the middle of their work with whatever comes: a missing key, a bad
# offset, a number that is text. All of it means one thing here: the file is broken.
BROKEN: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)

BROKEN_ZIP: tuple[type[Exception], ...] = (zipfile.BadZipFile, *BROKEN)
BROKEN_TAR: tuple[type[Exception], ...] = (tarfile.TarError, *BROKEN)

# What streams of bytes raise when they end too early or are not what they claim to be.
CUT_OFF: tuple[type[Exception], ...] = (
    EOFError,
    OSError,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
