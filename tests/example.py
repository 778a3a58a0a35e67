#!/usr/bin/env python3
"""Compares what an example program prints with tests/golden.  usage: example.py PROGRAM"""
import pathlib
import subprocess
import sys

program = pathlib.Path(sys.argv[1])
files = sorted(map(str, pathlib.Path("examples/barrage").iterdir()))
got = subprocess.run([program, *(files if program.name == "who_said" else [])], capture_output=True,
                     text=True, check=True).stdout
if got != (pathlib.Path("tests/golden") / f"{program.name}.txt").read_text(encoding="utf-8"):
    sys.exit(f"{program.name} prints\n{got}")
if program.name == "who_said":
    done = subprocess.run([program, files[0], "missing.txt"], capture_output=True, text=True)
    if done.returncode != 1 or not done.stdout or "missing.txt" not in done.stderr:
        sys.exit(f"{program.name} does not tell what it could not read: {done}")
