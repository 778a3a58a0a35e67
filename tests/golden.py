#!/usr/bin/env python3
"""Every command over the example story against the output kept in tests/golden/.
usage: tests/golden.py STEMMA [--refresh]     from the project's root"""
import difflib
import pathlib
import subprocess
import sys

GOLDEN = pathlib.Path("tests/golden")
STORY = "examples/barrage"
COMMANDS = {
    "brief.txt": ["collate", "--width", "100", STORY],
    "brief-full.txt": ["collate", "--width", "80", "--full", STORY],
    "collation.json": ["collate", "--json", STORY],
    "text.jsonl": ["text", STORY],
    "plain.txt": ["text", "--plain", STORY],
    "quotes.jsonl": ["quotes", STORY],
    "dates.jsonl": ["dates", STORY],
    "copies.jsonl": ["copies", STORY],
    "groups.jsonl": ["copies", "--groups", STORY],
    "stories.jsonl": ["stories", STORY],
    "cuts.jsonl": ["copies", "--groups", "--passages", STORY],
}


def main(stemma, refresh):
    different = 0
    for name, words in COMMANDS.items():
        run = subprocess.run([stemma, *words], capture_output=True, text=True)
        if run.returncode or run.stderr:
            sys.exit(f"stemma {' '.join(words)}: exit {run.returncode}: {run.stderr}")
        path = GOLDEN / name
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if refresh:
            path.write_text(run.stdout, encoding="utf-8")
        elif run.stdout != kept:
            different += 1
            sys.stdout.writelines(difflib.unified_diff(
                kept.splitlines(True), run.stdout.splitlines(True), str(path), "now", n=1))
    if different:
        sys.exit(f"{different} outputs differ; if they are better: tests/golden.py {stemma} --refresh")


main(sys.argv[1], "--refresh" in sys.argv[2:])
