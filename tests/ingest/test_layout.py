from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ingest.layout import lay_out
from dragoman.ingest.repairs import reading
from dragoman.model.report import BlockKind, Report

from .conftest import BODY, as_read, bodies

One = Callable[..., Report]
FIRST, SECOND = BODY.split("\n\n")


def test_each_paragraph_is_a_block(report: One) -> None:
    assert bodies(report(BODY)) == [FIRST, SECOND]


def test_the_text_is_stored_as_it_came_but_for_carriage_returns(report: One) -> None:
    text = "\ufeff  Talks\r\n\r\nThe army  left\u00a0the town.\n"
    assert report(text).text == "  Talks\n\nThe army  left\u00a0the town.\n"


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        (
            "The minister spoke of eco-\nnomic ties with the general.",
            "The minister spoke of economic ties with the general.",
        ),
        (
            "The general met the vice-\npresident of the country.",
            "The general met the vice-president of the country.",
        ),
        ("The Russia-\nbacked group left the town today.", "The Russia-backed group left the town today."),
        ("A Sino-\nIndian treaty was signed there today.", "A Sino-Indian treaty was signed there today."),
        (
            "The two- \nand three-day visits were called off.",
            "The two- and three-day visits were called off.",
        ),
        (
            "The pro-\ntest in the town went on, and another protest began.",
            "The protest in the town went on, and another protest began.",
        ),
        (
            "A co-operation pact; the co-\noperation goes on for years.",
            "A co-operation pact; the co-operation goes on for years.",
        ),
        ("The army left\nthe town on Monday.", "The army left the town on Monday."),
        ("The  army left\u00a0the \u200btown on Monday.", "The army left the town on Monday."),
        (
            "The govern\u00adment left the capi\u00ad\ntal on Monday.",
            "The government left the capital on Monday.",
        ),
        ("The o\ufb03cer left the town on Monday.", "The officer left the town on Monday."),
        (
            "The army was accused by rights\n\ngroups of shelling the town.",
            "The army was accused by rights groups of shelling the town.",
        ),
        (
            "The army was accused by the\n\nUnited Nations of shelling the town.",
            "The army was accused by the United Nations of shelling the town.",
        ),
        ("The army left the meet-\n\ning without a word.", "The army left the meeting without a word."),
        ("The army left **the town** on [Monday](https://a.example/x).", "The army left the town on Monday."),
    ],
)
def test_damaged_words_are_repaired_for_reading(damaged: str, mended: str) -> None:
    layout = lay_out(damaged)
    assert [reading(damaged, block.start, block.end, block.cuts) for block in layout.blocks] == [mended]


def test_a_paragraph_goes_on_over_the_furniture_in_its_midst(report: One) -> None:
    found = report(
        "The army was accused by rights\n\nADVERTISEMENT\n\ngroups of shelling the town on Monday."
    )
    assert bodies(found) == ["The army was accused by rights groups of shelling the town on Monday."]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share this article", BlockKind.FURNITURE),
        ("Facebook Twitter WhatsApp", BlockKind.FURNITURE),
        ("*** ADVERTISEMENT ***", BlockKind.FURNITURE),
        ("Subscribe to our newsletter for more", BlockKind.FURNITURE),
        ("We use cookies to make this site better.", BlockKind.FURNITURE),
        ("© 2022 Sample Gazette. All rights reserved.", BlockKind.FURNITURE),
        ("Page 2 of 5", BlockKind.FURNITURE),
        ("* * *", BlockKind.FURNITURE),
        ("Related: Who is who in the council", BlockKind.TEASER),
        ("Read more: Six months on", BlockKind.TEASER),
        ("SEE ALSO: The long road", BlockKind.TEASER),
        ("Soldiers on a road near the town. (AP Photo/Jana Hill)", BlockKind.CAPTION),
        ("Photo: Jana Hill", BlockKind.CAPTION),
        ("[File: Jana Hill/Reuters]", BlockKind.CAPTION),
        ("The foreign minister in the capital. Ministry Press Office / TASS", BlockKind.CAPTION),
        ("Soldiers stand at the gate of the town. File photo", BlockKind.CAPTION),
        ("██ Areas held by the army", BlockKind.CAPTION),
        ("## What comes next", BlockKind.HEADING),
        ("What comes next", BlockKind.HEADING),
    ],
)
def test_what_is_no_text_is_told_apart_in_the_midst_of_it(report: One, line: str, kind: BlockKind) -> None:
    found = report(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert [block.kind for block in found.blocks] == [BlockKind.BODY, kind, BlockKind.BODY]


@pytest.mark.parametrize(
    "sentence",
    [
        "Related firms were put under sanctions by the council on Monday.",
        "Share prices fell after the minister threatened to close the border.",
        "The army published a photo of the minister with the general on Monday.",
        "The Union rejected the firm's privacy policy on Monday.",
        "Watch groups accused the army of shelling the town.",
        "News of the talks reached the capital on Monday evening.",
        "Copyright law was the subject of the talks on Monday.",
        "Sources close to the general said that he would not go.",
        "The minister read the full statement to the press.",
    ],
)
def test_sentences_with_such_words_stay_text(report: One, sentence: str) -> None:
    found = report(f"{FIRST}\n\n{sentence}\n\n{SECOND}")
    assert bodies(found) == [FIRST, sentence, SECOND]


def test_a_list_of_other_stories_is_all_teasers(report: One) -> None:
    found = report(f"{FIRST}\n\nRelated stories\n\nA bridge reopens\n\nRice is dearer in Muse\n\n{SECOND}")
    assert as_read(found, BlockKind.TEASER) == [
        "Related stories",
        "A bridge reopens",
        "Rice is dearer in Muse",
    ]
    assert bodies(found) == [FIRST, SECOND]


def test_names_below_the_title_are_a_caption(report: One) -> None:
    found = report(f"Talks end in the capital\n\nForeign Minister Jana Hill of Ruritania\n\n{BODY}")
    assert as_read(found, BlockKind.CAPTION) == ["Foreign Minister Jana Hill of Ruritania"]


def test_wrapped_lines_are_one_paragraph_and_short_last_lines_end_it(report: One) -> None:
    wrapped = (
        "Talks end in the capital\n"
        "The foreign minister of Ruritania met the leader of the junta\n"
        "on Wednesday and spoke with him about trade and about arms and\n"
        "an end to the war.\n"
        "The two sides agreed to meet again in a month, the minister of\n"
        "information said."
    )
    assert [block.kind for block in report(wrapped).blocks] == [
        BlockKind.TITLE,
        BlockKind.BODY,
        BlockKind.BODY,
    ]


def test_a_line_may_be_a_paragraph(report: One) -> None:
    found = report(
        "The army left the town on Monday.\nIts people came back.\nThe council met in the evening.\n"
    )
    assert len(bodies(found)) == 3


def test_the_points_of_a_list_are_paragraphs_without_their_marks(report: One) -> None:
    found = report(f"{FIRST}\n\n- The first point of the deal is trade.\n- The second is arms.\n\n{SECOND}")
    assert bodies(found)[1:3] == ["The first point of the deal is trade.", "The second is arms."]


def test_headers_and_numbers_of_pages_are_furniture(report: One) -> None:
    pages = (
        f"Ruritanian Digest\n{FIRST} The general\nPage 1\f\nRuritanian Digest\nthanked him for it.\nPage 2"
    )
    found = report(pages)
    assert bodies(found) == [f"{FIRST} The general thanked him for it."]


def test_the_title_of_the_source_is_found_in_the_text(report: One) -> None:
    row = (
        '{"id": "a", "title": "Talks end in the capital.", "text": "TALKS END IN THE CAPITAL\\n\\n'
        + FIRST
        + '"}'
    )
    found = report(row, "rows.jsonl")
    assert as_read(found, BlockKind.TITLE) == ["TALKS END IN THE CAPITAL"]


PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\f",
            " ",
            "  ",
            "\u00a0",
            "\u200b",
            "\u00ad",
            "-\n",
            "\r",
            "\u2028",
            "**",
            "](https://a.b)",
        ),
        *(
            "## ",
            "# ",
            "By ",
            "date 2024-07-30 ",
            "AFP",
            "TASS",
            " / ",
            " | ",
            "Photo: ",
            "Related:",
            "Page 1",
        ),
        *(
            "Original url:",
            "https://a.example/x-",
            "y-1",
            "MOSCOW, March 5 (Reuters) - ",
            "Title: ",
            "Wire",
            "██",
        ),
        *(
            "the army left the town",
            "The minister met the general on Monday.",
            "of the",
            "eco",
            "nomic",
            "\ufb01",
        ),
        *("Advertisement", "Share this article", "August 3, 2022", "03/04/2022", "[", "]", "*", "“x”", "…"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_for_any_text_blocks_and_cuts_are_in_order_and_lose_nothing(text: str) -> None:
    layout = lay_out(text)
    covered: set[int] = set()
    position = 0
    for block in layout.blocks:
        assert position <= block.start < block.end <= len(text)
        position = block.end
        covered.update(range(block.start, block.end))
        at = block.start
        for cut in block.cuts:
            assert at <= cut.start < cut.end <= block.end
            at = cut.end
    assert all(char.isspace() for index, char in enumerate(text) if index not in covered)
