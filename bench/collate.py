#!/usr/bin/env python3
"""Time and peak memory of `stemma collate --json`: the five seeds, and 10 to 300 reports of one summit as
one story.  usage: bench/collate.py [STEMMA]     from the project's root, ../shared beside it
Baseline: `stemma text` over the same reports, which only reads and prints them; both run in turn, and the
medians of five runs are compared."""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

STEMMA = sys.argv[1] if len(sys.argv) > 1 else "build/stemma"
SEEDS, SUMMIT = pathlib.Path("../shared/seeds"), pathlib.Path("../shared/data/copies/helsinki.jsonl")
RUNS = 5


def measure(words):
    """Seconds and peak megabytes of one run."""
    before = time.perf_counter()
    process = subprocess.Popen([STEMMA, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"stemma {' '.join(words)}: status {status}")
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def compare(name, reports, files, jobs):
    collate, text = [], []
    for _ in range(RUNS):
        collate.append(measure(["collate", "--json", "--jobs", jobs, *files]))
        text.append(measure(["text", "--jobs", jobs, *files]))
    seconds = statistics.median(s for s, _ in collate)
    baseline = statistics.median(s for s, _ in text)
    memory = max(m for _, m in collate)
    print(f"{name:>9} {jobs:>4} {1000 * seconds:9.1f} {1000 * seconds / reports:11.2f} {memory:9.1f} "
          f"{1000 * baseline:9.1f} {seconds / baseline:6.1f}")


def main():
    if not SUMMIT.exists():
        sys.exit(f"skipped: no {SUMMIT}")
    print("  reports jobs        ms  ms a report   peak MB   text ms  ratio")
    seeds = sorted(map(str, SEEDS.iterdir()))
    lines = SUMMIT.read_bytes().splitlines(True)
    for jobs in "1", "2":
        compare("5 seeds", len(seeds), seeds, jobs)
        for count in 10, 30, 100, 300:
            with tempfile.NamedTemporaryFile(suffix=".jsonl") as part:
                part.writelines(lines[:count])
                part.flush()
                compare(str(count), count, [part.name], jobs)


main()
