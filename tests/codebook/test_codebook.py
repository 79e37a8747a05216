"""The packaged codebook agrees with PLOVER, and an overlay can change it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.errors import CodebookError
from dragoman.model.codes import Category

# Category: (quad class, recipient required, score, scores of the modes).
PLOVER: dict[str, tuple[int, bool, float, dict[str, float | None]]] = {
    "AGREE": (1, False, 2.5, {}),
    "CONSULT": (1, False, 2.5, {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    "SUPPORT": (1, False, 5, {}),
    "CONCEDE": (1, False, 4.5, {}),
    "COOPERATE": (2, True, 9.5, {}),
    "AID": (2, True, 10, {}),
    "RETREAT": (
        2,
        False,
        6.5,
        {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    ),
    "REQUEST": (3, False, 0, {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    "ACCUSE": (3, False, -3, {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    "REJECT": (3, False, -2, {"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
    "THREATEN": (
        3,
        False,
        -3.5,
        {"restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5},
    ),
    "PROTEST": (
        4,
        False,
        -5,
        {
            "demo": -5,
            "riot": -7,
            "strike": -5,
            "hunger": -4.5,
            "boycott": -4.5,
            "obstruct": -4.5,
            "vandalize": None,
        },
    ),
    "SANCTION": (4, True, -6, {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}),
    "MOBILIZE": (4, False, -5.5, {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
    "COERCE": (
        4,
        False,
        -7,
        {
            "seize": -7,
            "restrict": -7,
            "censor": -6.5,
            "curfew": -6.5,
            "martial-law": -7.5,
            "arrest": -7,
            "deport": -7,
            "withhold": -7,
            "misinformation": -6.5,
            "cyber": -7,
        },
    ),
    "ASSAULT": (
        4,
        False,
        -9,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "firearms": -9,
            "explosives": -9,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
}


def test_all_categories_are_there_in_plovers_order() -> None:
    assert list(load_codebook().categories) == [str(code) for code in Category]
    assert set(PLOVER) == set(load_codebook().categories)


@pytest.mark.parametrize("code", PLOVER)
def test_quad_class_and_scores_are_plovers(code: str) -> None:
    entry = load_codebook().categories[code]
    modes = {mode.code: mode.intensity for mode in entry.mode}
    assert (entry.quad, entry.requires_recipient, entry.intensity, modes) == PLOVER[code]


def test_a_mode_without_a_score_gives_none_and_no_mode_the_category_score() -> None:
    entry = load_codebook().categories["PROTEST"]
    assert entry.intensity_of("vandalize") is None
    assert entry.intensity_of(None) == -5
    assert entry.intensity_of("riot") == -7


@pytest.mark.parametrize("code", PLOVER)
def test_a_category_is_explained_and_has_examples_right_and_wrong(code: str) -> None:
    entry = load_codebook().categories[code]
    assert entry.definition.strip()
    assert entry.not_this
    assert all(mode.definition for mode in entry.mode)
    assert len(entry.examples) >= 8
    assert any(not example.expect for example in entry.examples)


@pytest.mark.parametrize("code", PLOVER)
def test_examples_name_only_known_categories_and_modes(code: str) -> None:
    for example in load_codebook().categories[code].examples:
        for line in example.expect:
            category, mode = line.split("|")[0].strip().split("/")
            assert mode == "--" or mode in PLOVER[category][3], line


def test_ids_are_unique_over_all_files() -> None:
    ids = Counter(
        row.id
        for entry in load_codebook().categories.values()
        for row in (*entry.verbs, *entry.nouns, *entry.phrases)
    )
    assert [i for i, count in ids.items() if count > 1] == []


def overlay(folder: Path, text: str, name: str = "CONSULT.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_overlay_replaces_a_row_by_its_id_and_adds_others(tmp_path: Path) -> None:
    ours = load_codebook().categories["CONSULT"]
    first = ours.verbs[0]
    changed = load_codebook(
        overlay(
            tmp_path,
            f'[[verb]]\nid = "{first.id}"\nlemmas = ["confabulate"]\nneeds = "actor"\n\n'
            '[[verb]]\nid = "own-v-001"\nlemmas = ["huddle"]\n',
        )
    )
    entry = changed.categories["CONSULT"]
    rows = {row.id: row for row in entry.verbs}
    assert rows[first.id].lemmas == ("confabulate",)
    assert rows["own-v-001"].lemmas == ("huddle",)
    assert len(entry.verbs) == len(ours.verbs) + 1
    assert [code.code for code, row in changed.verbs["huddle"] if row.id == "own-v-001"] == ["CONSULT"]
    assert (entry.nouns, entry.definition) == (ours.nouns, ours.definition)


def test_an_overlay_can_replace_a_plain_key_a_mode_and_an_example(tmp_path: Path) -> None:
    text = load_codebook().categories["CONSULT"].examples[0].text
    entry = load_codebook(
        overlay(
            tmp_path,
            f'definition = "Ours."\n\n[[mode]]\ncode = "visit"\ndefinition = "Trips."\nintensity = 4.0\n\n'
            f"[[example]]\ntext = '''{text}'''\nexpect = []\n",
        )
    ).categories["CONSULT"]
    assert entry.definition == "Ours."
    assert entry.modes["visit"].definition == "Trips."
    assert set(entry.modes) == set(PLOVER["CONSULT"][3])
    assert entry.examples[0].expect == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[verb]\nid = "x"\n', "CONSULT.toml"),
        ('[[verb]]\nid = "own-v-001"\nlemmas = "meet"\n', "CONSULT.toml"),
        ('[[verb]]\nid = "own-v-001"\nlemmas = ["meet"]\nmode = "picnic"\n', "own-v-001"),
        ('[[noun]]\nid = "own-n-001"\nlemmas = ["meeting"]\nneeds = "nobody"\n', "own-n-001"),
        ('quad = "one"\n', "quad"),
    ],
)
def test_a_malformed_overlay_tells_file_and_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CodebookError) as caught:
        load_codebook(overlay(tmp_path, text))
    assert "CONSULT.toml" in str(caught.value)
    assert told in str(caught.value)


def test_an_overlay_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="nowhere"):
        load_codebook(tmp_path / "nowhere")


def test_a_misspelt_key_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"CONSULT\.toml.*recipiant"):
        load_codebook(
            overlay(tmp_path, '[[verb]]\nid = "own-v-001"\nlemmas = ["meet"]\nrecipiant = ["with"]\n')
        )


def test_an_overlay_file_of_no_known_category_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"PICNIC\.toml"):
        load_codebook(overlay(tmp_path, 'definition = "Fun."\n', name="PICNIC.toml"))


def test_an_overlay_row_without_an_id_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"CONSULT\.toml.*id"):
        load_codebook(overlay(tmp_path, '[[verb]]\nlemmas = ["meet"]\n'))
