#!/usr/bin/env python3
"""Speed of reading feeds: megabytes a second of processor time.
usage: bench/feeds.py [STEMMA [FEED_READ]]     from the project's root, ../shared beside it
Makes feeds of the 324 reports of ../shared/data/copies, their paragraphs marked up: RSS, the same with one bare
ampersand at its end (which no strict parser takes), Atom with XHTML, JSON Feed. Medians of five runs:
  expat: the XML only tokenized, what no reader that stands on it can pass
  entries, pieces: as stemma reads them, without and with the markup made text and blocks
  text: `stemma text`, one job, which also finds language, notes, credits and hashes, and prints
  feedparser: parsed by feedparser, which stands on expat and sanitizes the markup
feedparser comes from a venv in build/bench, which is made if it can be."""
import html
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys

FOLDER, REPORTS, RUNS = pathlib.Path("build/bench"), pathlib.Path("../shared/data/copies/helsinki.jsonl"), 5

PEER = """
import sys, time, feedparser
bytes = open(sys.argv[1], "rb").read()
before = time.process_time()
feed = feedparser.parse(bytes)
print(len(feed.entries), len(bytes) / 1e6 / (time.process_time() - before))
"""


def marked_up(text):
    return "".join(f"<p>{html.escape(p, False)}</p>" for p in text.split("\n") if p.strip())


def rss(reports):
    for r in reports:
        yield (f"<item><title>{html.escape(r['title'] or 'x')}</title><link>https://a.example/{r['id']}</link>"
               f"<guid isPermaLink=\"false\">{r['id']}</guid><pubDate>Mon, 16 Jul 2018 10:00:00 GMT</pubDate>"
               f"<description>{html.escape(html.escape(r['text'][:200]))}</description>"
               f"<content:encoded><![CDATA[{marked_up(r['text']).replace(']]>', '')}]]></content:encoded></item>\n")


def atom(reports):
    for r in reports:
        yield (f"<entry><id>urn:a:{r['id']}</id><title>{html.escape(r['title'] or 'x')}</title>"
               f"<link href=\"https://a.example/{r['id']}\"/><updated>2018-07-16T10:00:00Z</updated>"
               "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">"
               f"{marked_up(r['text'])}</div></content></entry>\n")


def make():
    """The feeds by their names."""
    reports = [json.loads(line) for line in REPORTS.open()]
    for r in reports:
        r["text"] = "".join(c for c in r["text"] if c >= " " or c == "\n")
        r["title"] = "".join(c for c in r.get("title") or "" if c >= " ")
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A</title>\n'
    items = "".join(rss(reports))
    feeds = {"RSS": head + items + "</channel></rss>", "RSS, ill-formed": head + items + "&</channel></rss>",
             "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>\n' + "".join(atom(reports)) + "</feed>",
             "JSON Feed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [
                 {"id": f"urn:a:{r['id']}", "title": r["title"], "content_html": marked_up(r["text"]),
                  "date_published": "2018-07-16T10:00:00Z"} for r in reports]})}
    for name, feed in feeds.items():
        path = FOLDER / name.replace(", ", "-").replace(" ", "-")
        path.write_text(feed, encoding="utf-8")
        yield name, path, len(reports)


def peer_python():
    """A Python that has feedparser; None where it cannot be had."""
    python = FOLDER / "venv-feeds/bin/python"
    has = [python, "-c", "import feedparser"]
    if not python.exists() or subprocess.run(has, capture_output=True).returncode:
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv-feeds"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "feedparser"], capture_output=True)
    if subprocess.run(has, capture_output=True).returncode:
        print("skipped: feedparser, which no registry gave")
        return None
    return python


def program_speed(command, path):
    """Of a process as a whole."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, path], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return path.stat().st_size / 1e6 / (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def told_speed(command, count):
    """Of what the process measures itself, after it has read all the entries."""
    entries, speed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if int(entries) != count:
        sys.exit(f"{command}: {entries} entries, not {count}")
    return float(speed)


def main():
    stemma, reader = (sys.argv[1:] + ["build/stemma", "build/tests/feed_read"][len(sys.argv) - 1:])[:2]
    if not REPORTS.exists():
        print(f"skipped: no {REPORTS}", file=sys.stderr)
        sys.exit(77)
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = peer_python()
    print(f"medians of {RUNS} runs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'':16} {'MB':>5} {'expat':>8} {'entries':>8} {'pieces':>8} {'text':>8} {'feedparser':>11}   MB/s")
    for name, path, count in make():
        ways = {mode: (lambda mode=mode: told_speed([reader, mode, "20", path], count)) for mode in ("expat", "entries", "pieces")}
        ways["text"] = lambda: program_speed([stemma, "text", "--quiet", "--jobs", "1"], path)
        if python:
            ways["feedparser"] = lambda: told_speed([python, "-c", PEER, path], count)
        if name in ("RSS, ill-formed", "JSON Feed"):
            del ways["expat"]
        if name == "JSON Feed":
            ways.pop("feedparser", None)
        runs = [{way: measure() for way, measure in ways.items()} for _ in range(RUNS)]
        speeds = {way: f"{statistics.median(run[way] for run in runs):.1f}" for way in ways}
        print(f"{name:16} {path.stat().st_size / 1e6:5.1f} " + " ".join(
            f"{speeds.get(way, '-'):>{width}}" for way, width in
            [("expat", 8), ("entries", 8), ("pieces", 8), ("text", 8), ("feedparser", 11)]))


main()
