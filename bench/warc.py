#!/usr/bin/env python3
"""Speed of reading web archives: megabytes of unpacked archive a second.
usage: bench/warc.py [--mb N] [STEMMA [WARC_READ]]     from the project's root, ../shared beside it
Makes an archive of N megabytes (200) from the pages of ../shared/data/text, as a crawler would: plain, a gzip
member a record, a zstd frame a record. Measured in turns, medians of five runs:
  zlib, libdeflate, isa-l: only unpacked, from memory: what no reader of gzip can pass
  records, contents: as stemma reads them, without and with HTTP undone; both without the reports
  text: `stemma text`, one job and two
  FastWARC: its records read; and with the main text found by Resiliparse, one process and two
FastWARC, Resiliparse and isal come from a venv in build/bench, which is made if it can be. Only the runs of
one archive in one table are comparable; the limit is the fastest unpacking there, a CPU second."""
import argparse
import glob
import gzip
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

FOLDER, PAGES, RUNS = pathlib.Path("build/bench"), "../shared/data/text/pages/*.html.gz", 5

PEER = """
import sys
from concurrent.futures import ProcessPoolExecutor
from fastwarc.warc import ArchiveIterator, WarcRecordType
mode, path = sys.argv[1:]
if mode == "isa-l":
    from isal import igzip
    with igzip.open(path) as file:
        print(sum(len(part) for part in iter(lambda: file.read(1 << 20), b"")))
    sys.exit()
def extract(share):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding, bytes_to_str
    mine, jobs = share
    total = 0
    for n, record in enumerate(ArchiveIterator(open(path, "rb"), record_types=WarcRecordType.response)):
        if n % jobs == mine:
            body = record.reader.read()
            total += len(extract_plain_text(bytes_to_str(body, detect_encoding(body)), main_content=True))
    return total
if mode == "records":
    print(sum(len(record.reader.read()) for record in ArchiveIterator(open(path, "rb"))))
elif mode == "1":
    print(extract((0, 1)))
else:
    with ProcessPoolExecutor(int(mode)) as pool:
        print(sum(pool.map(extract, [(n, int(mode)) for n in range(int(mode))])))
"""


def record(url, body):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-06T07:08:09Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(head) + len(body)}\r\n\r\n").encode() + head + body + b"\r\n\r\n"


def make(size):
    """The archives, made once; returns their paths."""
    paths = [FOLDER / f"{size}.warc{suffix}" for suffix in ("", ".gz", ".zst")]
    if all(path.exists() for path in paths):
        return paths
    parts, made = [], 0
    while made < size * 10**6:
        for n, page in enumerate(sorted(glob.glob(PAGES))):
            parts.append(record(f"https://courier.example/{made}/{n}", gzip.open(page).read()))
            made += len(parts[-1])
            if made >= size * 10**6:
                break
    paths[0].write_bytes(b"".join(parts))
    paths[1].write_bytes(b"".join(gzip.compress(part, 6) for part in parts))
    if shutil.which("zstd"):
        with open(paths[2], "wb") as out:
            for part in parts:
                out.write(subprocess.run(["zstd", "-qc"], input=part, capture_output=True, check=True).stdout)
    return paths


def peer_python():
    """A Python that has the peers; None where they cannot be had."""
    python = FOLDER / "venv/bin/python"
    has = [python, "-c", "import fastwarc, resiliparse, isal"]
    if not python.exists() or subprocess.run(has, capture_output=True).returncode:
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "fastwarc", "resiliparse", "isal"],
                       capture_output=True)
    if subprocess.run(has, capture_output=True).returncode:
        print("skipped: FastWARC, Resiliparse and isa-l, which no registry gave")
        return None
    return python


def commands(path, stemma, reader, python):
    packed = path.suffix == ".gz"
    if packed:
        yield "zlib", [reader, "zlib", path]
        yield "libdeflate", [reader, "libdeflate", path]
    if packed and python:
        yield "isa-l", [python, "-c", PEER, "isa-l", path]
    yield "records", [reader, "records", path]
    yield "contents", [reader, "contents", path]
    yield "text, 1 job", [stemma, "text", "--quiet", "--jobs", "1", path]
    yield "text, 2 jobs", [stemma, "text", "--quiet", "--jobs", "2", path]
    if python and path.suffix != ".zst":
        yield "FastWARC", [python, "-c", PEER, "records", path]
        yield "and Resiliparse, 1", [python, "-c", PEER, "1", path]
        yield "and Resiliparse, 2", [python, "-c", PEER, "2", path]


def seconds(command):
    """Of the clock, and of all processors together."""
    with tempfile.TemporaryFile() as errors:
        before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=errors).returncode
        after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        errors.seek(0)
        if code:
            sys.exit(f"{command}: {code} {errors.read().decode()[-300:]}")
    used = [usage.ru_utime + usage.ru_stime for usage in (before[1], after[1])]
    return after[0] - before[0], used[1] - used[0]


def measure(path, size, *programs):
    listed = list(commands(path, *programs))
    runs = [[seconds(command) for _, command in listed] for _ in range(RUNS)]
    print(f"\n{path.name}: {path.stat().st_size / 1e6:.1f} MB packed, {size / 1e6:.1f} MB unpacked")
    print(f"  {'':18}     MB/s  MB a CPU second  share of the limit")
    speeds = [[size / 1e6 / statistics.median(run[i][clock] for run in runs) for clock in (0, 1)]
              for i in range(len(listed))]
    limit = max((cpu for (name, _), (_, cpu) in zip(listed, speeds) if name in ("zlib", "libdeflate", "isa-l")),
                default=0)
    for (name, _), (wall, cpu) in zip(listed, speeds):
        print(f"  {name:18} {wall:8.1f} {cpu:16.1f}" + (f" {cpu / limit:19.2f}" if limit else ""))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=int, default=200)
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    stemma, reader = (options.programs + ["build/stemma", "build/tests/warc_read"][len(options.programs):])[:2]
    if not glob.glob(PAGES):
        print(f"skipped: no {PAGES}", file=sys.stderr)
        sys.exit(77)
    FOLDER.mkdir(parents=True, exist_ok=True)
    paths, python = make(options.mb), peer_python()
    size = paths[0].stat().st_size
    print(f"medians of {RUNS} runs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for path in paths:
        if path.exists():
            measure(path, size, stemma, reader, python)


main()
