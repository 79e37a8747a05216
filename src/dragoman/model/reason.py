"""Why a value is what it is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one field has its value: the rule that set it and the words or facts it rests on.

    `rule` is a stable id (`date.header`, `cue-en-0012`, `con-v-003`); `detail` is for people.
    """

    field: str
    rule: str
    detail: str = ""
