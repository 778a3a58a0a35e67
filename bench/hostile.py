#!/usr/bin/env python3
"""The worst inputs at full size, for every command: seconds, peak memory, exit code and the first message.
usage: bench/hostile.py [STEMMA [CASE]...]     from the project's root; no run may take over 6 GB of memory"""
import gzip
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))
import shapes  # noqa: E402

STEMMA = sys.argv[1] if len(sys.argv) > 1 else "build/stemma"
MEMORY, SECONDS = 6 << 30, 90
COMMANDS = ["text", "text --plain", "quotes", "dates", "copies", "copies --groups", "collate", "collate --json", "verify"]
MB, MILLION = 1 << 20, 1_000_000
SAME = "Ann Lee said on Monday that 7 people were hurt in Norrand when the old bridge gave way."

CASES = {
    "empty": lambda: b"",
    "100 MB on one line": lambda: shapes.TEXTS["one long paragraph"](100 * MB).encode(),
    "JSON line of 100 MB": lambda: json.dumps({"id": "a", "text": "Rain fell on it. " * (6 * MB)}).encode(),
    "100,000 nested tags": lambda: shapes.INPUTS["tags nested"](600_000),
    "100,000 nested arrays": lambda: b'{"id": "a", "text": "Rain", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "100 MB of NUL": lambda: bytes(100 * MB),
    "100 MB not UTF-8": lambda: shapes.INPUTS["no UTF-8"](100 * MB),
    "a million quotation marks": lambda: b'"' * MILLION,
    "a million marks of all kinds": lambda: shapes.shuffled(3 * MILLION, list(shapes.MARKS)).encode(),
    "a million reports of a line": lambda: shapes.many(MILLION, lambda n: f"{n} people were hurt, Ann Lee said."),
    "a million empty reports": lambda: shapes.many(MILLION, lambda n: ""),
    "the same report 1000 times": lambda: shapes.many(1000, lambda n: shapes.sample_text()[:4000]),
    "the same line a million times": lambda: shapes.many(MILLION, lambda n: SAME),
    "a million times one word": lambda: b"Norrand " * MILLION,
    "a million names": lambda: "".join(f"Ann L{n:x}ee met. " for n in range(MILLION // 3)).encode(),
    "a million numbers": lambda: " ".join(map(str, range(MILLION))).encode(),
    "a sentence of a million words": lambda: shapes.TEXTS["said said said"](5 * MILLION).encode(),
    "gzip bomb of 1 GiB": lambda: shapes.bomb(1 << 30),
    "gzip of a gzip": lambda: gzip.compress(shapes.bomb(64 * MB)),
}


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(words, folder, out):
    with open(out, "wb") as result, open(os.path.join(folder, "err"), "w+b") as err:
        before = time.perf_counter()
        process = subprocess.Popen([STEMMA, *words], stdout=result, stderr=err, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        err.seek(0)
        said = err.read(2000).decode().splitlines()
        message = said[0].rpartition(folder)[2][:90] if said else ""
        return time.perf_counter() - before, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), message


def main():
    print(f"{'case':31} {'command':15} {'s':>6} {'MB':>6} code  message", flush=True)
    for name in sys.argv[2:] or CASES:
        with tempfile.TemporaryDirectory() as folder:
            path, out, result = (os.path.join(folder, part) for part in ("in", "out", "result"))
            pathlib.Path(path).write_bytes(CASES[name]())
            for command in COMMANDS:
                words = ["verify", result, path] if command == "verify" else [*command.split(), path]
                seconds, memory, code, message = run(words, folder, result if "json" in command else out)
                print(f"{name:31} {command:15} {seconds:6.1f} {memory:6.0f} {code:4}  {message}", flush=True)


main()
