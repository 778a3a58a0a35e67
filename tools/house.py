#!/usr/bin/env python3
"""Checks the rules of the house (docs/house.md): layers, layout, lengths.  usage: tools/house.py
Prints a line a breach and exits 1 where there is one."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What a folder under src/ may include, beside itself.
LAYERS = {
    "base": set(),
    "text": {"base"},
    "read": {"base", "text"},
    "copy": {"base", "text"},
    "quote": {"base", "text"},
    "story": {"base", "text", "copy"},
    "collate": {"base", "text", "copy", "quote"},
    "report": {"base", "text", "copy", "quote", "story", "collate"},
    "api": {"base", "text", "read", "copy", "quote", "story", "collate", "report", "stemma.h"},
    "cli": {"base", "stemma.h"},
}
LONGEST_FILE, LONGEST_FUNCTION = 600, 80


def sources(*folders):
    files = [f for d in folders for f in (ROOT / d).rglob("*.[ch]")]
    return sorted(f for f in files if f.is_file())


def breaches_of_layers(path, lines):
    layer = path.relative_to(ROOT / "src").parts[0]
    if layer not in LAYERS:
        yield 1, f"folder {layer} is in no layer"
        return
    for number, line in enumerate(lines, 1):
        found = re.match(r'#include "([^"/]+)(/[^"]+)?"', line)
        if not found or found.group(1).startswith("lexicon_"):
            continue
        if found.group(1) != layer and found.group(1) not in LAYERS[layer]:
            yield number, f"{layer} must not know {found.group(1)}"


def breaches_of_length(lines):
    if len(lines) > LONGEST_FILE:
        yield LONGEST_FILE, f"file has {len(lines)} lines; split it"
    start = None
    for number, line in enumerate(lines, 1):
        if re.match(r"\w.*\{$", line) and not re.match(r"(typedef|struct|enum|union|extern)\b", line):
            start = number
        elif line.startswith("}") and start:
            if number - start >= LONGEST_FUNCTION:
                yield start, f"function has {number - start + 1} lines"
            start = None


def breaches(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or not lines[0].startswith(f"/* {path.name} - "):
        yield 1, f"does not open with /* {path.name} - what it is. */"
    yield from breaches_of_length(lines)
    if path.is_relative_to(ROOT / "src"):
        yield from breaches_of_layers(path, lines)


def main():
    files = sources("src", "include", "tests", "fuzz", "tools", "bench", "examples")
    count = 0
    for path in files:
        for number, what in breaches(path):
            print(f"{path.relative_to(ROOT)}:{number}: {what}")
            count += 1
    layout = subprocess.run(["clang-format", "--dry-run", "-Werror", *map(str, files)],
                            capture_output=True, text=True)
    if layout.returncode:
        print(layout.stderr, end="")
        count += 1
    sys.exit(1 if count else 0)


main()
