#!/usr/bin/env python3
"""That pages are read no worse than they were: text, snippets, date and title of every other page of a set with
gold, which lies beside the project.
usage: tests/measure.py STEMMA     from the project's root; skips without ../shared/data/text"""
import collections
import json
import pathlib
import re
import subprocess
import sys

DATA = pathlib.Path("../shared/data/text")
FLOORS = {"bag F1": 0.95, "snippets": 0.91, "date": 0.85, "title": 0.84}


def flat(text):
    return " ".join((text or "").split())


def bag_f1(gold, got):
    a, b = (collections.Counter(re.findall(r"\w+", (text or "").lower())) for text in (gold, got))
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if a and b else float(not a and not b)


def judge(gold, report):
    """Each figure and the values that this page gives it."""
    text = flat(report["text"])
    yield "bag F1", bag_f1(gold["text"], report["text"])
    for snippet in gold["with"] or []:
        yield "snippets", flat(snippet) in text
    for snippet in gold["without"] or []:
        yield "snippets", flat(snippet) not in text
    if gold["published"]:
        yield "date", (report["published"] or "")[:10] == gold["published"][:10]
    if gold["title"]:
        yield "title", flat(report["title"]).lower() == flat(gold["title"]).lower()


def main(stemma):
    if not DATA.is_dir():
        print(f"skipped: no {DATA}")
        sys.exit(77)
    gold = [json.loads(line) for line in (DATA / "gold.jsonl").open(encoding="utf-8")][::2]
    files = [str(DATA / "pages" / page["page"]) for page in gold]
    lines = subprocess.run([stemma, "text", *files], check=True, capture_output=True).stdout.splitlines()
    reports = {report["source"]: report for report in map(json.loads, lines)}
    values = collections.defaultdict(list)
    for page, file in zip(gold, files):
        for figure, value in judge(page, reports[file]):
            values[figure].append(value)
    means = {figure: sum(all_) / len(all_) for figure, all_ in values.items()}
    print(", ".join(f"{figure} {mean:.3f}" for figure, mean in means.items()))
    fallen = [figure for figure, floor in FLOORS.items() if means[figure] < floor]
    assert not fallen, f"below the floor: {fallen}"


main(sys.argv[1])
