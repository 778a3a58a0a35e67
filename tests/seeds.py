#!/usr/bin/env python3
"""What an editor must find in the account of the five seed reports, which lie beside the project.
usage: tests/seeds.py STEMMA     from the project's root; skips without ../shared/seeds"""
import json
import pathlib
import subprocess
import sys

SEEDS = pathlib.Path("../shared/seeds")
if not SEEDS.is_dir():
    print(f"skipped: no {SEEDS}")
    sys.exit(77)
files = sorted(map(str, SEEDS.iterdir()))
result = json.loads(subprocess.run([sys.argv[1], "collate", "--json", *files], check=True, capture_output=True).stdout)
texts = {name: pathlib.Path(name).read_bytes() for name in files}
letter = {report["id"]: report["letter"] for report in result["reports"]}


def letters(witnesses):
    return "".join(sorted({letter[w["report"]] for w in witnesses}))


def words(witness):
    return texts[witness["report"]][slice(*witness["span"])].decode()


def quotation(speaker, start):
    """The quotation of the speaker that has a witness with these words."""
    for q in result["quotations"]:
        if q["speaker"] == speaker and any(start in w["reading"] for w in q["witnesses"]):
            return q
    raise AssertionError(f"no quotation of {speaker}: {start}")


def check_quotation(speaker, start, at_least):
    q = quotation(speaker, start)
    assert set(at_least) <= set(letters(q["witnesses"])), (start, letters(q["witnesses"]))
    return q


def only(report, needle):
    return any(letter[o["report"]] == report and needle in o["text"] for o in result["only"])


q = check_quotation("Donald Trump", "wants to meet, and we’re setting it up", "ABCDE")
readings = {r["text"] for v in q["apparatus"] for r in v["readings"]}
assert "we are" in readings and "we’re gonna — we’re" in readings, readings
check_quotation("Dmitry Peskov", "repeatedly stated his openness", "AB")
check_quotation("Dmitry Peskov", "What is required is a mutual", "ABC")
check_quotation("Dmitry Peskov", "is declaring his readiness", "AE")
check_quotation("Dmitry Peskov", "Apparently, after Mr. Trump", "CE")
check_quotation("Keith Kellogg", "When I say near term", "C")
check_quotation("Volodymyr Zelensky", "European security guarantees", "D")
check_quotation("Georgiy Tykhy", "Trump has spoken about arranging", "B")
check_quotation("Tristan Snell", "Trump says Putin wants to meet", "D")
assert len([q for q in result["quotations"] if any("What is required" in w["reading"] for w in q["witnesses"])]) == 1

repeats = [n for n in result["reports"][0]["notes"] if n["kind"] == "repeat"]
assert len(repeats) == 3 and "night" in texts[files[0]][slice(*repeats[2]["span"])].decode()

opens = [s for s in result["statements"] if letters(s["witnesses"]) == "ABCDE" and "open to a meeting" in s["text"]]
assert opens and opens[0]["origins"] == 5, "all five say that the Kremlin is open to a meeting"

sides = [letters(r["witnesses"]) for d in result["differences"] if d["kind"] == "negation" for r in d["readings"]]
assert any(set("ABCDE") <= set(s) for s in sides), "that a meeting is being set up"
said = [words(w) for d in result["differences"] if d["kind"] == "negation" for r in d["readings"] for w in r["witnesses"]]
for needle in "no request from the U.S. side", "did not confirm that a meeting", "no specifics", "no official request":
    assert any(needle in s for s in said), needle

ends = [" ".join(r["text"] for r in d["readings"]) for d in result["differences"] if d["kind"] == "date"]
assert any("24 hours" in e and "100 days" in e and "before he takes office" in e for e in ends), ends
assert any(t["value"].endswith("01-20") for t in result["timeline"])

for report, needle in [("A", "June 2021 in Geneva"), ("E", "2018 in Helsinki"), ("D", "22 of 27"), ("D", "6 million"),
                       ("C", "a fifth of Ukraine’s territory"), ("B", "tens of billions")]:
    assert only(report, needle), f"only {report} has {needle}"

credits = {letter[r["id"]]: {c["name"] for c in r["credits"]} for r in result["reports"]}
assert "TASS" in credits["C"] and "Interfax" in credits["E"] and "AP" in credits["D"], credits
assert result["story"]["origins"] == 5
