#!/usr/bin/env python3
"""A table of coverage, a folder of src/ a line, and the files that tests reach least.
usage: tools/coverage.py SUMMARY.json     as llvm-cov export -summary-only writes it"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = "lines", "branches"
LEAST_SHOWN = 12


def per_file(path):
    """The counts of each file of src/: its name, then covered and all, for each kind."""
    with open(path, encoding="utf-8") as file:
        data = json.load(file)["data"][0]
    for entry in data["files"]:
        name = pathlib.Path(entry["filename"]).resolve()
        if ROOT / "src" in name.parents:
            yield name.relative_to(ROOT), {k: (entry["summary"][k]["covered"], entry["summary"][k]["count"]) for k in KINDS}


def line(name, counts):
    cells = []
    for kind in KINDS:
        covered = sum(c[kind][0] for c in counts)
        count = sum(c[kind][1] for c in counts)
        cells.append(f"{covered:6}/{count:<6} {100 * covered / count if count else 100:6.1f} %")
    return f"{name:32} {'   '.join(cells)}"


files = dict(per_file(sys.argv[1]))
print(f"{'':32} {'lines':>15}{'':8}{'branches':>18}")
for folder in sorted({name.parent for name in files}):
    print(line(str(folder), [c for name, c in files.items() if name.parent == folder]))
print(line("all", list(files.values())))
print("\nreached least, by branches missed:")
missed = lambda name: files[name]["branches"][1] - files[name]["branches"][0]
for name in sorted(files, key=missed, reverse=True)[:LEAST_SHOWN]:
    print(line(str(name), [files[name]]))
