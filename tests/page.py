#!/usr/bin/env python3
"""The page of `stemma collate --html`, read as markup: it holds only the program's own elements, every link
leads somewhere, nothing a report says becomes markup, and no input or thread changes a byte.
usage: tests/page.py STEMMA     from the project's root"""
import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile

import pages

STEMMA, STORY = sys.argv[1], "examples/barrage"
ELEMENTS = set("""html head meta link title style body main header footer nav section article div span p a b bdi small sup
    h1 h2 h3 h4 ul li details summary form label select option button output svg line circle text script""".split())
VOID = {"meta", "link"}
ATTRIBUTES = set("""lang charset http-equiv content name rel href class id data-w data-by data-kind data-i dir title type
    value hidden aria-label aria-hidden tabindex x y x1 y1 x2 y2 cx cy r text-anchor""".split())


class Page(html.parser.HTMLParser):
    """Checks nesting, elements and attributes as it reads."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.texts = [], [], [], []
        self.told = []  # texts without references, numbers and labels
        self.aside = 0  # how deep in one of these
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        assert tag in ELEMENTS, tag
        for name, value in attributes:
            assert name in ATTRIBUTES, (tag, name)
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
        if tag in ("details", "div", "ul", "li", "h3", "section"):
            assert "p" not in self.open, f"{tag} in a paragraph"
        if tag not in VOID:
            self.open.append(tag)
            if self.aside or tag == "sup" or dict(attributes).get("class") in ("number", "label"):
                self.aside += 1

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
        self.aside = max(0, self.aside - 1)

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)
            if not self.aside:
                self.told.append(data)


def check(text):
    page = Page(text)
    assert len(page.ids) == len(set(page.ids)), "an id twice"
    for link in page.links:
        assert link.startswith(("#", "https://", "http://", "data:,")), link
        assert not link.startswith("#") or link[1:] in page.ids, link
    for kind in "style", "script":
        source = re.search(f"<{kind}>(.*?)</{kind}>", text, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{kind}-src &#39;sha256-{digest}&#39;" in text, kind
        assert "</" not in source or kind == "style", "what could end its element"
    return page


def test_example():
    page = check(pages.make(STEMMA, [STORY]))
    words = "".join(page.texts)
    result = json.loads(subprocess.run([STEMMA, "collate", "--json", STORY], capture_output=True, check=True).stdout)
    for letter, items in ("s", "statements"), ("d", "differences"), ("q", "quotations"), ("o", "only"), ("t", "timeline"):
        for index in range(1, len(result[items]) + 1):
            assert f"{letter}{index}" in page.ids, (letter, index)
    for index in range(1, len(result["family"]["edges"]) + 1):
        assert f"e{index}" in page.ids
    for edge in result["family"]["edges"]:
        for reason in edge["why"]:
            assert reason in words, reason
    for report in result["reports"]:
        assert report["letter"] in page.ids
        for index in range(1, len(report["blocks"]) + 1):
            assert f"{report['letter']}{index}" in page.ids


def test_the_reports_stand_there_whole():
    bare = lambda text: re.sub(r"\s+", "", text)
    words = bare("".join(check(pages.make(STEMMA, [STORY])).told))
    for line in subprocess.run([STEMMA, "text", STORY], capture_output=True, check=True).stdout.decode().splitlines():
        report = json.loads(line)
        for block in report["blocks"]:
            text = report["text"].encode()[slice(*block["span"])].decode()
            assert bare(text) in words, text


def test_hostile_text_stays_text():
    page = check(pages.make(STEMMA, pages.hostile()))
    words = "".join(page.texts)
    for shown in pages.SHOWN:
        assert shown in words, shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(page.texts))


def test_nothing_changes_a_byte():
    files = sorted(os.path.join(STORY, name) for name in os.listdir(STORY))
    first = pages.make(STEMMA, files, "--jobs", "1")
    assert first == pages.make(STEMMA, files[::-1], "--jobs", "3")


def test_where_it_goes():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        done = subprocess.run([STEMMA, "collate", "--html", path, STORY], capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        whole = open(path, encoding="utf-8").read()
        done = subprocess.run([STEMMA, "collate", "--json", "--html", path, STORY], capture_output=True)
        assert done.returncode == 0 and json.loads(done.stdout)["reports"]
        done = subprocess.run([STEMMA, "collate", "--html", "/dev/stdout", STORY], capture_output=True)
        assert done.stdout.decode() == whole == open(path, encoding="utf-8").read()
        done = subprocess.run([STEMMA, "collate", "--html", os.path.join(folder, "no/page.html"), STORY],
                              capture_output=True)
        assert done.returncode == 1 and b"no such file or folder" in done.stderr and not done.stdout
        done = subprocess.run([STEMMA, "collate", "--html", "/dev/full", STORY], capture_output=True)
        assert done.returncode == 1 and b"no space left" in done.stderr
        assert os.listdir(folder) == ["page.html"]


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
        print("ok", name)
