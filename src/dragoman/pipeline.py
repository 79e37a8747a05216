"""The main path: report -> parsed report -> reading -> findings. The only module that knows every stage."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from dragoman.codebook.knowledge import FormKind, Knowledge, KnownKind, load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.patterns import load_codebook
from dragoman.codebook.tables import data_path
from dragoman.extract import Extractor
from dragoman.model.reading import Reading
from dragoman.model.record import Findings
from dragoman.model.report import Report
from dragoman.parse import Parser
from dragoman.resolve import Resolver

__all__ = ["Reader", "Readout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What reading one report gave: the reading as JSON, to be kept, and the findings drawn from it."""

    reading: bytes
    findings: Findings


class Reader:
    """Reads reports, one at a time and each by itself. Loads its models and tables once.

    Args:
        codebook: folder of category files laid over the packaged codebook, if any.
    """

    def __init__(self, *, codebook: Path | None = None) -> None:
        entries = load_codebook(codebook)
        knowledge, lexicon = load_knowledge(), load_lexicon()
        self.version = f"{version('dragoman')}+{_digest(codebook)}"
        self._parser = Parser(skip=title_complements(knowledge), names=titled_names(knowledge))
        self._extractor = Extractor(codebook=entries, knowledge=knowledge, lexicon=lexicon)
        self._resolver = Resolver(codebook=entries, knowledge=knowledge, lexicon=lexicon)

    def read(self, report: Report) -> Readout:
        """Return the reading and findings of one report."""
        reading = self._extractor.extract(self._parser.parse(report))
        return Readout(reading=msgspec.json.encode(reading), findings=self._resolver.resolve(report, reading))

    def resolve(self, report: Report, reading: bytes) -> Findings:
        """Return the findings of a stored reading, by the knowledge of today."""
        return self._resolver.resolve(report, msgspec.json.decode(reading, type=Reading))


def title_complements(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of what stands between a title and a name: "to Myanmar" in "ambassador to Myanmar
    Vinay Kumar", "of State" in "Secretary of State Antony Blinken". It would be parsed as part of the name."""
    offices = [t for group in knowledge.titles.values() for t in group if t.kind in ("office", "rank")]
    heads = {t.words[0] if "of" in t.words else t.words[-1] for t in offices}
    portfolios = {" ".join(t.words[t.words.index("of") + 1 :]) for t in offices if "of" in t.words}
    bodies = {
        " ".join(form.words)
        for group in knowledge.forms.values()
        for form in group
        if form.known.kind in (KnownKind.COUNTRY, KnownKind.ORGANISATION) and form.kind is FormKind.NAME
    }
    complement = _choice({b for b in bodies | portfolios if b})
    return re.compile(
        rf"(?i:\b(?:{_choice(heads)}))(?P<skip>(?:\s+(?:to|of|for)\s+(?:the\s+)?(?i:{complement}))+)"
        r"(?=\s+[A-Z][\w’'-]+\s+[A-Z])"
    )


def titled_names(knowledge: Knowledge) -> re.Pattern[str]:
    """Return the pattern of a title with the capitalised name of two to four words that follows it."""
    offices = [t for group in knowledge.titles.values() for t in group if t.kind in ("office", "rank")]
    heads = _choice({t.words[-1] for t in offices})
    return re.compile(rf"\b(?i:{heads})\s+(?P<name>(?:[A-Z][a-z]+\s+){{1,3}}[A-Z][a-z]+)\b")


def _choice(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


def _digest(overlay: Path | None) -> str:
    """Return a short digest of the data files that a reading depends on."""
    digest = hashlib.sha256()
    folders = [data_path(name) for name in ("codebook", "lexicon", "actors", "places")]
    for folder in (*folders, *([overlay] if overlay else [])):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]
