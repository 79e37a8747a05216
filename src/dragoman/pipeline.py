"""The main path: report -> parsed report -> reading -> findings. The only module that knows every stage."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
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
from dragoman.extract.judge import load_judges
from dragoman.knowledge import KnowledgeBook
from dragoman.model.codes import Means
from dragoman.model.reading import Reading
from dragoman.model.record import Failure, Findings
from dragoman.model.report import Report
from dragoman.parse import Parser
from dragoman.resolve import Directory, Ledger, Resolver
from dragoman.tag import Tagger

__all__ = [
    "Outcome",
    "OutdatedReadingError",
    "Reader",
    "ReaderOptions",
    "Readout",
    "Skipped",
    "findings_version",
    "read_all",
    "reader_version",
    "redrawing",
]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderOptions:
    """By what to read.

    Attributes:
        codebook: folder of category files laid over the packaged codebook, if any.
        model: folder of a trained model; the packaged one unless told otherwise.
        means: whether patterns, model or both find the events.
        ledger: who held which office when, as learnt from the reports of the record.
        book: the file of imported knowledge, if there is one.
    """

    codebook: Path | None = None
    model: Path | None = None
    means: Means = Means.BOTH
    ledger: Ledger = field(default_factory=Ledger)
    book: Path | None = None

    @property
    def model_folder(self) -> Path:
        """The folder of the model that reads."""
        return self.model or data_path("model")


Outcome = tuple[Report, Readout] | Failure | Skipped


class OutdatedReadingError(DragomanError):
    """A stored reading is of a form that this version does not know."""


class Reader:
    """Reads reports, one at a time and each by itself. Loads its models and tables once."""

    def __init__(self, options: ReaderOptions | None = None) -> None:
        options = options or ReaderOptions()
        guides = _guides(options)
        knowledge = guides.knowledge
        self.version = reader_version(options)
        self._tagger, judges = None, None
        if options.means is not Means.PATTERNS:
            self._tagger, judges = Tagger(options.model_folder), load_judges(options.model_folder)
        self._parser = Parser(skip=title_complements(knowledge), names=titled_names(knowledge))
        self._extractor = Extractor(guides, judges=judges, patterns=options.means is not Means.MODEL)
        self._resolver = _resolver(guides, options)

    def read(self, report: Report) -> Readout:
        """Return the reading and findings of one report."""
        parsed = self._parser.parse(report)
        tagging = self._tagger.tag(parsed) if self._tagger else None
        reading = self._extractor.extract(parsed, tagging)
        return Readout(reading=msgspec.json.encode(reading), findings=self._resolver.resolve(report, reading))

    def resolve(self, report: Report, reading: bytes) -> Findings:
        """Return the findings of a stored reading, by the knowledge of today."""
        return self._resolver.resolve(report, msgspec.json.decode(reading, type=Reading))


def redrawing(options: ReaderOptions) -> Callable[[Report, bytes], Findings]:
    """Return what draws the findings of stored readings anew; no parser or model is loaded.

    The readings are of the present form, else it raises `OutdatedReadingError`.
    """
    resolver = _resolver(_guides(options), options)
    decode = msgspec.json.Decoder(Reading).decode

    def drawn(report: Report, reading: bytes) -> Findings:
        try:
            told = decode(reading)
        except msgspec.DecodeError as error:
            raise OutdatedReadingError(
                f"The reading of {report.document} is of an older form.", cure="Read it again: --again."
            ) from error
        return resolver.resolve(report, told)

    return drawn


def findings_version(options: ReaderOptions) -> str:
    """Return what findings depend on besides their reading: code, tables, codebook, ledger, imported knowledge."""
    digest = _digest(replace(options, means=Means.PATTERNS))
    return f"{version('dragoman')}+{digest}+{options.ledger.digest}+{_book_digest(options.book)}"


def _guides(options: ReaderOptions) -> Guides:
    return Guides(
        codebook=load_codebook(options.codebook), knowledge=load_knowledge(), lexicon=load_lexicon()
    )


def _resolver(guides: Guides, options: ReaderOptions) -> Resolver:
    book = KnowledgeBook(options.book) if options.book and options.book.exists() else None
    return Resolver(guides, Directory(guides.knowledge, ledger=options.ledger, book=book))


def _book_digest(path: Path | None) -> str:
    if path is None or not path.exists():
        return ""
    with KnowledgeBook(path) as book:
        return hashlib.sha256("".join(s.sha256 for s in book.sources()).encode()).hexdigest()[:12]


def reader_version(options: ReaderOptions | None = None) -> str:
    """Return the version that is noted with every reading: of the code, and a digest of all data it reads by."""
    return f"{version('dragoman')}+{_digest(options or ReaderOptions())}"


def read_all(
    sources: Iterable[Report | Failure],
    *,
    options: ReaderOptions,
    workers: int,
    skip: Callable[[Report], bool],
) -> Iterator[Outcome]:
    """Yield what each source comes to, in their order; a report that cannot be read becomes a failure.

    Args:
        options: by what to read.
        workers: how many processes read; 1 reads in this one.
        skip: asked of every report in this process; True leaves it alone.
    """
    if workers <= 1:
        reader: Reader | None = None
        for source in sources:
            settled = _settled(source, skip)
            if settled is not None:
                yield settled
                continue
            reader = reader or Reader(options)
            yield _outcome(reader, source)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(options,)) as pool:
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


def _begin(options: ReaderOptions) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that hands out the work ends it
    global _reader
    _reader = Reader(options)


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


def _digest(options: ReaderOptions) -> str:
    """Return a short digest of all that a reading depends on: means, data files, codebook and model."""
    digest = hashlib.sha256(options.means.encode())
    folders = [data_path(name) for name in DATA]
    if options.means is not Means.PATTERNS:
        folders.append(options.model_folder)
    if options.codebook:
        folders.append(options.codebook)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:10]
