"""The picture of a network: where each actor stands, and the lines between those that deal with one another."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from dragoman.analyse import Network
from dragoman.codebook.tables import read_table

__all__ = ["Knot", "NetworkPicture", "Thread", "network_picture"]

WIDTH, HEIGHT, MARGIN = 1000.0, 640.0, 60.0
SMALLEST, LARGEST, THICKEST = 5.0, 26.0, 9.0
ROUNDS, CLEARING_ROUNDS = 60, 30
MOST_THREADS = 250  # the strongest; with more, no line can be told from another
LONGEST, LETTER, LETTER_LARGE, LARGE = (
    30,
    6.6,
    8.4,
    12.0,
)  # letters; units; radius above which names are larger
NEUTRAL = 1.0  # mean intensities nearer to nought than this are drawn as neither co-operation nor conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name written in a picture; `anchor` is which part of it stands at x: start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """An actor: where, how large, its name, and where that is written, None if there is no room for it."""

    x: float
    y: float
    radius: float
    name: str
    label: Label | None
    country: bool
    events: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A tie: from where to where, how thick, and whether it is `friendly`, `hostile` or `mixed`."""

    first: str
    second: str
    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    tone: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPicture:
    """All places of the picture; `left_out` counts weaker ties that are not drawn."""

    width: float
    height: float
    left_out: int
    knots: tuple[Knot, ...]
    threads: tuple[Thread, ...]


def network_picture(network: Network) -> NetworkPicture:
    """Return the picture of a network; the same network gives the same picture.

    Countries set out from where they lie on the globe, so that pictures of different times look alike.
    """
    names = [node.name for node in network.nodes]
    most = max((node.events for node in network.nodes), default=1)
    radius = {
        node.name: SMALLEST + (LARGEST - SMALLEST) * math.sqrt(node.events / most) for node in network.nodes
    }
    places = _cleared(_placed(network), radius) if names else {}
    labels = _labels(names, places, radius)
    strongest = max((tie.events for tie in network.ties), default=1)
    return NetworkPicture(
        width=WIDTH,
        height=HEIGHT,
        left_out=max(0, len(network.ties) - MOST_THREADS),
        knots=tuple(
            Knot(
                x=places[node.name][0],
                y=places[node.name][1],
                radius=round(radius[node.name], 1),
                name=node.name,
                label=labels[node.name],
                country=node.country,
                events=node.events,
                text=f"{node.name}: {node.events:,} events, ties with {node.ties}",
            )
            for node in network.nodes
        ),
        threads=tuple(
            Thread(
                first=tie.first,
                second=tie.second,
                x1=places[tie.first][0],
                y1=places[tie.first][1],
                x2=places[tie.second][0],
                y2=places[tie.second][1],
                thickness=round(1 + (THICKEST - 1) * math.sqrt(tie.events / strongest), 1),
                tone=tone(tie.intensity),
                text=f"{tie.first} and {tie.second}: {tie.events:,} events, mean intensity {tie.intensity:+.1f}",
            )
            for tie in reversed(network.ties[:MOST_THREADS])
        ),
    )


def tone(intensity: float) -> str:
    """Return whether a mean intensity is that of co-operation, of conflict, or near nought."""
    if abs(intensity) < NEUTRAL:
        return "mixed"
    return "friendly" if intensity > 0 else "hostile"


def _placed(network: Network) -> dict[str, tuple[float, float]]:
    """Return where the actors stand, by forces along the ties."""
    import networkx as nx  # type: ignore[import-untyped]

    graph = nx.Graph()
    graph.add_nodes_from(node.name for node in network.nodes)
    for tie in network.ties:
        graph.add_edge(tie.first, tie.second, weight=math.log2(1 + tie.events))
    starts = {node.name: _start(node.key, node.name) for node in network.nodes}
    found = nx.spring_layout(
        graph,
        pos=starts,
        k=2.6 / math.sqrt(max(1, len(network.nodes))),
        iterations=ROUNDS,
        weight="weight",
        seed=1,
    )
    across = [float(place[0]) for place in found.values()]
    down = [float(place[1]) for place in found.values()]
    return {
        name: (
            _spread(float(place[0]), across, WIDTH),
            _spread(float(place[1]), down, HEIGHT),
        )
        for name, place in found.items()
    }


def _spread(value: float, among: list[float], room: float) -> float:
    """Return where a value comes to lie in the room: half by its size, half by its rank, so that none is empty."""
    low, high = min(among), max(among)
    share = 0.5 if high == low else (value - low) / (high - low)
    rank = sum(other < value for other in among) / max(1, len(among) - 1)
    share = (share + rank) / 2
    return MARGIN + share * (room - 2 * MARGIN)


def _cleared(
    places: dict[str, tuple[float, float]], radius: dict[str, float]
) -> dict[str, tuple[float, float]]:
    """Return the places after pushing apart what lies on one another, names below the circles counted in."""
    names = list(places)
    at = {name: list(places[name]) for name in names}
    for _ in range(CLEARING_ROUNDS):
        clear = True
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                dx, dy = at[other][0] - at[one][0], at[other][1] - at[one][1]
                wide = radius[one] + radius[other] + 34
                high = radius[one] + radius[other] + 20
                lack = 1 - math.hypot(dx / wide, dy / high)
                if lack <= 0:
                    continue
                clear = False
                length = math.hypot(dx, dy) or 1.0
                push = lack * high / 2
                for name, sign in ((one, -1), (other, 1)):
                    at[name][0] += sign * push * (dx / length if length > 1 else 1)
                    at[name][1] += sign * push * (dy / length if length > 1 else 0)
        for name in names:
            at[name][0] = min(WIDTH - MARGIN, max(MARGIN, at[name][0]))
            at[name][1] = min(HEIGHT - MARGIN / 1.5, max(MARGIN / 2, at[name][1]))
        if clear:
            break
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in at.items()}


Box = tuple[float, float, float, float]  # left, top, right, bottom


def _labels(
    names: list[str], places: dict[str, tuple[float, float]], radius: dict[str, float]
) -> dict[str, Label | None]:
    """Return where names can be written so that none lies on another or on a circle; those of the largest first."""
    taken: list[Box] = []
    for name in names:
        (x, y), r = places[name], radius[name]
        taken.append((x - r, y - r, x + r, y + r))
    found: dict[str, Label | None] = {}
    for name in names:
        found[name] = None
        text = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        large = radius[name] > LARGE
        wide, high = len(text) * (LETTER_LARGE if large else LETTER), 16.0 if large else 14.0
        (x, y), r = places[name], radius[name] + 3
        for left, top, anchor, at in (
            (x - wide / 2, y + r, "middle", x),
            (x - wide / 2, y - r - high, "middle", x),
            (x + r, y - high / 2, "start", x + r),
            (x - r - wide, y - high / 2, "end", x - r),
        ):
            box = (left, top, left + wide, top + high)
            inside = left >= 0 and left + wide <= WIDTH and top >= 0 and top + high <= HEIGHT
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found[name] = Label(text=text, x=round(at, 1), y=round(top + high - 3.5, 1), anchor=anchor)
                break
    return found


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _start(key: str, name: str) -> tuple[float, float]:
    """Return where an actor sets out: its capital's place, or for a body a place that its name settles."""
    if key in _capitals():
        return _capitals()[key]
    turn = sum(name.encode()) % 360 / 180 * math.pi
    return 0.9 * math.cos(turn), 0.9 * math.sin(turn)


@functools.cache
def _capitals() -> dict[str, tuple[float, float]]:
    return {
        row["id"]: (float(row["x"]) / 1000 - 1, float(row["y"]) / 430 - 1)
        for row in read_table("places/outlines.tsv")
    }
