"""Classifies sentences with given parties and compares with a coded table that stands beside the project.

python bench/pairs.py [--gold FILE.tsv] [--write]
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import Counter
from pathlib import Path

for limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[limit] = "1"  # before any library that would start threads is loaded

from dragoman.classify import Classifier, read_pairs  # noqa: E402
from section import ROOT, table, write_section  # noqa: E402

GOLD = ROOT.parent / "shared" / "gold" / "pairs" / "plv_train.tsv"
COSTLIEST = 10


def main() -> int:
    """Print accuracy, macro-F1, quad accuracy, speed and the costliest confusions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--write", action="store_true", help="write the figures into bench/README.md")
    options = parser.parse_args()
    if not options.gold.is_file():
        print(f"There is no {options.gold}; name a coded table with --gold.")
        return 0
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with options.gold.open(encoding="utf-8", newline="") as lines:
        gold = {
            row["id"]: (row["category"], int(row["quad"])) for row in csv.DictReader(lines, delimiter="\t")
        }
    classifier = Classifier(scheme="plv")
    begin = time.perf_counter()
    told = {r.id: (r.category, r.quad) for r in classifier.classify(read_pairs(options.gold))}
    seconds = time.perf_counter() - begin
    right = Counter(gold[k][0] for k in gold if told[k][0] == gold[k][0])
    counted, coded = Counter(c for c, _ in told.values()), Counter(c for c, _ in gold.values())
    f1 = {c: 2 * right[c] / (counted[c] + coded[c]) for c in coded}
    confused = Counter((gold[k][0], told[k][0]) for k in gold if told[k][0] != gold[k][0])
    body = "\n\n".join(
        (
            table(
                ("figure", "value"),
                [
                    ("sentences", str(len(gold))),
                    ("category accuracy", f"{right.total() / len(gold):.3f}"),
                    ("category macro-F1", f"{sum(f1.values()) / len(f1):.3f}"),
                    ("quad accuracy", f"{sum(told[k][1] == gold[k][1] for k in gold) / len(gold):.3f}"),
                    ("sentences a second, one core", f"{len(gold) / seconds:.0f}"),
                ],
            ),
            table(("category", "coded", "F1"), [(c, str(coded[c]), f"{f1[c]:.2f}") for c in sorted(coded)]),
            table(
                ("coded as", "told as", "times"),
                [(a, b, str(n)) for (a, b), n in confused.most_common(COSTLIEST)],
            ),
        )
    )
    print(body)
    if options.write:
        write_section("pairs", body, command="python bench/pairs.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
