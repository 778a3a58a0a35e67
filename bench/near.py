#!/usr/bin/env python3
"""Near-copies: reports a second of each step of the index, beside a plain MinHash in C, datasketch and rensa on
the same made-up reports; and recall by similarity beside the curve.
usage: bench/near.py [NEAR_INDEX [THOUSANDS...]]     10, 100 and 1000 thousand where none are given

Reports of 2,700 bytes in the mean, 3 in 10 of them copies with up to 4 of 100 words changed. Medians of three
runs (of one from a million on). One core: seconds of the processor, so that other work on the machine counts
little. Two cores: seconds of the clock on the wall, words, sketches and index together; the index is one
thread's. datasketch and rensa read the reports from memory, split them at \\w+ in lower case, and hash runs of
three words; 128 permutations, threshold .8; the first 10,000 reports. They come into build/bench from a package
registry, and are left out with a word where none is reached."""
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

NEAR = sys.argv[1] if len(sys.argv) > 1 else "build/tests/near_index"
THOUSANDS = [int(word) for word in sys.argv[2:] if word.isdigit()] or [10, 100, 1000]
FOLDER = pathlib.Path("build/bench/near")
PYTHON_REPORTS = 10_000
# A thousand reports take what the set and its words take: some 6 MB.
MEGABYTES_A_THOUSAND = 6


def run(*arguments):
    out = subprocess.run([NEAR, *map(str, arguments)], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def medians(count, *arguments):
    rows = [run(*arguments)[0] for _ in range(1 if count >= 1_000_000 else 3)]
    return {key: statistics.median(row[key] for row in rows) for key in rows[0]}


def rate(count, seconds):
    return f"{count / seconds:11,.0f}" if seconds else f"{'-':>11}"


def free_megabytes():
    with open("/proc/meminfo", encoding="ascii") as lines:
        fields = dict(line.split(":") for line in lines)
    return int(fields["MemAvailable"].split()[0]) // 1024


def speeds():
    """Reports a second of our own and of the plain one; returns ours, all together, for the smallest set."""
    print("reports a second      words     sketch        LSH    compare        all  two cores      plain   times"
          "  index bytes a report")
    first = None
    for thousand in THOUSANDS:
        if thousand * MEGABYTES_A_THOUSAND > free_megabytes():
            print(f"{thousand:7},000  skipped: not enough memory")
            continue
        count = thousand * 1000
        own, two = medians(count, "speed", count, 1), medians(count, "speed", count, 2)
        plain = medians(count, "plain", count)
        first = first or count / own["all"]
        print(f"{count:11,} " + "".join(rate(count, own[step]) for step in ("words", "sketch", "lsh", "verify", "all"))
              + rate(count, two["wall"]) + rate(count, plain["all"]) + f" {plain['all'] / own['all']:7.1f}"
              + f" {own['index_bytes']:12.0f}", flush=True)
    return first


def recalls():
    for words in (50, 450):
        print(f"\nrecall, {words} words  pairs  in a band  1-(1-s^r)^b   at .8 and above  found  false")
        for row in run("recall", 1000, words):
            found = row["found"] / row["pairs"] if row["pairs"] else 0
            near = row["near_found"] / row["near"] if row["near"] else None
            print(f"{row['similarity']:16.2f} {row['pairs']:8} {found:10.4f} {row['expected']:12.4f} {row['near']:17}"
                  + (f" {near:6.4f}" if near is not None else "      -") + f" {row['wrong']:6}")


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + 3]) for i in range(len(words) - 2)}


def with_datasketch(texts):
    from datasketch import MinHash, MinHashLSH  # pylint: disable=import-outside-toplevel
    index = MinHashLSH(threshold=0.8, num_perm=128)
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([run.encode() for run in shingles(text)])
        index.query(sketch)
        index.insert(str(number), sketch)


def with_rensa(texts):
    from rensa import RMinHash, RMinHashLSH  # pylint: disable=import-outside-toplevel
    index = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(shingles(text)))
        index.query(sketch)
        index.insert(number, sketch)


def package(name):
    """Seconds that a package takes, in this process: the one that its environment runs."""
    texts = [json.loads(line)["text"] for line in sys.stdin]
    begun = time.process_time()
    {"datasketch": with_datasketch, "rensa": with_rensa}[name](texts)
    print(time.process_time() - begun)


def packages(own):
    python = FOLDER / "bin/python"
    install = f"python3 -m venv {FOLDER} && {python} -m pip install --quiet datasketch rensa"
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    if not python.exists() or subprocess.run([python, "-c", "import datasketch, rensa"], capture_output=True).returncode:
        if subprocess.run(install, shell=True, capture_output=True).returncode:
            print("\ndatasketch, rensa: skipped, no package registry is reached")
            return
    lines = subprocess.run([NEAR, "write", str(PYTHON_REPORTS)], check=True, capture_output=True).stdout
    print()
    for name in ("datasketch", "rensa"):
        answer = subprocess.run([python, __file__, "--package", name], input=lines, capture_output=True,
                                env=dict(os.environ, OMP_NUM_THREADS="1", RAYON_NUM_THREADS="1"))
        if answer.returncode:
            print(f"{name:12} failed: {answer.stderr.decode().splitlines()[-1]}")
            continue
        speed = PYTHON_REPORTS / float(answer.stdout)
        print(f"{name:12} {speed:11,.0f} reports a second, {own / speed:7.1f} times slower" if own else
              f"{name:12} {speed:11,.0f} reports a second")


def main():
    own = speeds()
    recalls()
    packages(own)


if sys.argv[1:2] == ["--package"]:
    package(sys.argv[2])
else:
    main()
