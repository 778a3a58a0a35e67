#!/usr/bin/env python3
"""Time and peak memory of `stemma copies`: 10 to 300 reports of one summit, and as many reports that have
nothing in common but one passage.  usage: bench/copies.py [STEMMA]     from the project's root, ../shared
beside it
Two baselines in the same run: `stemma text`, which only reads the reports and prints them; and the words of
every pair compared by Python's difflib, up to 100 reports. Medians of five runs (difflib: one). Growth is the
exponent of time over reports, from the line above: 1 is linear, 2 quadratic; for the one passage the lines of
output grow with 2. us a pair: time that `text` does not take, over the pairs printed."""
import difflib
import itertools
import json
import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

STEMMA = sys.argv[1] if len(sys.argv) > 1 else "build/stemma"
SUMMIT = pathlib.Path("../shared/data/copies/helsinki.jsonl")
RUNS, COUNTS, DIFFLIB_MOST, LEAST = 5, (10, 30, 100, 300), 100, 25


def measure(command, path):
    """Seconds, peak megabytes and lines of output of one run."""
    with tempfile.TemporaryFile() as out:
        before = time.perf_counter()
        process = subprocess.Popen([STEMMA, command, "--quiet", "--jobs", "1", path], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - before
        if status:
            sys.exit(f"stemma {command}: status {status}")
        out.seek(0)
        return seconds, usage.ru_maxrss / 1024, sum(1 for _ in out)


def difflib_seconds(lines):
    before = time.perf_counter()
    words = [re.findall(r"\w+", json.loads(line)["text"].lower()) for line in lines]
    pairs = 0
    for a, b in itertools.combinations(words, 2):
        blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        pairs += any(block.size >= LEAST for block in blocks)
    return time.perf_counter() - before


def compare(name, lines, former):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as part:
        part.writelines(lines)
        part.flush()
        runs = [(measure("copies", part.name), measure("text", part.name)) for _ in range(RUNS)]
    seconds = statistics.median(copies[0] for copies, _ in runs)
    reading = statistics.median(text[0] for _, text in runs)
    memory, pairs = max(copies[1] for copies, _ in runs), runs[0][0][2]
    growth = f"{math.log(seconds / former[1]) / math.log(len(lines) / former[0]):8.2f}" if former else " " * 8
    python = ""
    if len(lines) <= DIFFLIB_MOST:
        baseline = difflib_seconds(lines)
        python = f"{1000 * baseline:11.1f} {baseline / seconds:7.0f}"
    print(f"{name:>11} {len(lines):7} {pairs:7} {1000 * seconds:9.1f} {growth} {memory:9.1f} "
          f"{1000 * reading:9.1f} {seconds / reading:6.2f} {1e6 * (seconds - reading) / pairs:9.1f} {python}".rstrip())
    return len(lines), seconds


def one_passage(count):
    """Reports of 500 words of their own and 100 words that all of them have."""
    shared = " ".join(f"common{n}" for n in range(100))
    for r in range(count):
        own = " ".join(f"word{r}x{n}" for n in range(500))
        yield json.dumps({"id": f"r{r}", "text": f"{own[:len(own) // 2]}\n\n{shared}\n\n{own[len(own) // 2:]}"}).encode() + b"\n"


def main():
    if not SUMMIT.exists():
        print(f"skipped: no {SUMMIT}", file=sys.stderr)
        sys.exit(77)
    print("             reports   pairs        ms   growth   peak MB   text ms  ratio us a pair  difflib ms  faster")
    summit, former = SUMMIT.read_bytes().splitlines(True), None
    for count in COUNTS:
        former = compare("summit", summit[:count], former)
    former = None
    for count in COUNTS:
        former = compare("one passage", list(one_passage(count)), former)


main()
