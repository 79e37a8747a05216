"""The main path: report -> parsed report -> reading -> findings. The only module that knows every stage."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import msgspec

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.patterns import load_codebook
from dragoman.codebook.tables import data_path
from dragoman.codebook.title_patterns import title_complements, titled_names
from dragoman.errors import DragomanError
from dragoman.extract import Extractor
from dragoman.model.reading import Reading
from dragoman.model.record import Failure, Findings
from dragoman.model.report import Report
from dragoman.parse import Parser
from dragoman.resolve import Resolver
from dragoman.tag import Tagger

__all__ = ["Outcome", "Reader", "Readout", "Skipped", "read_all", "reader_version"]

DATA = ("codebook", "lexicon", "actors", "offices", "places")
AHEAD = 4  # reports handed out to each worker before the first is waited for


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """What reading one report gave: the reading as JSON, to be kept, and the findings drawn from it."""

    reading: bytes
    findings: Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """That a report was left alone since nothing is to be done for it."""

    report_id: str


Outcome = tuple[Report, Readout] | Failure | Skipped


class Reader:
    """Reads reports, one at a time and each by itself. Loads its models and tables once.

    Args:
        codebook: folder of category files laid over the packaged codebook, if any.
        weigh: whether the trained model weighs what the patterns propose and adds what they miss.
    """

    def __init__(self, *, codebook: Path | None = None, weigh: bool = False) -> None:
        entries = load_codebook(codebook)
        knowledge, lexicon = load_knowledge(), load_lexicon()
        self.version = reader_version(codebook, weigh=weigh)
        self._tagger = Tagger(data_path("model")) if weigh else None
        self._parser = Parser(skip=title_complements(knowledge), names=titled_names(knowledge))
        guides = Guides(codebook=entries, knowledge=knowledge, lexicon=lexicon)
        self._extractor = Extractor(guides)
        self._resolver = Resolver(guides)

    def read(self, report: Report) -> Readout:
        """Return the reading and findings of one report."""
        parsed = self._parser.parse(report)
        tagging = self._tagger.tag(parsed) if self._tagger else None
        reading = self._extractor.extract(parsed, tagging)
        return Readout(reading=msgspec.json.encode(reading), findings=self._resolver.resolve(report, reading))

    def resolve(self, report: Report, reading: bytes) -> Findings:
        """Return the findings of a stored reading, by the knowledge of today."""
        return self._resolver.resolve(report, msgspec.json.decode(reading, type=Reading))


def reader_version(codebook: Path | None = None, *, weigh: bool = False) -> str:
    """Return the version that is noted with every reading: of the code, and a digest of all data it reads by."""
    return f"{version('dragoman')}+{_digest(codebook, model=weigh)}"


def read_all(
    sources: Iterable[Report | Failure],
    *,
    codebook: Path | None,
    workers: int,
    skip: Callable[[Report], bool],
    weigh: bool = False,
) -> Iterator[Outcome]:
    """Yield what each source comes to, in their order; a report that cannot be read becomes a failure.

    Args:
        codebook: folder of category files laid over the packaged codebook, if any.
        workers: how many processes read; 1 reads in this one.
        skip: asked of every report in this process; True leaves it alone.
        weigh: whether the trained model weighs what the patterns propose.
    """
    if workers <= 1:
        reader: Reader | None = None
        for source in sources:
            settled = _settled(source, skip)
            if settled is not None:
                yield settled
                continue
            reader = reader or Reader(codebook=codebook, weigh=weigh)
            yield _outcome(reader, source)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_begin, initargs=(codebook, weigh)
    ) as pool:
        waiting: deque[Outcome | Future[Outcome]] = deque()
        for source in sources:
            settled = _settled(source, skip)
            waiting.append(settled if settled is not None else pool.submit(_read_one, source))
            while len(waiting) > AHEAD * workers:
                yield _awaited(waiting.popleft())
        while waiting:
            yield _awaited(waiting.popleft())


def _settled(source: Report | Failure, skip: Callable[[Report], bool]) -> Failure | Skipped | None:
    if isinstance(source, Failure):
        return source
    return Skipped(report_id=source.id) if skip(source) else None


def _awaited(result: Outcome | Future[Outcome]) -> Outcome:
    return result.result() if isinstance(result, Future) else result


_reader: Reader | None = None  # of a worker process


def _begin(codebook: Path | None, weigh: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that hands out the work ends it
    global _reader
    _reader = Reader(codebook=codebook, weigh=weigh)


def _read_one(source: Report | Failure) -> Outcome:
    assert _reader is not None
    return _outcome(_reader, source)


def _outcome(reader: Reader, source: Report | Failure) -> Outcome:
    """Return the readout of a report; whatever goes wrong with it is its failure, and no other report's."""
    if isinstance(source, Failure):
        return source
    try:
        return source, reader.read(source)
    except DragomanError as error:
        return _failed(source, str(error), error.cure)
    except Exception as error:  # noqa: BLE001 - one report must not end a run of thousands
        told = f"Internal error: {type(error).__name__}: {error}"
        return _failed(source, told, "Please report this with the text that causes it.")


def _failed(report: Report, error: str, cure: str) -> Failure:
    return Failure(origin=report.origin, document=report.document, stage="read", error=error, cure=cure)


def _digest(overlay: Path | None, *, model: bool) -> str:
    """Return a short digest of the data files that a reading depends on."""
    digest = hashlib.sha256()
    folders = [data_path(name) for name in (*DATA, *(("model",) if model else ()))]
    for folder in (*folders, *([overlay] if overlay else [])):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]
