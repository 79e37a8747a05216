"""Compares plans, figures and counts of a stream with an export of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from streams.matching import Exported, Row, plain
from streams.spelling import spelled

__all__ = ["count_lines", "figure_lines", "plan_lines"]

NOT_YET = "not told yet"
LINKS = {"fulfilled": ("fulfilled_by", "fulfils"), "cancelled": ("cancelled_by", "cancels")}


def plan_lines(
    plans: Sequence[Row], happenings: Sequence[Row], exported: Exported, wrong: list[str]
) -> Iterator[str]:
    """Yield the share of plans whose outcome is right, by outcome, and of those whose day is right.

    A plan is fulfilled or cancelled where a link says so in either direction, and its other end is the event
    that tells the outcome; it is open where there is no such link.
    """
    known = {row["happening"]: row for row in happenings}
    links = _links(exported)
    right: dict[str, list[bool]] = defaultdict(list)
    days: list[bool] = []
    for plan in plans:
        event = exported.happening(known[plan["plan"]])
        if event is None:
            right[plan["outcome"]].append(False)
            wrong.append(f"PLAN {plan['plan']} is not told")
            continue
        days.append(event.get("start") == plan["due"])
        told = links[event["id"]]
        wanted = set()
        if plan["by"]:
            tellings = known[plan["by"]]["tellings"]
            ends = {found["id"] for t in tellings if (found := exported.event_of(t))}
            wanted = {(plan["outcome"], end) for end in ends}
        good = bool(told & wanted) if plan["by"] else not told
        right[plan["outcome"]].append(good)
        if not good:
            wrong.append(f"PLAN {plan['plan']} {plan['outcome']}, told as {sorted(told) or 'open'}")
    if not any("links" in event for event in exported.events.values()):
        yield f"plans     {NOT_YET}"
    else:
        every = [good for some in right.values() for good in some]
        parts = ", ".join(f"{name} {_share(some)}" for name, some in sorted(right.items()))
        yield f"plans     {_share(every)} ({parts})"
    yield f"due       {_share(days)}"


def _links(exported: Exported) -> dict[str, set[tuple[str, str]]]:
    """Return the outcomes of each plan with the event at the other end, whichever end has the link."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for event in exported.events.values():
        for link in event.get("links") or ():
            for outcome, (by, of) in LINKS.items():
                if link["kind"] == by:
                    found[event["id"]].add((outcome, link["event"]))
                elif link["kind"] == of:
                    found[link["event"]].add((outcome, event["id"]))
    return found


def figure_lines(
    figures: Sequence[Row], happenings: Sequence[Row], exported: Exported, wrong: list[str]
) -> Iterator[str]:
    """Yield shares: values found at the event, with the right voice, last ones found, disputes told right."""
    if not any("figures" in event for event in exported.events.values()):
        yield f"figures   {NOT_YET}"
        return
    known = {row["happening"]: row for row in happenings}
    found: list[bool] = []
    voiced: list[bool] = []
    lasts: list[bool] = []
    disputes: list[bool] = []
    for figure in figures:
        event = exported.happening(known[figure["happening"]]) or {}
        told = [row for row in event.get("figures") or () if row["unit"] == figure["unit"]]
        values = [value for row in told for value in row["values"]]
        last: dict[str, bool] = {}
        for value in figure["values"]:
            there = [v for v in values if _is(v, value, exported)]
            found.append(bool(there))
            if there:
                voiced.append(any(_same_voice(v.get("voice"), value["voice"]) for v in there))
            else:
                wrong.append(f"FIGURE {figure['figure']} {value['count']}: {value['sentence']}")
            if value["last"]:
                last[value["voice"]] = last.get(value["voice"], False) or bool(there)
        lasts += last.values()
        if figure["disputed"] is not None:
            disputes.append(any(row.get("disputed") for row in told) == figure["disputed"])
            if not disputes[-1]:
                wrong.append(f"DISPUTE {figure['figure']} is {figure['disputed']}")
    yield f"figures   {_share(found)}"
    yield f"          voice {_share(voiced)}, last {_share(lasts)}, disputed {_share(disputes)}"


def _is(told: Row, value: Row, exported: Exported) -> bool:
    document = exported.document(str(told.get("document")))
    return bool(told.get("count") == value["count"] and document == value["article"])


def _same_voice(told: str | None, voice: str) -> bool:
    """Whether the telling words of one name stand in the other."""
    words = (plain(spelled(name or "", "gb")).split() for name in (told, voice))
    one, two = ({w for w in some if w not in ("the", "a", "an")} for some in words)
    return bool(one and two) and (one <= two or two <= one)


def count_lines(
    counts: Sequence[Row], happenings: Sequence[Row], exported: Exported, wrong: list[str]
) -> Iterator[str]:
    """Yield the share of running numbers that the merged events bear out.

    Counted are events of the happening's category (and mode, if it has one) that happened between its
    parties from the year that the report names until the day of the happening.
    """
    known = {row["happening"]: row for row in happenings}
    right = []
    for count in counts:
        row = known[count["happening"]]
        number = sum(_counts(event, row, count) for event in exported.events.values())
        right.append(number == count["count"])
        if not right[-1]:
            wrong.append(f"COUNT {count['happening']} {number} for {count['count']}: {count['sentence']}")
    yield f"counts    {_share(right)}"


def _counts(event: Row, row: Row, count: Row) -> bool:
    if event["type"] not in row["type"].split("|") or (row["mode"] and event.get("mode") != row["mode"]):
        return False
    parties = {p.get("country") for side in ("actor", "recipient") for p in event.get(side) or ()}
    start = event.get("start") or ""
    return (
        event["status"] in ("happened", "ongoing")
        and set(row["countries"]) <= parties
        and f"{count['since']}-01-01" < start <= row["date"]
    )


def _share(some: Sequence[bool]) -> str:
    return f"{sum(some) / len(some):.3f} of {len(some)}" if some else "none"
