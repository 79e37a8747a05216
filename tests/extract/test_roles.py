"""Offices given to persons: before the name, beside it, after a copula, shared by several."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.codebook.guides import Guides
from dragoman.codebook.knowledge import load_knowledge
from dragoman.codebook.lexicon import load_lexicon
from dragoman.codebook.patterns import load_codebook
from dragoman.codebook.title_patterns import title_complements, titled_names
from dragoman.extract import Extractor
from dragoman.extract.roles import find_roles
from dragoman.model.report import Block, BlockKind, Report
from dragoman.parse import Parser

Told = set[tuple[str | None, str, str | None, bool]]


@pytest.fixture(scope="module")
def parser() -> Parser:
    knowledge = load_knowledge()
    return Parser(skip=title_complements(knowledge), names=titled_names(knowledge))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Guides(codebook=load_codebook(), knowledge=load_knowledge(), lexicon=load_lexicon()))


def roles(parser: Parser, extractor: Extractor, text: str) -> Told:
    report = Report(
        id="rep-1",
        document="a.txt",
        origin="a.txt",
        text=text,
        title=None,
        published=date(2024, 7, 30),
        language="en",
        blocks=(Block(kind=BlockKind.BODY, start=0, end=len(text), cuts=()),),
    )
    parsed = parser.parse(report)
    mentions = extractor.prepare(parsed).scene.mentions.items
    return {
        (mentions[r.person].name, r.title, mentions[r.body].text if r.body is not None else None, r.former)
        for r in find_roles(mentions, parsed)
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'Chad\'s president Ana Lobo said, "Chad is big."',
            {("Ana Lobo", "president", "Chad", False)},
        ),
        (
            "The mayor of Lima, Juan Cruz, met protesters.",
            {("Juan Cruz", "mayor", "Lima", False)},
        ),
        (
            "Juan Cruz was the deputy commander of Hezbollah.",
            {("Juan Cruz", "deputy commander", "Hezbollah", False)},
        ),
        (
            "Presidents Ana Lobo of Chad and Juan Cruz of Benin signed the deal.",
            {("Ana Lobo", "president", "Chad", False), ("Juan Cruz", "president", "Benin", False)},
        ),
    ],
)
def test_an_office_beside_a_name_is_found(
    parser: Parser, extractor: Extractor, text: str, told: Told
) -> None:
    assert told <= roles(parser, extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        "Juan Cruz was not the president of Chad.",
        "After they met the president, Juan Cruz left Lima.",
        "Princess Ana Lobo and her brother Juan Cruz came to Lima.",
        "The student Juan Cruz condemned Chad.",
    ],
)
def test_these_give_nobody_an_office(parser: Parser, extractor: Extractor, text: str) -> None:
    assert not roles(parser, extractor, text)
