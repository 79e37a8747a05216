"""Measures what the program finds in coded reports, as its user would run it.

    python bench/quality.py [--gold DIR ...] [--write] [--ablation] [--gate [--update [--allow-regression]]]

A gold set is a folder with articles.jsonl, events.jsonl, claims.jsonl and roles.jsonl; its scorers stand in
`../../score` as seen from it. Without any, the command says so and ends well.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from breakdowns import Breakdowns, breakdowns
from gate import checked, updated
from section import ROOT, table, write_section

GOLD = ROOT.parent / "shared" / "gold" / "dev"
FILES = ("articles.jsonl", "events.jsonl", "claims.jsonl", "roles.jsonl")
EVENT_FIGURES = ("found", "typed", "who", "country", "when", "status", "said_by", "where", "record")
MEANS = ("patterns", "model", "both")
COSTLIEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured on one gold set; `figures` are named `events.found`, `roles.person` and the like."""

    gold: Path
    counts: dict[str, int]
    figures: dict[str, float]
    breakdowns: Breakdowns


def main() -> int:
    """Measure every gold set that is there; return the exit code."""
    options = _options()
    sets = [gold for gold in options.gold or [GOLD] if _complete(gold)]
    if not sets:
        print("Nothing was measured.")
        return 0
    if options.ablation:
        return _ablate(sets, write=options.write)
    measured = [_measure(gold) for gold in sets]
    for one in measured:
        print(_told(one))
    if options.write:
        write_section("quality", "\n\n".join(_told(one) for one in measured), command=_command())
    if options.update:
        return max(updated(m.gold, m.figures, allow_regression=options.allow_regression) for m in measured)
    return max(checked(m.gold, m.figures) for m in measured) if options.gate else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure quality on coded reports.")
    parser.add_argument("--gold", type=Path, nargs="+", metavar="DIR", help="folders of gold sets")
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    parser.add_argument("--ablation", action="store_true", help="compare patterns, model and both")
    parser.add_argument("--gate", action="store_true", help="fail where a figure falls below its floor")
    parser.add_argument("--update", action="store_true", help="raise the floors to the present figures")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    return parser.parse_args()


def _command() -> str:
    return "python " + " ".join(["bench/quality.py", *(a for a in sys.argv[1:] if a.startswith("--"))])


def _complete(gold: Path) -> bool:
    """Whether a gold set and its scorers are there; says what is missing."""
    needed = [*(gold / name for name in FILES), _scorer(gold, "events"), _scorer(gold, "facts")]
    missing = [path.name for path in needed if not path.exists()]
    if missing:
        print(f"No gold set {gold.name!r} to measure on; missing: {', '.join(missing)}.")
        print("Gold sets are no part of this project. Give a folder of your own with --gold.")
    return not missing


def _scorer(gold: Path, what: str) -> Path:
    return gold.resolve().parents[1] / "score" / f"score_{what}.py"


def _ablate(sets: Sequence[Path], *, write: bool) -> int:
    """Print, for each gold set, the figures of patterns alone, model alone, and both."""
    told = []
    for gold in sets:
        columns = [_measure(gold, by=means).figures for means in MEANS]
        rows = [(name.replace(".", ": "), *(f"{c[name]:.3f}" for c in columns)) for name in columns[0]]
        told.append(f"Gold set `{gold.name}`:\n\n" + table(("figure", *MEANS), rows))
    print("\n\n".join(told))
    if write:
        write_section("ablation", "\n\n".join(told), command=_command())
    return 0


def _measure(gold: Path, *, by: str = MEANS[-1]) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        exports = _read(gold, Path(folder), by)
        events = json.loads(_run(_scorer(gold, "events"), gold, exports["events"], "--json"))
        figures = {f"events.{name}": float(events[name]) for name in EVENT_FIGURES}
        for what in ("roles", "claims"):
            told = _run(_scorer(gold, "facts"), what, gold, exports[what])
            figures |= {f"{what}.{name}": value for name, value in _facts(told).items()}
        return Measured(
            gold=gold,
            counts={name: int(events[name]) for name in ("articles", "gold", "predicted")},
            figures=figures,
            breakdowns=breakdowns(_scorer(gold, "events"), gold, exports["events"]),
        )


def _read(gold: Path, folder: Path, by: str) -> dict[str, Path]:
    """Read the reports of a gold set into a record of its own; return the exports by what they hold."""
    record = folder / "record.db"
    _run("-m", "dragoman", "read", gold / "articles.jsonl", "--record", record, "--by", by)
    exports = {what: folder / f"{what}.jsonl" for what in ("events", "claims", "roles")}
    for what, path in exports.items():
        _run("-m", "dragoman", "export", path, "--record", record, "--what", what)
    return exports


def _run(*arguments: str | Path) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _facts(told: str) -> dict[str, float]:
    """Return the figures of a scorer's lines such as `person P 0.9 R 0.8 F1 0.85`: the last of each line."""
    lines = (line.split() for line in told.splitlines())
    return {words[0]: float(words[-1]) for words in lines if len(words) > 1}


def _told(one: Measured) -> str:
    """Return all figures of a gold set as Markdown."""
    counts = one.counts
    head = (
        f"Gold set `{one.gold.name}`: {counts['articles']} reports, {counts['gold']} events; "
        f"the program told {counts['predicted']}."
    )
    mode_right, mode_all = one.breakdowns.modes
    modes = f"Mode: {_share(mode_right, mode_all)} right of {mode_all} rightly typed pairs."
    return "\n\n".join([head, _overall(one), _categories(one), modes, _statuses(one), _confusions(one)])


def _overall(one: Measured) -> str:
    rows = [(name.replace(".", ": "), f"{value:.3f}") for name, value in one.figures.items()]
    return table(("figure", "value"), rows)


def _categories(one: Measured) -> str:
    rows = [
        (name, str(score.gold), str(score.told), *(f"{value:.2f}" for value in score.parts))
        for name, score in sorted(one.breakdowns.categories.items())
    ]
    return "By category:\n\n" + table(("category", "gold", "told", "P", "R", "F1"), rows)


def _statuses(one: Measured) -> str:
    pairs = one.breakdowns.statuses
    told = sorted({ours for _, ours in pairs})
    rows = [
        (gold, *(str(pairs[gold, ours] or "") for ours in told))
        for gold in sorted({gold for gold, _ in pairs})
    ]
    return "Status, gold in rows and ours in columns:\n\n" + table(("gold \\ ours", *told), rows)


def _confusions(one: Measured) -> str:
    rows = [
        (gold, ours, str(count)) for (gold, ours), count in one.breakdowns.confusions.most_common(COSTLIEST)
    ]
    return "Costliest confusions of category:\n\n" + table(("gold", "ours", "pairs"), rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "none"


if __name__ == "__main__":
    sys.exit(main())
