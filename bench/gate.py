"""The floors under the figures of a gold set, and the digest of its events, in `bench/gate.json`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

__all__ = ["checked", "updated"]

GATE = Path(__file__).resolve().parent / "gate.json"
SLACK = 0.005


def checked(gold: Path, figures: dict[str, float]) -> int:
    """Return 1 if a figure is below its floor or the gold events changed, else 0; says why."""
    entry = _gate().get(gold.name)
    if entry is None:
        print(f"Gate: no floors for {gold.name!r} yet; set them with --update.")
        return 1
    faults = [
        f"{name} is {figures.get(name, 0.0):.3f}, its floor {floor:.3f}"
        for name, floor in entry["floors"].items()
        if figures.get(name, 0.0) < floor
    ]
    if entry["events_sha256"] != _digest(gold):
        faults.append("the gold events are not those that the floors were set on; look, then use --update")
    for fault in faults:
        print(f"Gate: {fault}.")
    if not faults:
        print(f"Gate: all {len(entry['floors'])} figures of {gold.name!r} stand on or above their floors.")
    return int(bool(faults))


def updated(gold: Path, figures: dict[str, float], *, allow_regression: bool) -> int:
    """Raise the floors of a gold set to a little under the figures, and note the digest of its events.

    Returns 1 if a floor stays above its figure, since floors are lowered only where that is allowed.
    """
    gate = _gate()
    floors = gate.get(gold.name, {}).get("floors", {})
    fresh = {name: round(max(0.0, value - SLACK), 4) for name, value in figures.items()}
    kept = (
        fresh
        if allow_regression
        else {name: max(value, floors.get(name, 0.0)) for name, value in fresh.items()}
    )
    gate[gold.name] = {"events_sha256": _digest(gold), "floors": kept}
    GATE.write_text(json.dumps(gate, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    above = [name for name, floor in kept.items() if figures[name] < floor]
    for name in above:
        print(f"Gate: {name} fell to {figures[name]:.3f}; its floor stays at {kept[name]:.3f}.")
    print(f"Gate: floors of {gold.name!r} written to {GATE.name}.")
    return int(bool(above))


def _gate() -> dict[str, Any]:
    if not GATE.exists():
        return {}
    gate: dict[str, Any] = json.loads(GATE.read_text(encoding="utf-8"))
    return gate


def _digest(gold: Path) -> str:
    return hashlib.sha256((gold / "events.jsonl").read_bytes()).hexdigest()
