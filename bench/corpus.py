#!/usr/bin/env python3
"""Statistics of the made-up corpus of bench/generate.c beside those of real sets.
usage: bench/corpus.py [GENERATE [REPORTS]]     from the project's root, ../shared beside it

heaps: words V = K * n^beta over the first n words, fitted at 10 thousand and at 100 thousand words.
zipf: the share of all words that the words of rank 1, 10, 100 and 1,000 have.
copied: reports of which half or more (any) of the runs of 8 words stand in another report of the set too."""
import collections
import json
import math
import pathlib
import re
import statistics
import subprocess
import sys

GENERATE = sys.argv[1] if len(sys.argv) > 1 else "build/tests/generate"
REPORTS = int(sys.argv[2]) if len(sys.argv) > 2 else 4000
SHARED = pathlib.Path("../shared/data")
SETS = {"basil": "stories/basil.jsonl", "ecbplus": "stories/ecbplus.jsonl", "helsinki": "copies/helsinki.jsonl",
        "allsides": "stories/allsides2021.jsonl", "pages": "text/gold.jsonl"}
WORD, END = re.compile(r"\w+"), re.compile(r'[.!?][”"]?(?:$|\s)')


def rows_of(path):
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["text"]:
                yield row


def copied(reports, run=8):
    """Shares of reports with half, and with any, of their runs of words in another report."""
    owners, runs = {}, []
    for number, words in enumerate(reports):
        own = {hash(tuple(words[i:i + run])) for i in range(len(words) - run + 1)}
        for one in own:
            owners[one] = -1 if owners.get(one, number) != number else number
        runs.append(own)
    shares = [sum(owners[one] == -1 for one in own) / max(1, len(own)) for own in runs]
    return [sum(share >= least for share in shares) / len(shares) for least in (.5, 1e-9)]


def statistics_of(rows):
    sizes = [len(row["text"].encode()) for row in rows]
    reports = [WORD.findall(row["text"].lower()) for row in rows]
    seen, words, grown = set(), 0, {}
    for word in (word for report in reports for word in report):
        seen.add(word)
        words += 1
        if words in (10_000, 100_000):
            grown[words] = len(seen)
    ranked = collections.Counter(word for report in reports for word in report).most_common(1000)
    marks = sum(sum(map(len, re.findall(r'["“]([^"“”]{15,}?)["”]', row["text"]))) for row in rows)
    beta = math.log10(grown[100_000] / grown[10_000]) if len(grown) == 2 else math.nan
    half, some = copied(reports)
    stories = collections.Counter(collections.Counter(row["story"] for row in rows if "story" in row).values())
    return {"reports": f"{len(rows):,}", "bytes, mean": f"{statistics.mean(sizes):,.0f}",
            "bytes, median": f"{statistics.median(sizes):,.0f}",
            "log bytes, deviation": f"{statistics.pstdev(map(math.log, sizes)):.2f}",
            "letters a word": f"{statistics.mean(len(word) for report in reports for word in report):.2f}",
            "words a sentence": f"{words / sum(len(END.findall(row['text'])) for row in rows):.1f}",
            "quoted share": f"{marks / sum(sizes):.2f}",
            "heaps K": f"{grown.get(10_000, 0) / 10_000 ** beta:.1f}", "heaps beta": f"{beta:.2f}",
            "vocabulary at 10,000": grown.get(10_000, ""), "at 100,000": grown.get(100_000, ""),
            **{f"zipf, rank {rank:,}": f"{100 * ranked[rank - 1][1] / words:.3f}%" for rank in (1, 10, 100, 1000)},
            "copied, half": f"{half:.2f}", "copied, any": f"{some:.2f}",
            "stories of 1": f"{stories[1] / max(1, stories.total()):.2f}",
            "largest story": max(stories, default="")}


def generated():
    out = subprocess.run([GENERATE, "--reports", str(REPORTS)], stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def main():
    columns = {"generated": statistics_of(generated())}
    for name, path in SETS.items():
        rows = list(rows_of(SHARED / path)) if (SHARED / path).exists() else []
        if rows:
            columns[name] = statistics_of(rows)
        else:
            print(f"left out: {name}, no texts in {SHARED / path}", file=sys.stderr)
    print(f"{'':22}" + "".join(f"{name:>11}" for name in columns))
    for key in columns["generated"]:
        print(f"{key:22}" + "".join(f"{column[key]:>11}" for column in columns.values()))


main()
