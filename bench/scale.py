#!/usr/bin/env python3
"""Copies, groups and stories among ever more reports: time and memory of the commands over the corpus of
bench/generate.c.
usage: bench/scale.py [STEMMA [GENERATE [THOUSANDS...]]]     10 and 100 thousand where none are given; 1000 takes
3 GB of disk for the corpus, some 8 GB for temporary files, and minutes

For each size, with one thread and with two, for `copies`, `copies --groups` and `stories`, and for copies and stories
one after the other: reports a second of processor time (user and system), which other work on the machine changes
little, and of time on the wall; microseconds a report of the former; the share of it that reading the same reports
takes (`stemma text`, one thread); the peak of memory, and bytes of it a report; lines of output. growth: microseconds,
and bytes, a report over those at the size before."""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

STEMMA = sys.argv[1] if len(sys.argv) > 1 else "build/stemma"
GENERATE = sys.argv[2] if len(sys.argv) > 2 else "build/tests/generate"
THOUSANDS = [int(word) for word in sys.argv[3:]] or [10, 100]
COMMANDS = {"copies": ["copies"], "groups": ["copies", "--groups"], "stories": ["stories"]}


def measure(path, command, jobs, out):
    """Seconds on the wall and of the processor, and peak bytes."""
    before = time.perf_counter()
    process = subprocess.Popen([STEMMA, *command, "--quiet", "--jobs", str(jobs), path], stdout=out)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"stemma {' '.join(command)}: status {status}")
    return time.perf_counter() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def count(out):
    out.seek(0)
    return sum(1 for _ in out)


def main():
    print(f"{'reports':>9} {'jobs':>4} {'what':>8} {'a cpu s':>8} {'a wall s':>8} {'us each':>8} {'growth':>6} "
          f"{'reading':>7} {'peak MB':>8} {'bytes each':>10} {'growth':>6} {'lines':>10}")
    former = {}

    def row(reports, jobs, what, wall, cpu, peak, reading, lines):
        each, held = 1e6 * cpu / reports, peak / reports
        grown = [f"{now / then:6.2f}" for now, then in zip((each, held), former.get((what, jobs), ()))] or [" " * 6] * 2
        former[what, jobs] = each, held
        print(f"{reports:9,} {jobs:4} {what:>8} {reports / cpu:8,.0f} {reports / wall:8,.0f} {each:8.1f} {grown[0]} "
              f"{reading / cpu:7.2f} {peak / 1e6:8,.0f} {held:10,.0f} {grown[1]} {lines:10,}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        for thousand in THOUSANDS:
            reports, path = thousand * 1000, pathlib.Path(folder) / "reports.jsonl"
            with path.open("wb") as out:
                subprocess.run([GENERATE, "--reports", str(reports)], stdout=out, check=True)
            reading = measure(path, ["text"], 1, subprocess.DEVNULL)[1]
            for jobs in 1, 2:
                found = {}
                for what, command in COMMANDS.items():
                    with tempfile.TemporaryFile(dir=folder) as out:
                        found[what] = (*measure(path, command, jobs, out), reading, count(out))
                    row(reports, jobs, what, *found[what])
                copies, stories = found["copies"], found["stories"]
                row(reports, jobs, "both", copies[0] + stories[0], copies[1] + stories[1], max(copies[2], stories[2]),
                    2 * reading, copies[4] + stories[4])


main()
