"""The pipeline's own rules for parts of speech and lemmas, remembered instead of matched anew.

spaCy's attribute ruler runs a matcher with nearly two hundred patterns over every text, which takes a third of the
time of parsing without names. All but a few of its patterns look at one token's tag, label and word alone, so what
they come to can be remembered for each such triple.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

__all__ = ["QuickRuler", "quicken"]

RULER, QUICK = "attribute_ruler", "dragoman_ruler"
ATTRIBUTES = ("TAG", "DEP", "POS", "LEMMA")  # what a rule may set, beside the morphology
Condition = Mapping[str, Any]
Rule = tuple[Sequence[Condition], int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class _Effect:
    """What the rules do to a token: numbers to set, a morphology, and longer rules that may begin with it."""

    numbers: tuple[tuple[str, int], ...]
    morphology: Any
    longer: tuple[Rule, ...]


class QuickRuler:
    """Gives tokens the attributes that the rules of an attribute ruler give them, later rules over earlier."""

    def __init__(self, nlp: Language, rules: Sequence[Mapping[str, Any]]) -> None:
        self._vocab = nlp.vocab
        self._rules: list[Rule] = [
            (pattern, rule["index"], rule["attrs"]) for rule in rules for pattern in rule["patterns"]
        ]
        for (
            _,
            _,
            attributes,
        ) in self._rules:  # now, since texts are parsed in zones whose new strings are let go
            self._frozen(attributes, ())
        self._known: dict[tuple[int, int, int, bool], _Effect] = {}
        wanted = [c["LOWER"] for conditions, _, _ in self._rules for c in conditions if "LOWER" in c]
        self._words = [w if isinstance(w, Mapping) else {"IN": [w]} for w in wanted]
        self._own: dict[int, int] = {}  # words by their number; 0 for one that no rule asks for

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a parsed text's tokens."""
        effects = [(token, self._effect(token)) for token in doc]
        for token, effect in effects:
            _set(token, effect)
        for token, effect in effects:
            for conditions, index, attributes in effect.longer:
                span = doc[token.i : token.i + len(conditions)]
                if len(span) == len(conditions) and all(map(_holds, conditions, span)):
                    _set(span[index], self._frozen(attributes, ()))
        return doc

    def _effect(self, token: Token) -> _Effect:
        word = self._own.get(token.lower)
        if word is None:
            asked = any(_fits(token.lower_, wanted) for wanted in self._words)
            word = self._own[token.lower] = token.lower if asked else 0
        key = (token.tag, token.dep, word, token.is_space)
        held = self._known.get(key)
        if held is None:
            attributes: dict[str, str] = {}
            longer = []
            for conditions, index, given in self._rules:
                if not _holds(conditions[0], token):
                    continue
                if len(conditions) == 1:
                    attributes |= given
                else:
                    longer.append((conditions, index, given))
            held = self._known[key] = self._frozen(attributes, tuple(longer))
        return held

    def _frozen(self, attributes: Mapping[str, str], longer: tuple[Rule, ...]) -> _Effect:
        from spacy.tokens import MorphAnalysis

        numbers = [
            (name.lower(), self._vocab.strings.add(attributes[name]))
            for name in ATTRIBUTES
            if name in attributes
        ]
        features = attributes.get("MORPH")
        morphology = None if features is None else MorphAnalysis(self._vocab, features)
        return _Effect(tuple(numbers), morphology, longer)


def quicken(nlp: Language) -> Language:
    """Put a quick ruler in the place of a pipeline's attribute ruler."""
    from spacy.language import Language

    ruler: Any = nlp.get_pipe(RULER)
    Language.component(QUICK, func=QuickRuler(nlp, ruler.patterns))
    nlp.replace_pipe(RULER, QUICK)
    return nlp


def _set(token: Any, effect: _Effect) -> None:
    for name, number in effect.numbers:
        setattr(token, name, number)
    if effect.morphology is not None:
        token.set_morph(effect.morphology)


def _holds(condition: Condition, token: Token) -> bool:
    """Whether a token meets a condition such as {"TAG": "VBZ", "LOWER": {"IN": ["is", "'s"]}}."""
    return all(
        _fits(token.is_space if name == "IS_SPACE" else getattr(token, f"{name.lower()}_"), wanted)
        for name, wanted in condition.items()
    )


def _fits(value: Any, wanted: Any) -> bool:
    if not isinstance(wanted, Mapping):
        return bool(value == wanted)
    return (
        ("IN" not in wanted or value in wanted["IN"])
        and ("NOT_IN" not in wanted or value not in wanted["NOT_IN"])
        and ("REGEX" not in wanted or re.search(wanted["REGEX"], value) is not None)
    )
