"""No content makes a reader fail in a way of its own: it is read, told as a fault, or refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DragomanError
from dragoman.knowledge import Format, ImportOptions, KnowledgeBook

WORDS = (
    "id", "schema", "properties", "Person", "Occupancy", "Position", "Membership", "holder", "post",
    "name", "country", "member", "organization", "startDate", "claims", "labels", "en", "value", "P31",
    "P39", "P580", "mainsnak", "datavalue", "qualifiers", "time", "precision", "Q5", "entities",
    "persons", "memberships", "organizations", "posts", "person_id", "post_id", "organization_id",
    "role", "Government", "Country name", "conventional short form", "text", "Fiji", "Executive branch",
    "chief of state", "King ADAM (since 2004)", "2021-02", "#", "\ud800", "", "Political parties",
)  # fmt: skip
KEYS = st.sampled_from([word for word in WORDS if word != "\ud800"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
JSON = (Format.FTM, Format.WIKIDATA, Format.POPOLO, Format.FACTBOOK)
LETTERS = st.text(alphabet="AB_+[]<>#~-!{}|,;\t\n\"' 0129.Qé\x00GOV", max_size=200)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBook]:
    with KnowledgeBook(tmp_path_factory.mktemp("hostile") / "a.knowledge.db") as opened:
        yield opened


def import_bytes(book: KnowledgeBook, content: bytes, form: Format) -> None:
    path = book.path.with_name("file")
    path.write_bytes(content)
    with suppress(DragomanError):
        book.import_file(path, options=ImportOptions(form=form))


@pytest.mark.parametrize("form", JSON)
@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=4), indent=st.sampled_from([None, 1])
)
def test_json_of_any_shape(shelf: KnowledgeBook, form: Format, values: list[Any], indent: int | None) -> None:
    content = json.dumps(values, indent=indent) if indent else "\n".join(map(json.dumps, values))
    import_bytes(shelf, content.encode(), form)


@pytest.mark.parametrize("form", tuple(Format))
@settings(max_examples=60, deadline=None)
@given(
    text=LETTERS,
    header=st.sampled_from(["", "person,office,start\n", "name\tsectors\tend\n", "org;member\n"]),
)
def test_text_of_any_shape(shelf: KnowledgeBook, form: Format, text: str, header: str) -> None:
    import_bytes(shelf, (header + text).encode(), form)
