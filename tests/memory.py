#!/usr/bin/env python3
"""No memory: whichever request for it fails first, a run ends with its whole result and 0, or with one line and 1.
usage: tests/memory.py STEMMA FAILING     from the project's root; FAILING is tests/failing.c as a module"""
import gzip
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

STEMMA, FAILING = sys.argv[1:3]
STORY = "examples/barrage"
ENGLISH = "“It is so,” the Minister of Trade said on Monday that the bridge at the old café was to be closed. " * 9
GERMAN = ("Der Minister erklärte am Montag in der Hauptstadt, dass die Brücke über den Fluss nach dem Hochwasser "
          "gesperrt bleibt und die Arbeiten erst im Frühjahr beginnen.\n") * 5


def run(words, fail_at=0, limit=None):
    def bound():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    environment = {**os.environ, "LD_PRELOAD": FAILING, "FAIL_AT": str(fail_at)} if fail_at else None
    done = subprocess.run([STEMMA, *words], capture_output=True, env=environment, preexec_fn=bound)
    return done.returncode, done.stdout, done.stderr


def check(words, whole, got):
    if got[0] == 0:
        assert got == whole, (words, got[2][:200])
        return True
    # exttextcat has a word of its own where it cannot open its fingerprints.
    lines = [line for line in got[2].splitlines() if not line.startswith(b"Failed to open")]
    named = lines and all(line.startswith(b"stemma: ") and line.endswith(b"out of memory") for line in lines)
    assert got[0] == 1 and named, (words, got[0], got[2][:300])
    return False


def test_every_request_fails():
    """Each of the first requests, then ever fewer of them, until a run needs no more than it gets.  In English:
    exttextcat, which knows the other languages, does not bear it, and is given what it needs beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        latin, packed = pathlib.Path(folder, "latin.txt"), pathlib.Path(folder, "packed")
        latin.write_bytes(ENGLISH.encode("cp1252"))
        packed.write_bytes(gzip.compress(ENGLISH.encode()))
        for command, path in [("text", latin), ("text", packed), ("collate --json", STORY),
                              ("collate", STORY), ("quotes", STORY), ("dates", STORY), ("copies", STORY),
                              ("collate --jobs 2", STORY)]:
            words = [*command.split(), str(path)]
            whole, at, failed = run(words), 1, 0
            assert whole[0] == 0, whole
            while not check((words, at), whole, run(words, at)):
                failed += 1
                at += 1 + at // 25
            assert failed > 10, (words, failed)


def check_ceilings(words):
    whole, outcomes = run(words), set()
    for step in range(8, 240):
        got = run(words, limit=step << 19)
        if got[0] != 127:  # else the loader could not begin it
            outcomes.add(check((words, step), whole, got))
    assert outcomes == {False, True}, (words, outcomes)


def test_ceilings_of_memory():
    with tempfile.TemporaryDirectory() as folder:
        german = pathlib.Path(folder, "german.txt")
        german.write_text(GERMAN, encoding="utf-8")
        for words in ["collate", "--json", STORY], ["copies", STORY], ["text", str(german)]:
            check_ceilings(words)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
        print("ok", name)
