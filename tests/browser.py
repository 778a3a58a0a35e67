#!/usr/bin/env python3
"""The page in a browser: Playwright drives Debian's Chromium over what a reader does.  Playwright comes from the
Python index into a folder of its own under the build; where that or Chromium is missing, the test skips.
usage: tests/browser.py STEMMA FOLDER     from the project's root"""
import os
import pathlib
import subprocess
import sys
import tempfile

import pages

STEMMA, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]).absolute()
CHROMIUM, SKIP, STORY = "/usr/bin/chromium", 77, "examples/barrage"


def skip(why):
    print("skipped:", why)
    sys.exit(SKIP)


def find_playwright():
    """Runs this file again under an interpreter that has Playwright, made on the way."""
    if not os.path.exists(CHROMIUM):
        skip("no Chromium")
    python = FOLDER / "bin/python"
    if pathlib.Path(sys.prefix) == FOLDER:
        return
    if not (FOLDER / "ready").exists():
        for words in [sys.executable, "-m", "venv", FOLDER], \
                [python, "-m", "pip", "install", "--quiet", "--no-input", "--retries", "1", "--only-binary", ":all:",
                 "playwright==1.48.0"]:
            if subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
                skip("Playwright cannot be installed")
        (FOLDER / "ready").touch()
    os.execv(python, [python, *sys.argv])


def wait_until(page, condition, argument=None):
    """Asks from outside again and again: the page's policy forbids Playwright's own loop, which evaluates in it."""
    for _ in range(200):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


find_playwright()
from playwright.sync_api import sync_playwright  # noqa: E402


class Reader:
    """A window on a page, which fails where the page complains or asks for anything but itself."""

    def __init__(self, browser, path, fragment="", **context):
        self.context = browser.new_context(**{"viewport": {"width": 1500, "height": 900}, "reduced_motion": "reduce",
                                              **context})
        self.page = self.context.new_page()
        self.complaints, self.asked = [], []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"file://{path}{fragment}")

    def __enter__(self):
        return self.page

    def __exit__(self, *failure):
        self.context.close()
        if not failure[0]:
            assert not self.complaints, self.complaints
            assert all(url.startswith("file:") or url == "data:," for url in self.asked), self.asked


def lit(page):
    return set(page.eval_on_selector_all("#reports .lit", "all => all.flatMap(one => one.dataset.i.split(' '))"))


def reports_lit(page):
    return set(page.eval_on_selector_all("#reports .lit", "all => all.map(one => one.closest('.report').id)"))


def test_hover(browser, path):
    with Reader(browser, path) as page:
        item = page.locator(".statement").first
        item.hover()
        assert item.get_attribute("id") in lit(page)
        assert reports_lit(page) == set(item.get_attribute("data-w").split())
        page.locator("h1").hover()
        assert not lit(page)
        passage = page.locator("#A .told").first
        passage.hover()
        assert len(reports_lit(page)) > 1 and page.locator("main .lit").count()


def test_sides_light_their_own(browser, path):
    with Reader(browser, path) as page:
        side = page.locator(".side").first
        side.hover()
        assert reports_lit(page) == set(side.get_attribute("data-w").split())


def test_keyboard(browser, path):
    with Reader(browser, path) as page:
        link = page.locator(".statement .link").first
        link.focus()
        assert link.get_attribute("href")[1:] in lit(page)
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == link.get_attribute("href")
        page.locator("h1").hover()
        assert link.get_attribute("href")[1:] in lit(page), "what a link opened stays lit"
        page.keyboard.press("Control+Home")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "A"


def test_passages_come_beside_each_other(browser, path):
    with Reader(browser, path, "#d2", viewport={"width": 3200, "height": 900}) as page:
        page.wait_for_timeout(100)
        tops = page.evaluate("""() => [...document.querySelectorAll('.report')]
            .map(report => [report, report.querySelector('.lit')]).filter(([, piece]) => piece)
            .map(([report, piece]) => [piece.getBoundingClientRect().top, report.scrollTop,
                                       report.scrollHeight - report.clientHeight])""")
        free = [top for top, scroll, most in tops if 0 < scroll < most - 1]
        assert len(free) > 2 and max(free) - min(free) < 2, tops


def test_links_open_any_line(browser, path):
    with Reader(browser, path) as page:
        ids = page.eval_on_selector_all("main .item, main .side, main .relation, .report, .text > *",
                                        "all => all.map(one => one.id)")
        assert len(ids) > 200 and all(ids)
        for target in ids[::7] + page.eval_on_selector_all("main details .item", "all => all.map(one => one.id)")[:5]:
            page.evaluate("id => { location.hash = id }", target)
            wait_until(page, """id => {
                const box = document.getElementById(id).getBoundingClientRect();
                return box.height && box.bottom > 0 && box.top < innerHeight }""", target)
    with Reader(browser, path, "#e1") as page:
        assert page.locator("#e1 .why").is_visible()


def test_reasons_at_a_click(browser, path):
    with Reader(browser, path) as page:
        assert not page.locator("#e1 .why").is_visible()
        page.locator(".edge-link").first.locator(".hit").click(force=True)
        assert page.locator("details.relation[open] .why").first.is_visible()


def test_filters(browser, path):
    with Reader(browser, path) as page:
        shown = lambda: page.locator("main .item:visible").count()
        all_shown = shown()
        page.select_option("#by-report", "C")
        assert 0 < shown() < all_shown and page.locator(".report:visible").count() == 1
        assert all("C" in w.split() for w in page.eval_on_selector_all(
            "main .item:not(.out)", "all => all.map(one => one.dataset.w)"))
        page.click("#filters button")
        wait_until(page, "() => !document.querySelector('.item.out')")
        page.select_option("#by-kind", "figures")
        assert set(page.eval_on_selector_all("main .item:not(.out)", "all => all.map(one => one.dataset.kind)")) == \
            {"figures"}
        page.select_option("#by-kind", "")
        name = page.locator("#by-speaker option").nth(1).inner_text()
        page.select_option("#by-speaker", label=name)
        assert page.locator(".voice:visible").count() == 1 and name in page.locator(".voice:visible").inner_text()
        hidden = page.locator(".statement.out").first.get_attribute("id")
        page.evaluate("id => { location.hash = id }", hidden)
        wait_until(page, "id => !document.getElementById(id).closest('.out')", hidden)


def test_without_scripts(browser, path):
    with Reader(browser, path, java_script_enabled=False) as page:
        assert page.locator("h1").is_visible() and not page.locator("#filters").is_visible()
        assert page.locator(".report").count() == 8
        page.locator("#e1 summary").click()
        assert page.locator("#e1 .why").is_visible()
        page.locator(".statement .places a").first.click()
        assert page.locator(":target").count() == 1


def test_narrow_and_dark_and_print(browser, path):
    for width in 320, 390, 768, 1200, 2400:
        with Reader(browser, path, viewport={"width": width, "height": 800}) as page:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            assert page.locator("#A .text").is_visible()
    brightness = lambda page: page.evaluate("""() => {
        const sum = colour => colour.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0);
        const root = getComputedStyle(document.documentElement);
        return [sum(root.color), sum(root.backgroundColor)] }""")
    for scheme, darker in ("light", 0), ("dark", 1):
        with Reader(browser, path, color_scheme=scheme) as page:
            ink_and_paper = brightness(page)
            assert ink_and_paper[darker] < ink_and_paper[1 - darker] - 300, (scheme, ink_and_paper)
    with Reader(browser, path) as page:
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible() and page.locator("#H .text").is_visible()
        assert page.evaluate("document.querySelector('#H').scrollHeight <= document.querySelector('#H').clientHeight + 1")


def test_names_for_the_ear(browser, path):
    """Headings do not skip a level, and every control, landmark and link has a name."""
    with Reader(browser, path) as page:
        levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(one => +one.tagName[1])")
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:])), levels
        assert not page.eval_on_selector_all("a:not(svg a), button, summary",
                                             "all => all.filter(one => !one.textContent.trim()).map(one => one.outerHTML)")
        assert page.eval_on_selector_all("select", "all => all.every(one => one.labels.length)")


def test_hostile_text(browser, path):
    for width in 390, 1500:
        with Reader(browser, path, viewport={"width": width, "height": 900}) as page:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            assert page.locator("script").count() == 1 and not page.locator("img").count()
            words = page.locator("#reports").inner_text()
            for shown in pages.SHOWN:
                assert shown in words, shown[:40]
            for item in page.locator(".item:visible").all()[:5]:
                item.hover(force=True)
            assert not page.locator("a[href^=javascript], a[href^='data:'], [onerror], [onload]").count()


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        paths = {}
        for name, files in ("story", [STORY]), ("hostile", pages.hostile()):
            paths[name] = os.path.join(folder, name + ".html")
            with open(paths[name], "w", encoding="utf-8", newline="") as file:
                file.write(pages.make(STEMMA, files))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync"])
        for name, test in list(globals().items()):
            if name.startswith("test_"):
                test(browser, paths["hostile" if "hostile" in name else "story"])
                print("ok", name, flush=True)
        browser.close()


main()
