#!/usr/bin/env python3
"""Who took from whom, against the corpus of bench/generate.c, which knows.
usage: bench/direction.py [STEMMA [GENERATE [THOUSANDS]]]     50 thousand reports where none are given

A row for each kind of evidence that the first reason of a pair gives, and for each way in which the pair came to
be: one took from the other, both from a third, both tell one story and share quotations, or neither (closing lines
of an outlet). Columns: pairs; told in the right direction; in the wrong one (of two that took from a third: any);
as one text; as of one source; as unknown. A report that says it carries an agency, as does its source, is rightly
told to be of one source with it. Behind that: how many of the copies that were made are a pair at all.
"""
import collections
import json
import subprocess
import sys
import tempfile

STEMMA = sys.argv[1] if len(sys.argv) > 1 else "build/stemma"
GENERATE = sys.argv[2] if len(sys.argv) > 2 else "build/tests/generate"
THOUSANDS = int(sys.argv[3]) if len(sys.argv) > 3 else 50
WAYS = "one from the other", "both from a third", "one story", "neither"
TOLD = "right", "wrong", "copy", "common-source", "unknown"
EVIDENCE = (("credit", "credits"), ("both credit", "credits"), ("both share", "a third"), ("shares it with", "a third"),
            ("both were published", "one outlet"))


def read_reports(path):
    reports = {}
    with open(path) as lines:
        for line in lines:
            report = json.loads(line)
            reports[report["id"]] = report["story"], report.get("from")
    return reports


def sources_of(reports, report):
    found = []
    while (report := reports[report][1]):
        found.append(report)
    return found


def gold_of(reports, a, b):
    """The way in which the pair came to be, and the direction."""
    from_a, from_b = sources_of(reports, a), sources_of(reports, b)
    if a in from_b:
        return WAYS[0], "b-from-a"
    if b in from_a:
        return WAYS[0], "a-from-b"
    if set(from_a) & set(from_b):
        return WAYS[1], None
    return (WAYS[2] if reports[a][0] == reports[b][0] else WAYS[3]), None


def evidence_of(pair):
    if pair["relation"] == "copy":
        return "the text"
    if pair["relation"] == "unknown":
        return "none"
    return next((name for reason in pair["why"] for mark, name in EVIDENCE if mark in reason), "time")


def told_as(pair, direction):
    relation = pair["relation"]
    if relation in TOLD:
        return relation
    return "right" if relation == direction else "wrong"


def main():
    counts, links = collections.Counter(), set()
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as corpus:
        subprocess.run([GENERATE, "--reports", str(THOUSANDS * 1000)], stdout=corpus, check=True)
        reports = read_reports(corpus.name)
        with subprocess.Popen([STEMMA, "copies", "--quiet", corpus.name], stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                pair = json.loads(line)
                way, direction = gold_of(reports, pair["a"], pair["b"])
                counts[way, evidence_of(pair), told_as(pair, direction)] += 1
                if reports[pair["a"]][1] == pair["b"] or reports[pair["b"]][1] == pair["a"]:
                    links.add((pair["a"], pair["b"]))
    if process.returncode:
        sys.exit(f"stemma copies: status {process.returncode}")
    print(f"{'':20} {'':12} {'pairs':>9} " + " ".join(f"{told:>13}" for told in TOLD))
    for way in WAYS:
        for evidence in "credits", "a third", "one outlet", "time", "the text", "none":
            row = [counts[way, evidence, told] for told in TOLD]
            if sum(row):
                print(f"{way:20} {evidence:12} {sum(row):9,} " + " ".join(f"{n:13,}" for n in row))
    made = sum(source is not None for _, source in reports.values())
    print(f"copies made {made:,}, found {len(links):,} ({len(links) / made:.4f})")


main()
