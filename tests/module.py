#!/usr/bin/env python3
"""Tests of the Python module.  usage: module.py LIBRARY STEMMA, from the project's root"""
import io
import json
import os
import pathlib
import subprocess
import sys
import threading
import unittest

LIBRARY, STEMMA = sys.argv[1:3]
os.environ["STEMMA_LIBRARY"] = LIBRARY
sys.path.insert(0, "python")
import stemma  # noqa: E402

FILES = sorted(str(path) for path in pathlib.Path("examples/barrage").iterdir())


def collate(jobs=1):
    with stemma.Run(jobs=jobs) as run:
        for path in FILES:
            run.add(path, pathlib.Path(path).read_bytes())
        return run.collate()


class Module(unittest.TestCase):
    def test_says_what_the_program_says(self):
        got = subprocess.run([STEMMA, "collate", "--json", *FILES], capture_output=True, check=True)
        self.assertEqual(collate(2), json.loads(got.stdout))

    def test_gives_every_result(self):
        with stemma.Run() as run:
            for path in FILES:
                run.add(path, pathlib.Path(path).read_bytes())
            for words, got in ([], run.brief(width=100)), (["--full"], run.brief(width=100, full=True)):
                said = subprocess.run([STEMMA, "collate", "--width", "100", *words, *FILES], capture_output=True,
                                      check=True)
                self.assertEqual(got, said.stdout.decode())
            self.assertTrue(run.page().startswith("<!doctype html>"))
            self.assertIn("Dunmarrow", run.plain())
            self.assertEqual({quote["report"] for quote in run.quotes()} - {r["id"] for r in run.text()}, set())
            self.assertTrue(run.copies() and run.dates())
            for kind in "copies", "groups", "cuts", "stories":
                streamed = []
                self.assertEqual(stemma.stream([(path, open(path, "rb")) for path in FILES], streamed.append, kind), [])
                self.assertTrue(streamed)
                self.assertEqual(streamed, getattr(run, kind)())

    def test_types_name_every_member(self):
        account = collate()
        types = {"story": "Story", "reports": "Member", "quotations": "Quotation", "statements": "Statement",
                 "differences": "Difference", "only": "Only", "timeline": "Event"}
        for key, name in types.items():
            wanted = getattr(stemma.results, name)
            for item in [account[key]] if key == "story" else account[key]:
                self.assertEqual(set(item), set(wanted.__annotations__), key)
        self.assertEqual(set(account), set(stemma.results.Collation.__annotations__))

    def test_verifies(self):
        with stemma.Run() as run:
            run.add("a.txt", "Ann Lee said the bridge fell on Monday.")
            result = run.collation()
            self.assertTrue(run.verify(result))
            self.assertEqual(run.problems, [])
            self.assertFalse(run.verify(result.replace(b"a.txt", b"b.txt")))
            self.assertTrue(run.problems)
            self.assertRaises(TypeError, run.verify, 5)
            self.assertRaises(TypeError, stemma.Run().add, "a", 5)

    def test_runs_at_the_same_time(self):
        expected, got = collate(), []
        threads = [threading.Thread(target=lambda: got.append(collate())) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(got, [expected] * 4)

    def test_names_what_cannot_be_read(self):
        with stemma.Run() as run:
            run.add("bad.jsonl", b'{"id":"a","text":"Fine."}\n{"id":\n')
            run.add("good.txt", "The Morwen ran aground.")
            self.assertIn("good.txt", [report["id"] for report in run.text()])
            self.assertEqual([problem.source for problem in run.problems], ["bad.jsonl"])

    def test_refuses(self):
        self.assertRaises(ValueError, stemma.Run, published="tomorrow")
        run = stemma.Run()
        self.assertEqual(run.text(), [])
        self.assertRaises(stemma.StemmaError, run.add, "late.txt", b"Late.")
        run.close()
        self.assertRaises(stemma.StemmaError, run.text)

        self.assertRaises(ValueError, stemma.Run, published="2031-03-04\0")

    def test_takes_any_number_of_jobs(self):
        self.assertEqual(collate(2**32 + 1), collate())

    def test_takes_any_name(self):
        with stemma.Run() as run:
            run.add("caf\udce9.txt", "The Morwen ran aground.")
            self.assertEqual([report["id"] for report in run.text()], ["caf%E9.txt"])

    def test_gives_memory_back(self):
        def pages():
            return int(pathlib.Path("/proc/self/statm").read_text().split()[1])
        for _ in range(10):
            collate()
        before = pages()
        for _ in range(40):
            collate()
        # One run takes some 2000 pages: what were kept of each would pass this soon.
        self.assertLess(pages() - before, 8000)

    def test_streams(self):
        def inputs():
            for path in FILES:
                with open(path, "rb") as file:
                    yield path, file
            yield "pdf", io.BytesIO(b"%PDF-1.7\n")
        for lines in "text", "quotes", "dates":
            with stemma.Run(jobs=2) as run:
                for source, file in inputs():
                    run.add(source, file.read())
                whole, taken = getattr(run, lines)(), []
                problems = stemma.stream(inputs(), taken.append, lines, jobs=2)
                self.assertEqual(taken, whole)
                self.assertEqual(problems, run.problems)
                self.assertEqual(len(problems), 1)
        taken = []
        stemma.stream(inputs(), taken.append, skip=3)
        with stemma.Run() as run:
            for source, file in inputs():
                run.add(source, file.read())
            self.assertEqual(taken, run.text()[3:])
            texts = []
            stemma.stream(inputs(), texts.append, "plain")
            self.assertEqual(b"".join(texts).decode(), run.plain())

    def test_a_stream_raises_what_its_parts_raise(self):
        class Broken(io.BytesIO):
            def read(self, _):
                raise OSError("gone")

        def refuse(_):
            raise KeyError("full")
        text = b"The Morwen ran aground."
        with self.assertRaisesRegex(OSError, "gone"):
            stemma.stream([("a", io.BytesIO(text)), ("b", Broken())], lambda _: None)
        with self.assertRaisesRegex(KeyError, "full"):
            stemma.stream([("a", io.BytesIO(text))], refuse)
        with self.assertRaises(ValueError):
            stemma.stream([("a\0", io.BytesIO(text))], print)
        with self.assertRaises(ValueError):
            stemma.stream([("a", io.BytesIO(text))], print, published="yesterday")
        with self.assertRaises(ValueError):
            stemma.stream([("a", io.BytesIO(text))], print, "collation")

    def test_watches(self):
        with stemma.Watch(published="2031-03-04") as watch:
            ferry = "The ferry Morwen ran aground off Kell on Monday, and nobody of the ninety aboard was hurt."
            self.assertEqual(watch.add("a", ferry), [{"report": "a", "copies": [], "story": "a"}])
            self.assertEqual(watch.add("b", ferry), [{"report": "b", "copies": [{"report": "a", "similarity": 1}],
                                                      "story": "a"}])
            self.assertEqual(watch.add("pdf", b"%PDF-1.7"), [])
            self.assertEqual(len(watch.problems), 1)
        self.assertRaises(stemma.StemmaError, watch.add, "c", ferry)

    def test_missing_library_is_named(self):
        got = subprocess.run([sys.executable, "-c", "import stemma"], capture_output=True, text=True,
                             env={"PYTHONPATH": "python", "STEMMA_LIBRARY": "./none.so"})
        self.assertIn("StemmaError: cannot load ./none.so", got.stderr)


unittest.main(argv=sys.argv[:1])
