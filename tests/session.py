#!/usr/bin/env python3
"""Runs the sessions shown in a document and compares what they print.  usage: session.py STEMMA DOC...
A session is an indented or fenced block that begins with "$ stemma ..."; its output follows. A line of
only "..." stands for any lines."""
import os
import pathlib
import re
import subprocess
import sys


def sessions(text):
    """The command and expected lines of each."""
    for block in re.findall(r"^```\n(.*?)^```$|((?:^    .*\n|^\n)+)", text, re.M | re.S):
        lines = block[0].splitlines() or [line[4:] for line in block[1].splitlines()]
        command, output = None, []
        for line in lines + ["$ "]:
            if line.startswith("$ "):
                if command:
                    yield command, output
                command, output = line[2:], []
            elif command:
                output.append(line.rstrip())


def matches(expected, got):
    while expected and not expected[-1]:
        expected = expected[:-1]
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in got))


def main(stemma, documents):
    folder = os.path.dirname(os.path.abspath(stemma))
    environment = {**os.environ, "PATH": folder + os.pathsep + os.environ["PATH"]}
    count = 0
    for document in documents:
        for command, expected in sessions(pathlib.Path(document).read_text(encoding="utf-8")):
            if not command.startswith("stemma "):
                continue
            count += 1
            got = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment)
            if not matches(expected, (got.stdout + got.stderr).splitlines()):
                sys.exit(f"{document}: $ {command}\nprints\n{got.stdout}{got.stderr}\nnot\n"
                         + "\n".join(expected))
    if not count:
        sys.exit("no session found")


main(sys.argv[1], sys.argv[2:])
