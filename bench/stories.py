#!/usr/bin/env python3
"""Speed of sorting reports into stories, on made-up ones (bench/generate.c).
usage: bench/stories.py STEMMA GENERATE STORY_STEPS [THOUSANDS...]     default: 10 100

vectors, filing: processor time a report of the two steps from text, reading left out; the first runs on all
threads, the second on one. growth: the exponent of all over reports, from the row above: 1 is linear.
stories: `stemma stories` from JSON lines to its output, origins counted, beside `stemma text`, which reads and
prints the reports: wall time.
The baseline is a plain single pass in Python over the same reports, up to 10 thousand: TF-IDF of words by
reports seen, an inverted index, the cosine with the nearest of the topics of the last days."""
import collections
import datetime
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time

STEMMA, GENERATE, STEPS = sys.argv[1:4]
THOUSANDS = [int(word) for word in sys.argv[4:]] or [10, 100]
WORD, PYTHON_MOST, DAYS, JOINS = re.compile(r"\w+"), 10, 12, 0.2


def steps(path, jobs):
    with open(path, "rb") as file:
        return json.loads(subprocess.run([STEPS, str(jobs)], stdin=file, capture_output=True, check=True).stdout)


def command(name, path, jobs):
    """Seconds and peak megabytes."""
    before = time.perf_counter()
    process = subprocess.Popen([STEMMA, name, "--quiet", "--jobs", str(jobs), path], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"stemma {name}: status {status}")
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def plain_pass(rows):
    """The topic of each report."""
    holders, index, sums, last, found = collections.Counter(), collections.defaultdict(set), [], [], []
    for seen, row in enumerate(sorted(rows, key=lambda row: row["published"]), 1):
        day = datetime.date.fromisoformat(row["published"][:10]).toordinal()
        words = collections.Counter(WORD.findall((row["title"] + " " + row["text"]).lower()))
        holders.update(words.keys())
        weights = {w: (1 + math.log(n)) * math.log((seen + 1) / holders[w]) for w, n in words.items()}
        weights = dict(sorted(weights.items(), key=lambda item: -item[1])[:64])
        length = math.sqrt(sum(x * x for x in weights.values())) or 1
        scores = collections.Counter()
        for w, x in weights.items():
            for topic in list(index[w]):
                if day - last[topic] > DAYS:
                    index[w].discard(topic)
                else:
                    scores[topic] += x * sums[topic][w] / length
        best = max(scores, key=lambda topic: scores[topic] / math.sqrt(sums[topic][""]), default=None)
        if best is None or scores[best] / math.sqrt(sums[best][""]) < JOINS:
            best = len(sums)
            sums.append(collections.Counter())
            last.append(day)
        last[best] = day
        for w, x in weights.items():
            sums[best][""] += 2 * sums[best][w] * x / length + (x / length) ** 2
            sums[best][w] += x / length
            index[w].add(best)
        found.append(best)
    return found


def main():
    print("thousand reports  jobs   us a report: vectors  filing     all  growth   a second of a core"
          "   stories s  text s     MB   Python us")
    former = None
    for thousands in THOUSANDS:
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
            subprocess.run([GENERATE, "--reports", str(thousands * 1000)], stdout=file, check=True)
            python = ""
            if thousands <= PYTHON_MOST:
                with open(file.name, encoding="utf-8") as lines:
                    rows = [json.loads(line) for line in lines]
                before = time.process_time()
                plain_pass(rows)
                python = f"{(time.process_time() - before) / len(rows) * 1e6:12.0f}"
            for jobs in 1, 2:
                took = steps(file.name, jobs)
                count = took["reports"]
                us = {step: took[step] / count * 1e6 for step in ("vectors", "filing", "all")}
                growth = (f"{math.log(took['all'] / former[1]) / math.log(count / former[0]):8.2f}"
                          if former and jobs == 1 and former[0] < count else " " * 8)
                if jobs == 1:
                    former = count, took["all"]
                stories, memory = command("stories", file.name, jobs)
                text, _ = command("text", file.name, jobs)
                print(f"{thousands:16}{jobs:6}{us['vectors']:22.1f}{us['filing']:8.1f}{us['all']:8.1f}{growth}"
                      f"{1e6 / us['all']:21.0f}{stories:12.2f}{text:8.2f}{memory:7.0f}{python}", flush=True)
                python = ""


main()
