#!/usr/bin/env python3
"""HTML to text: megabytes of HTML that a core reads a second, over real pages.
usage: bench/text.py [--stemma FILE] [--parse FILE] [--pages FOLDER] [--runs N] [--most PAGES] [--alone]
from the project's root, ../shared beside it. Pages (*.html or *.html.gz) are unpacked first. All that is
compared runs in turn, over the same pages, N times; printed are medians of the time the processor spent, and
their ratio to libxml2's parse in the same run, which only builds the tree. Timed is the work alone: no start of
an interpreter, no reading of files, except for `stemma text`, which is timed whole: start, files, main text,
metadata, JSON. --alone leaves out what is fetched: resiliparse and trafilatura (PyPI), Readability on linkedom
(npm). Those lie in build/bench and are skipped with a word where they cannot be had."""
import argparse
import gzip
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv

PAGES = pathlib.Path("../shared/data/text/pages")
KEPT = pathlib.Path("build/bench")
SKIPPED = 77

RESILIPARSE = """
from resiliparse.extract.html2text import extract_plain_text
def extract(page): extract_plain_text(page, main_content=True)
"""
TRAFILATURA = """
from trafilatura import bare_extraction
def extract(page): bare_extraction(page, with_metadata=True)
"""
# Reads the list of pages, works, and prints bytes and seconds, as bench/parse.c does.
PYTHON = """
import sys, time
pages = [open(path.rstrip("\\n"), "rb").read().decode("utf-8", "replace") for path in sys.stdin]
before = time.process_time()
for page in pages:
    try: extract(page)
    except Exception as error: print(repr(error)[:200], file=sys.stderr)
print(sum(len(page.encode()) for page in pages), time.process_time() - before)
"""
READABILITY = """
const { Readability } = require("@mozilla/readability"), { parseHTML } = require("linkedom"), fs = require("fs");
const pages = fs.readFileSync(0, "utf8").trim().split("\\n").map(path => fs.readFileSync(path, "utf8"));
const before = process.cpuUsage();
for (const page of pages) try { new Readability(parseHTML(page).document).parse(); } catch (error) { }
const { user, system } = process.cpuUsage(before);
console.log(pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0), (user + system) / 1e6);
"""


def say_skipped(name, why):
    print(f"skipped: {name}: {why.strip().splitlines()[-1] if why.strip() else 'no reason given'}", file=sys.stderr)


def install(name, command, done):
    """True where the command, once in the life of build/bench, ran."""
    if done.exists():
        return True
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        say_skipped(name, str(error))
        return False
    if ran.returncode:
        say_skipped(name, ran.stderr or ran.stdout)
        return False
    done.touch()
    return True


def python_package(name, script, *packages):
    folder = KEPT / name
    if not (folder / "bin/python").exists():
        venv.create(folder, with_pip=True)
    if install(name, [folder / "bin/pip", "install", "-q", *packages], folder / "installed"):
        return [folder / "bin/python", "-c", script + PYTHON]
    return None


def readability():
    folder = KEPT / "readability"
    folder.mkdir(parents=True, exist_ok=True)
    if not shutil.which("npm"):
        say_skipped("Readability", "no npm")
        return None
    command = ["npm", "install", "--silent", "--no-fund", "--prefix", folder, "@mozilla/readability", "linkedom"]
    if not install("Readability", command, folder / "installed"):
        return None
    (folder / "run.js").write_text(READABILITY)
    return ["node", folder / "run.js"]


def told(command, paths):
    """Bytes and seconds that the command tells of itself; None where it skips."""
    ran = subprocess.run(command, input="\n".join(map(str, paths)) + "\n", capture_output=True, text=True)
    if ran.returncode == SKIPPED:
        return None
    if ran.returncode:
        sys.exit(f"{command[0]}: {ran.stderr[-400:]}")
    return float(ran.stdout.split()[1])


def whole(stemma, folder, jobs):
    """Time of the processor, and of the clock, of one run."""
    before = time.perf_counter()
    process = subprocess.Popen([stemma, "text", "--quiet", "--jobs", str(jobs), folder], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"stemma text: status {status}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - before


def contestants(args, folder, paths):
    """Names, and what runs them once and gives seconds."""
    fetched = {} if args.alone else {
        "resiliparse, main text": python_package("resiliparse", RESILIPARSE, "resiliparse"),
        "trafilatura": python_package("trafilatura", TRAFILATURA, "trafilatura", "lxml_html_clean"),
        "Readability on linkedom": readability()}
    yield "tokenizer alone", lambda: told([args.parse, "tokenizer"], paths)
    yield "stemma text, one core", lambda: whole(args.stemma, folder, 1)[0]
    yield "stemma text, two cores, by the clock", lambda: whole(args.stemma, folder, 2)[1]
    yield "libxml2, tree alone", lambda: told([args.parse, "libxml2"], paths)
    for name, command in fetched.items():
        if command:
            yield name, lambda command=command: told(command, paths)


def unpack(pages, folder, most):
    paths = []
    for path in sorted(pages.glob("*.html*"))[:most]:
        into = folder / path.name.removesuffix(".gz")
        into.write_bytes(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        paths.append(into)
    return paths


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stemma", default="build/stemma")
    parser.add_argument("--parse", default="build/tests/parse")
    parser.add_argument("--pages", type=pathlib.Path, default=PAGES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--most", type=int)
    parser.add_argument("--alone", action="store_true")
    args = parser.parse_args()
    if not args.pages.exists():
        print(f"skipped: no {args.pages}", file=sys.stderr)
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as name:
        paths = unpack(args.pages, pathlib.Path(name), args.most)
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        compared = dict(contestants(args, name, paths))
        seconds = {contestant: [] for contestant in compared}
        for _ in range(args.runs):
            for contestant, run in compared.items():
                seconds[contestant].append(run())
    medians = {name: statistics.median(times) for name, times in seconds.items() if None not in times}
    baseline = medians.get("libxml2, tree alone")
    print(f"{len(paths)} pages, {megabytes:.1f} MB of HTML, median of {args.runs} runs")
    print(f"{'':38} {'MB/s':>8} {'seconds':>9} {'least':>9}  libxml2's speed is 1")
    for contestant, median in medians.items():
        ratio = f"{baseline / median:9.2f}" if baseline else "        -"
        print(f"{contestant:38} {megabytes / median:8.1f} {median:9.3f} {min(seconds[contestant]):9.3f} {ratio}")
    for contestant in compared.keys() - medians.keys():
        say_skipped(contestant, "not there when the benchmark was built")


main()
