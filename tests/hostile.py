#!/usr/bin/env python3
"""Hostile input: every command over the texts and inputs of tests/shapes.py, over what is cut off, and over
many reports, must end in time and within memory, with 0 or 1, and print what it promises.
usage: tests/hostile.py STEMMA [PERCENT]     from the project's root; PERCENT of the full sizes, for slow builds"""
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile

import shapes

STEMMA = sys.argv[1]
SCALE = (float(sys.argv[2]) if len(sys.argv) > 2 else 100) / 100
SANITIZED = b"__asan_init" in open(STEMMA, "rb").read()
MEMORY, SECONDS = 4 << 30, 60
COMMANDS = ["collate", "collate --json", "text", "quotes", "dates", "copies", "copies --groups", "stories"]


def limit():
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(words, folder):
    with open(os.path.join(folder, "out"), "w+b") as out:
        done = subprocess.run([STEMMA, *words], stdout=out, stderr=subprocess.PIPE, timeout=5 * SECONDS,
                              preexec_fn=limit)
        out.seek(0)
        return done.returncode, out.read(), done.stderr


def check_messages(code, err, name):
    assert code in (0, 1), (name, code, err[-2000:])
    assert (code == 1) == bool(err), (name, code, err[:200])
    for line in err.decode().splitlines():
        assert line.isprintable() and line.startswith("stemma"), (name, line[:200])


def check(name, data, commands=COMMANDS):
    with tempfile.TemporaryDirectory() as folder:
        path, result = os.path.join(folder, "in"), os.path.join(folder, "result.json")
        with open(path, "wb") as file:
            file.write(data)
        for command in commands:
            code, out, err = run([*command.split(), path], folder)
            check_messages(code, err, (name, command))
            out = out.decode()
            if command == "collate":
                continue
            for line in [out] if command == "collate --json" else out.splitlines():
                json.loads(line)
            if command == "collate --json":
                with open(result, "w", encoding="utf-8") as file:
                    file.write(out)
                verified, out, errors = run(["verify", "--quiet", result, path], folder)
                assert not out and verified == code, (name, verified, errors[:500])
                # A report can be no result.
                code, out, err = run(["verify", path, path], folder)
                check_messages(code, err, (name, "verify"))
                assert code == 1 and not out


def sized(size):
    return max(64, int(size * SCALE))


def test_texts():
    for name, make in shapes.TEXTS.items():
        check(name, make(sized(60_000)).encode())


def test_inputs():
    for name, make in shapes.INPUTS.items():
        check(name, make(sized(50_000)))


def test_large_inputs():
    marks = "".join(shapes.MARKS[i % len(shapes.MARKS)] + " it " * (i % 3 == 0) for i in range(sized(100_000)))
    for name, data in {
        "empty": b"",
        "one byte": b"a",
        "byte order mark": b"\xef\xbb\xbf",
        "line without space": b"a" * sized(2_000_000),
        "marks": marks.encode(),
        "tags": shapes.INPUTS["tags nested"](sized(600_000)),
        "name": ("Ann Lee " * sized(100_000)).encode(),
        "said": ("He " + "said " * sized(100_000)).encode(),
        "capitals": shapes.TEXTS["capitals"](sized(100_000)).encode(),
        "paragraph": shapes.TEXTS["one long paragraph"](sized(1_200_000)).encode(),
        "paragraphs": shapes.TEXTS["short paragraphs"](sized(400_000)).encode(),
    }.items():
        check(name, data, ["collate --json", "quotes"])


def test_many_reports():
    line = lambda n: f"{n} people were hurt in Norrand on Monday, Ann Lee said."
    same = shapes.sample_text()[:2500]
    for name, data in {
        "of a line": shapes.many(sized(2000), line),
        "the same": shapes.many(sized(300), lambda n: same),
        "a short one": shapes.many(sized(3000), lambda n: "Ann Lee said on Monday that 7 people were hurt in Norrand "
                                                          "when the old bridge gave way to the flood."),
        "retold": shapes.many(sized(150), lambda n: shapes.varied(same, n)),
    }.items():
        check(name, data, ["collate", "collate --json", "copies --groups", "stories"])


def test_bombs():
    with tempfile.TemporaryDirectory() as folder:
        for name, data in {"bomb": shapes.bomb(int((1 << 30) * min(1, SCALE))), "bomb cut": shapes.bomb(1 << 26)[:-100],
                           "twice": gzip.compress(shapes.bomb(1 << 24))}.items():
            path = os.path.join(folder, "in.gz")
            with open(path, "wb") as file:
                file.write(data)
            code, _, err = run(["text", path], folder)
            check_messages(code, err, name)


def test_ceilings():
    """What is too large is left out by name, and the rest is done."""
    small = b'{"id": "small", "text": "Ann Lee said on Monday: \\"It rained all day.\\""}\n'
    large = b'{"id": "large", "text": "' + b"a" * (9 << 20) + b'"}\n'
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in")
        with open(path, "wb") as file:
            file.write(small + large)
        for command in COMMANDS:
            code, out, err = run([*command.split(), path], folder)
            check_messages(code, err, command)
            assert code == (command != "text"), command
            assert b"small" in out or command in ("collate", "copies"), command
            assert (b"byte %d: a report of more than 8 MiB" % len(small) in err) == code, err
        many = 130_000
        with open(path, "wb") as file:
            file.write(b"".join(b'{"id": "%07d", "text": "Rain fell on day %07d."}\n' % (n, n) for n in range(many)))
        for words in [["collate", "--json", path]] if SCALE == 1 else []:
            code, out, err = run(words, folder)
            check_messages(code, err, words)
            told = re.search(rb"byte (\d+): (\d+) reports from here on are left out", err)
            taken = json.loads(out)["story"]["reports"]
            assert code == 1 and len(err.splitlines()) == 1 and taken + int(told[2]) == many, err
            assert int(told[1]) == taken * (os.path.getsize(path) // many)


def test_what_is_no_file():
    with tempfile.TemporaryDirectory() as folder:
        fifo, loop, good = (os.path.join(folder, name) for name in ("fifo", "loop", "good"))
        os.mkfifo(fifo)
        os.symlink("loop", loop)
        with open(good, "w", encoding="utf-8") as file:
            file.write("Rain fell on Monday.")
        writer = subprocess.Popen(["sh", "-c", 'echo "Snow fell." > "$0"', fifo])
        code, out, err = run(["text", fifo, loop, good], folder)
        assert writer.wait() == 0 and code == 1 and len(out.splitlines()) == 2
        assert b"loop: byte 0: too many links" in err and len(err.splitlines()) == 1
        if not SANITIZED:
            code, out, err = run(["text", "/dev/zero", good], folder)
            check_messages(code, err, "/dev/zero")
            assert code == 1 and (b"more than 128 MiB" in err or b"out of memory" in err)


def test_every_truncation():
    """A small page, a dispatch and lines, cut at every byte, all told apart by name in one run."""
    line = json.dumps({"id": "a", "title": "Rain", "text": "“Rain fell,” Ann Lee said on Monday.", "byline": ["Bo Hy"]})
    page = ('<html><head><title>Rain</title></head><body><h1>Rain</h1><p>“Rain fell,” Ann Lee said &amp; left on '
            '<a href="x">Monday</a>.</p></body></html>')
    for suffix, data in (".jsonl", line.encode()), (".html", page.encode()), (".gz", gzip.compress(page.encode())):
        with tempfile.TemporaryDirectory() as folder:
            for cut in range(len(data)):
                with open(os.path.join(folder, f"{cut:04}{suffix}"), "wb") as file:
                    file.write(data[:cut])
            for command in "text", "quotes", "collate --html /dev/null":
                code, out, err = run([*command.split(), folder], folder)
                check_messages(code, err, (suffix, command))
                if command == "text":
                    told = {json.loads(line)["source"] for line in out.splitlines()}
                    told |= {line.split(": ")[1] for line in err.decode().splitlines()}
                    assert {os.path.join(folder, f"{cut:04}{suffix}") for cut in range(1, len(data))} <= told, suffix


def test_examples_cut_off():
    """Every example, cut at places drawn evenly, and with bytes struck out."""
    for path in shapes.EXAMPLES:
        data = path.read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for cut in range(1, len(data), max(1, int(len(data) / 20 / min(1, SCALE)))):
                paths.append(os.path.join(folder, f"{cut}{path.suffix}"))
                with open(paths[-1], "wb") as file:
                    file.write(data[:cut] if cut % 2 else data[:cut] + b"\0\xff" + data[cut + 30:])
                code, _, err = run(["quotes", paths[-1]], folder)
                check_messages(code, err, paths[-1])
            for words in ["collate"], ["collate", "--json"], ["dates"]:
                code, _, err = run([*words, *paths], folder)
                check_messages(code, err, path)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
        print("ok", name, flush=True)
