#!/usr/bin/env python3
"""The shared library exports what stemma.h declares, and nothing else.  usage: symbols.py LIB HEADER"""
import pathlib
import re
import subprocess
import sys


def main(library, header):
    text = re.sub(r"/\*.*?\*/", "", pathlib.Path(header).read_text(encoding="utf-8"), flags=re.S)
    declared = {name for line in text.splitlines() if not line.startswith("typedef")
                for name in re.findall(r"\b(stemma_\w+)\(", line)}
    listed = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True,
                            check=True)
    # The linker adds marks of its own, which begin with an underscore.
    exported = {name for line in listed.stdout.splitlines()
                if not (name := line.split()[-1]).startswith("_")}
    if "stemma_new" not in declared or exported != declared:
        sys.exit(f"only exported: {sorted(exported - declared)}\n"
                 f"only declared: {sorted(declared - exported)}")


main(*sys.argv[1:])
