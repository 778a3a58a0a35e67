#!/usr/bin/env python3
"""What must hold of every output: neither the order of inputs, nor threads, nor locale, nor clock change
a byte, and every span is exact.  usage: tests/property.py STEMMA     from the project's root"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys

STEMMA = sys.argv[1]
EXAMPLES, SEEDS = pathlib.Path("examples/barrage"), pathlib.Path("../shared/seeds")
COMMANDS = [["collate"], ["collate", "--json"], ["text"], ["text", "--plain"], ["quotes"], ["dates"],
            ["copies"], ["copies", "--groups"], ["stories"], ["copies", "--groups", "--passages"]]


def run(words, files, **environment):
    done = subprocess.run([STEMMA, *words, *map(str, files)], capture_output=True,
                          env={**os.environ, **environment})
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def check_same_bytes(files):
    shuffled = random.Random(1)
    for words in COMMANDS:
        first = run(words + ["--jobs", "1"], files)
        for jobs in "1", "2", "5":
            order = shuffled.sample(files, len(files))
            other = run(words + ["--jobs", jobs], order, TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
            assert other == first, f"{words}: order {[f.name for f in order]}, {jobs} jobs"


def lines(words, files):
    return [json.loads(line) for line in run(words, files).decode().splitlines()]


def at(text, span):
    """The words at a span; fails where it cuts a character or leaves the text."""
    start, end = span
    assert 0 <= start < end <= len(text), span
    return text[start:end].decode()


def check_report(report, text):
    last = 0
    for block in report["blocks"]:
        start, end = block["span"]
        assert not text[last:start].strip(), "text outside the blocks"
        assert at(text, block["span"]).strip()
        last = end
    assert not text[last:].strip(), "text behind the blocks"
    for note in report["notes"]:
        assert at(text, note["span"])
        assert (note["kind"] == "repeat") == ("of" in note), note


def check_spans(files):
    texts = {}
    for report in lines(["text"], files):
        texts[report["id"]] = report["text"].encode()
        check_report(report, texts[report["id"]])
    for quote in lines(["quotes"], files):
        text = texts[quote["report"]]
        assert quote["content"]
        for span in quote["content"] + quote["source"] + quote["cue"]:
            assert at(text, span).strip()
        starts = [span[0] for span in quote["content"]]
        assert starts == sorted(starts)
    for date in lines(["dates"], files):
        assert at(texts[date["report"]], date["span"]) == date["text"]
        assert date["value"] and date["type"] in ("DATE", "TIME", "DURATION", "SET")
    for pair in lines(["copies"], files):
        assert pair["a"] < pair["b"] and pair["passages"]
        for passage in pair["passages"]:
            at(texts[pair["a"]], passage["a"])
            at(texts[pair["b"]], passage["b"])
    check_cuts(texts, lines(["copies", "--groups", "--passages"], files))
    return texts


def check_cuts(texts, groups):
    """What is cut stands elsewhere, word for word, where nothing is cut."""
    cuts = [cut for group in groups for cut in group["cut"]]
    for cut in cuts:
        own, of = cut["span"], cut["of"]
        words = [re.findall(r"[^\W_]+", text.lower()) for text in (at(texts[cut["report"]], own),
                                                                  at(texts[of["report"]], of["span"]))]
        assert words[0] == words[1] and len(words[0]) >= 8, cut
        for other in cuts:
            start, end = other["span"]
            assert other["report"] != of["report"] or end <= of["span"][0] or of["span"][1] <= start, (cut, other)


def check_collation(files, texts):
    result = json.loads(run(["collate", "--json"], files))
    ids = {report["id"] for report in result["reports"]}
    assert ids == set(texts)
    for kind in "quotations", "statements":
        for item in result[kind]:
            for witness in item["witnesses"]:
                at(texts[witness["report"]], witness["span"])
    for statement in result["statements"]:
        reports = [witness["report"] for witness in statement["witnesses"]]
        assert len(reports) == len(set(reports)) >= 2, statement
        assert 1 <= statement["origins"] <= len(reports)
    for only in result["only"]:
        assert at(texts[only["report"]], only["span"])
    for quotation in result["quotations"]:
        base = quotation["reading"].encode()
        for variant in quotation["apparatus"]:
            start, end = variant["at"]
            assert base[start:end].decode() == variant["base"]
            assert {r for reading in variant["readings"] for r in reading["reports"]} <= ids


def check(files):
    check_same_bytes(files)
    check_collation(files, check_spans(files))


check(sorted(EXAMPLES.iterdir()))
if SEEDS.is_dir():
    check(sorted(SEEDS.iterdir()))
else:
    print(f"skipped: no {SEEDS}")
