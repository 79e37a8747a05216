"""Builds `data/places/outlines.tsv`: the outline of each country as an SVG path, from Natural Earth (public domain).

The map is in the Equal Earth projection, 2,000 units wide, its middle at 11.5 degrees east so that the cut runs through
the Bering Strait. Run it on a file of the npm package world-atlas (`npm pack world-atlas@2.0.2`):

    python tools/build_world.py package/countries-110m.json
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.codebook.tables import data_path, read_table
from dragoman.store.names import who

WIDTH, TOP, MIDDLE, LEAST_AREA = 2000, 485, 11.5, 12.0  # units; units; degrees east; square units
HALF = 2.7066299836960748  # of the projection's width, if the globe's radius is 1
A = (1.340264, -0.081106, 0.000893, 0.003796)  # of the projection (Savric, Patterson, Jenny 2018)
LEFT_OUT = {"Antarctica", "Fr. S. Antarctic Lands"}
MEANT = {  # names of the origin that our table spells otherwise
    "Dem. Rep. Congo": "COD",
    "Congo": "COG",
    "W. Sahara": "ESH",
    "Dominican Rep.": "DOM",
    "Falkland Is.": "FLK",
    "Central African Rep.": "CAF",
    "Eq. Guinea": "GNQ",
    "Solomon Is.": "SLB",
    "N. Cyprus": "CYP",
    "Somaliland": "SOM",
    "Bosnia and Herz.": "BIH",
    "S. Sudan": "SSD",
}

Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Return where a place is on the map."""
    turned = math.radians((longitude - MIDDLE + 180) % 360 - 180)
    bend = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    two, six = bend**2, bend**6
    across = (
        turned
        * math.cos(bend)
        / (math.sqrt(3) / 2 * (A[0] + 3 * A[1] * two + six * (7 * A[2] + 9 * A[3] * two)))
    )
    upward = bend * (A[0] + A[1] * two + six * (A[2] + A[3] * two))
    scale = WIDTH / 2 / HALF
    return WIDTH / 2 + across * scale, TOP - upward * scale


def rings(topology: Mapping[str, Any], shape: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Yield the outer rings of a country, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        ring: list[Point] = []
        for number in polygon[0]:
            part = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring.extend(part[1:] if ring else part)
        yield ring


def area(points: list[Point]) -> float:
    """Return the area of a ring, in square units."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def drawn(points: list[Point]) -> str:
    """Return a ring as a path of whole units."""
    steps: list[str] = []
    at: tuple[int, int] | None = None
    for x, y in points:
        here = round(x), round(y)
        if at is None:
            steps.append(f"M{here[0]} {here[1]}l")
        elif here != at:
            steps.append(f"{here[0] - at[0]} {here[1] - at[1]}")
        at = here
    return (steps[0] + " ".join(steps[1:]) + "z").replace(" -", "-")


def code(name: str) -> str | None:
    """Return the ISO code of a country of the origin."""
    found = who(name).countries
    return MEANT.get(name) or (found[0] if len(found) == 1 else None)


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text())
    paths: dict[str, list[str]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in LEFT_OUT:
            continue
        iso3 = code(name)
        if iso3 is None:
            raise SystemExit(f"{name} is no country of our table")
        grown = [[projected(*point) for point in ring] for ring in rings(topology, shape)]
        kept = [ring for ring in grown if area(ring) >= LEAST_AREA] or grown[:1]
        paths.setdefault(iso3, []).extend(drawn(ring) for ring in kept)
    lines = ["id\tx\ty\tpath"]
    for row in sorted(read_table("actors/countries.tsv"), key=lambda row: row["iso3"]):
        if row["status"] == "historical" or not row["lat"]:
            continue
        x, y = projected(float(row["lon"]), float(row["lat"]))
        lines.append(f"{row['iso3']}\t{x:.0f}\t{y:.0f}\t{''.join(paths.pop(row['iso3'], ''))}")
    if paths:
        raise SystemExit(f"no row for {', '.join(paths)}")
    data_path("places/outlines.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} countries")


if __name__ == "__main__":
    main()
