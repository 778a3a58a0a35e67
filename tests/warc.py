#!/usr/bin/env python3
"""Web archives read by the program: packed in every way, cut at any byte, and the files of other tools
that lie in ../shared, where it is present.  usage: tests/warc.py STEMMA     from the project's root"""
import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

STEMMA = pathlib.Path(sys.argv[1]).resolve()
SHARED = pathlib.Path("../shared/data/conformance/warc")

PAGE = """<!doctype html><html lang=en><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>The ferry to Ostrel was late again on Tuesday, the harbour office said, and nobody on the quay was told
why. It is the fourth time this month.</p><p>“We are sorry,” said Mara Venn, who speaks for the line.</p>
</article></body></html>"""


def record(kind, uri, type, block, *fields):
    head = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Target-URI: {uri}", "WARC-Date: 2031-05-06T07:08:09Z",
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>", f"Content-Type: {type}",
            f"Content-Length: {len(block)}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(uri, status, type, body, *fields):
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {type}", *fields])
    return record("response", uri, "application/http; msgtype=response", head.encode() + b"\r\n\r\n" + body)


def chunked(body, size=100):
    parts = [body[i:i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts + [b""])


def records():
    page = PAGE.format("Ferry late").encode()
    return [
        record("warcinfo", "urn:x", "application/warc-fields", b"software: a crawler\r\n"),
        record("request", "https://courier.example/a", "application/http; msgtype=request",
               b"GET /a HTTP/1.1\r\nHost: courier.example\r\n\r\n"),
        response("https://courier.example/a", "200 OK", "text/html", page),
        response("https://courier.example/b", "200 OK", "text/html", chunked(gzip.compress(page, mtime=0)),
                 "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        response("https://courier.example/c", "200 OK", "text/html; charset=windows-1251",
                 PAGE.format("Паром опоздал").encode("cp1251")),
        response("https://courier.example/old", "301 Moved", "text/html", page, "Location: /a"),
        response("https://courier.example/dot.png", "200 OK", "image/png", b"\x89PNG\r\n"),
        response("https://courier.example/robots.txt", "200 OK", "text/plain", b"User-agent: *\r\n"),
        record("resource", "https://courier.example/d e", "text/plain", "Grüße from Ostrel.\n".encode()),
        record("conversion", "https://courier.example/f", "text/plain", b"The quay was empty.\n"),
    ]


IDS, URLS = [3, 4, 5, 9, 10], ["a", "b", "c", "d e", "f"]


def run(folder, *files, code=0):
    done = subprocess.run([STEMMA, "text", *files], cwd=folder, capture_output=True)
    assert done.returncode == code, (done.returncode, done.stderr.decode())
    return done.stdout.decode(), done.stderr.decode()


def zstd(data, *arguments):
    return subprocess.run(["zstd", "-q", "-c", *arguments], input=data, capture_output=True, check=True).stdout


def skippable(magic, data):
    return (0x184D2A50 | magic).to_bytes(4, "little") + len(data).to_bytes(4, "little") + data


def packings(folder, parts):
    yield b"".join(parts)
    yield b"".join(map(gzip.compress, parts))
    yield gzip.compress(b"".join(parts))
    if not shutil.which("zstd"):
        print("skipped: archives packed by zstd, which is not installed")
        return
    yield zstd(b"".join(parts))
    yield b"".join(map(zstd, parts))
    words = parts[2][:400]
    (folder / "words").write_bytes(words)
    framed = [zstd(part, "-D", str(folder / "words")) for part in parts]
    yield b"".join([skippable(13, words), *framed])
    yield b"".join([skippable(13, zstd(words)), *framed[:3], skippable(2, b"passed over"), *framed[3:]])


def check_packings(folder):
    seen = None
    for data in packings(folder, records()):
        (folder / "in").write_bytes(data)
        out, err = run(folder, "in")
        assert err == "", err
        reports = [json.loads(line) for line in out.splitlines()]
        assert [r["id"] for r in reports] == [f"in#{n}" for n in IDS], [r["id"] for r in reports]
        assert [r["url"] for r in reports] == ["https://courier.example/" + u for u in URLS]
        assert reports[2]["title"] == "Паром опоздал", reports[2]["title"]
        assert all(r["published"] is None for r in reports), "fetched is not published"
        assert seen in (None, out), "packed otherwise, read otherwise"
        seen = out


def check_cuts(folder):
    """One archive a cut, all in one run: whole records before it are kept, and it is named."""
    parts = [gzip.compress(part, mtime=0) for part in records()[2:5]]
    data = b"".join(parts)
    ends = [sum(map(len, parts[:n])) for n in range(4)]
    cuts = folder / "cuts"
    cuts.mkdir()
    for cut in range(20, len(data) + 1):
        (cuts / f"{cut:05}").write_bytes(data[:cut])
    out, err = run(folder, "cuts", code=1)
    kept, named = {}, {}
    for line in out.splitlines():
        name = json.loads(line)["source"]
        kept[name] = kept.get(name, 0) + 1
    for line in err.splitlines():
        name = line.split(": ")[1]
        named[name] = named.get(name, 0) + 1
    for cut in range(20, len(data) + 1):
        if len(zlib.decompressobj(31).decompress(data[:cut])) < len(b"WARC/"):
            continue  # it might be anything
        name = f"cuts/{cut:05}"
        whole = sum(end <= cut for end in ends[1:])
        # The last bytes of a member only check it: its record is whole without them.
        assert kept.get(name, 0) in (whole, whole + any(0 < end - cut <= 16 for end in ends)), name
        assert named.get(name, 0) == (cut not in ends), name


def check_damage(folder):
    """A member that is cut, and one with a spoilt byte, cost their own records alone."""
    parts = [gzip.compress(part, mtime=0) for part in records()[2:5] for _ in range(3)]
    parts[1] = parts[1][:len(parts[1]) // 2]
    parts[4] = parts[4][:200] + b"\xff\xff\xff" + parts[4][203:]
    (folder / "in").write_bytes(b"".join(parts))
    out, err = run(folder, "in", code=1)
    assert [line.split(" at packed")[0].split(": ", 3)[3] for line in err.splitlines()] == [
        "a record that is damaged: damaged gzip data"] * 2, err
    reports = [json.loads(line) for line in out.splitlines()]
    assert [r["id"] for r in reports] == [f"in#{n}" for n in (1, 3, 4, 6, 7, 8, 9)], [r["id"] for r in reports]


# Reports by the number of their record, and what is named, of the files of other tools.
KNOWN = {
    "bad.arc": ([], [0, 134, 262]),
    "example-bad-non-chunked.warc.gz": ([3], []),
    "example-bad.warc.gz.bad": ([2], []),
    "example-digest.warc": ([], []),
    "example-iana.org-chunked.warc": ([2], []),
    "example-resource.warc.gz": ([3], []),
    "example-space-in-target-uri.warc.gz": ([], []),
    "example-space-in-url.arc": ([2], []),
    "example-trunc.warc": ([3], []),
    "example-wget-bad-target-uri.warc.gz": ([3], []),
    "example-wrong-chunks.warc.gz": ([1], []),
    "example.arc": ([2], []),
    "example.arc.gz": ([2], []),
    "example.warc": ([3], []),
    "example.warc.gz": ([3], []),
    "post-test.warc.gz": ([], []),
}


def check_shared():
    if not SHARED.is_dir():
        print(f"skipped: no {SHARED}")
        return
    assert sorted(KNOWN) == sorted(f.name for f in SHARED.iterdir())
    for name, (numbers, offsets) in KNOWN.items():
        out, err = run(SHARED, name, code=1 if offsets else 0)
        reports = [json.loads(line) for line in out.splitlines()]
        assert [r["id"] for r in reports] == [f"{name}#{n}" for n in numbers], (name, out)
        assert [int(line.split("byte ")[1].split(":")[0]) for line in err.splitlines()] == offsets, err
        for report in reports:
            host = "iana.org" if "iana" in name else "example.com"
            assert report["text"].strip() and host in report["url"], report


with tempfile.TemporaryDirectory() as name:
    check_packings(pathlib.Path(name))
    check_cuts(pathlib.Path(name))
    check_damage(pathlib.Path(name))
check_shared()
