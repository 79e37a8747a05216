"""Finds the events of an export that tell the happenings of a stream."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

__all__ = ["Exported", "Row", "plain", "rows"]

Row = dict[str, Any]
SHARED = 0.5  # of the shorter of two sentences, for them to be the same


def rows(path: Path) -> list[Row]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def plain(text: str | None) -> str:
    """Return the words of a text in small letters."""
    return re.sub(r"\W+", " ", (text or "").casefold()).strip()


class Exported:
    """Exported events, found by the sentences that tell them."""

    def __init__(self, articles: list[Row], events: list[Row]) -> None:
        self.texts = {row["id"]: row["text"] for row in articles}
        self.events = {row["id"]: row for row in events}
        self._told: dict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for event in events:
            for quote in event.get("evidence") or ():
                self._add(event["id"], quote)

    def document(self, name: str) -> str:
        """Return the id of an article by the name of its document, which may have an ending."""
        return name if name in self.texts else Path(name).name.rsplit(".", 1)[0]

    def _add(self, event: str, quote: Row) -> None:
        document = self.document(str(quote["document"]))
        text, words = self.texts.get(document), quote.get("text") or ""
        if text is None or not words:
            return
        begin = quote.get("start")
        if begin is None or text[begin : begin + len(words)] != words:
            begin = text.find(words)
        if begin >= 0:
            self._told[document].append((begin, begin + len(words), plain(quote.get("trigger")), event))

    def event_of(self, telling: Row) -> Row | None:
        """Return the event that rests on the telling's sentence: one with its trigger, else the first."""
        begin = self.texts[telling["article"]].find(telling["sentence"])
        end = begin + len(telling["sentence"])
        near = [
            told
            for told in self._told[telling["article"]]
            if min(end, told[1]) - max(begin, told[0]) >= SHARED * min(end - begin, told[1] - told[0])
        ]
        if not near:
            return None
        wanted = plain(telling["trigger"])
        agreeing = [told for told in near if told[2] and (told[2] in wanted or wanted in told[2])]
        found: Row = self.events[(agreeing or near)[0][3]]
        return found

    def happening(self, row: Row) -> Row | None:
        """Return the event that most tellings of a happening belong to, of right category if one is."""
        found = [event["id"] for t in row["tellings"] if (event := self.event_of(t))]
        right = [e for e in found if self.events[e]["type"] in row["type"].split("|")]
        return self.events[Counter(right or found).most_common(1)[0][0]] if found else None
