#!/usr/bin/env python3
"""Runs the sessions shown in documents and compares what they print.  usage: session.py STEMMA DOC...
A session is a block, indented, fenced or literal in mdoc, with a line "$ stemma ..."; what a command
prints follows it. It runs in a folder that holds examples/, with a home of its own. "..." stands for
any text, a line of only "..." for any lines."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def blocks(text):
    if text.startswith(".Dd "):
        for block in re.findall(r"^\.Bd -literal.*\n((?:.*\n)*?)\.Ed$", text, re.M):
            yield block.replace(r"\&", "").replace(r"\-", "-").replace(r"\e", "\\").splitlines()
        return
    for fenced, indented in re.findall(r"^```\n(.*?)^```$|((?:^    .*\n|^\n)+)", text, re.M | re.S):
        yield fenced.splitlines() or [line[4:] for line in indented.splitlines()]


def commands(block):
    """Each command and the lines that it should print."""
    command, output = None, []
    for line in block + ["$ "]:
        if line.startswith("$ "):
            if command:
                yield command, output
            command, output = line[2:], []
        elif command:
            output.append(line.rstrip())


def matches(expected, got):
    while expected and not expected[-1]:
        expected = expected[:-1]
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
                      for line in expected)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in got))


def run(document, block, folder, environment):
    """How many commands of stemma the block has."""
    at, count = folder, 0
    for command, expected in commands(block):
        if command.startswith("cd "):
            at = at / command[3:]
            continue
        count += command.startswith("stemma ")
        got = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, cwd=at)
        if not matches(expected, (got.stdout + got.stderr).splitlines()):
            sys.exit(f"{document}: $ {command}\nprints\n{got.stdout}{got.stderr}\nnot\n" + "\n".join(expected))
    return count


def main(stemma, documents):
    programs = os.path.dirname(os.path.abspath(stemma))
    for document in documents:
        count = 0
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "examples").symlink_to(pathlib.Path("examples").resolve())
            environment = {**os.environ, "PATH": programs + os.pathsep + os.environ["PATH"], "HOME": name}
            for block in blocks(pathlib.Path(document).read_text(encoding="utf-8")):
                if any(line.startswith("$ stemma ") for line in block):
                    count += run(document, block, folder, environment)
        if not count:
            sys.exit(f"{document}: no session found")


main(sys.argv[1], sys.argv[2:])
