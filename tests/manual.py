#!/usr/bin/env python3
"""The man pages: well made, whole, and in step with the program.  usage: manual.py STEMMA PAGE...
From the project's root."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

import usage

STEMMA, PAGES = sys.argv[1], [pathlib.Path(page) for page in sys.argv[2:]]
SECTIONS = {"1": ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO"],
            "3": ["NAME", "SYNOPSIS", "DESCRIPTION", "RETURN VALUES", "EXAMPLES", "SEE ALSO"],
            "5": ["NAME", "DESCRIPTION", "EXAMPLES", "SEE ALSO"]}
SKIPPED = 77


def shown(page):
    """The page as text, without its line ends."""
    done = subprocess.run(["mandoc", "-Tutf8", page], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", re.sub(r".\x08", "", done.stdout))


def check_lint():
    done = subprocess.run(["mandoc", "-Tlint", *PAGES], capture_output=True, text=True)
    # It seeks other pages where they are installed; check_whole seeks them among these.
    told = [line for line in (done.stdout + done.stderr).splitlines() if "referenced manual not found" not in line]
    assert not told, "\n".join(told)


def check_whole():
    names = {page.name for page in PAGES}
    assert {f"stemma-{command}.1" for command in usage.commands(STEMMA)} <= names, names
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        heads = re.findall(r"^\.Sh (.*)$", text, re.M)
        wanted = SECTIONS[page.suffix[1:]]
        assert [head for head in heads if head in wanted] == wanted, (page, heads)
        assert "@" not in text, page
        for name, section in re.findall(r"^\.(?:It )?Xr (\S+) (\d)", text, re.M):
            assert f"{name}.{section}" in names, (page, name)


def check_in_step():
    """Whatever the help of a command says, its page says, too; and it knows no other option."""
    for command in usage.commands(STEMMA):
        page = next(page for page in PAGES if page.name == f"stemma-{command}.1")
        text, told = shown(page), usage.help_of(STEMMA, command)
        options = re.findall(r"^  (--\w+)(?: (\S+))?  +(.*)$", told, re.M)
        assert len(options) >= 4
        for option, argument, meaning in options:
            assert f"[{option} {argument}".rstrip() in text, (page, option)
            assert meaning[1:] in text, (page, meaning)
        known = {option for option, _, _ in options}
        outside = text[:text.index("EXAMPLES")]
        others = set(re.findall(r"--\w+", outside)) - known
        assert others <= {"--json"}, (page, others)


def members(value):
    """The name of every member of the JSON."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield name
            yield from members(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from members(inside)


def check_formats():
    """What the commands print has no member that stemma-formats(5) does not tell."""
    told = set(re.findall(r"\w+", shown(next(page for page in PAGES if page.name == "stemma-formats.5"))))
    for words in ["text"], ["quotes"], ["dates"], ["copies"], ["copies", "--groups", "--passages"], ["stories"], ["collate", "--json"]:
        printed = subprocess.run([STEMMA, *words, "examples/barrage"], capture_output=True, text=True, check=True).stdout
        results = [printed] if "--json" in words else printed.splitlines()
        names = {name for result in results for name in members(json.loads(result))}
        assert names and names <= told, (words, names - told)


def check_prototypes():
    """libstemma(3) declares functions as the header does."""
    header = re.sub(r"/\*.*?\*/", "", pathlib.Path("include/stemma.h").read_text(encoding="utf-8"), flags=re.S)
    declared = {name: (kind, re.split(r",\s+", arguments))
                for kind, name, arguments in re.findall(r"^(\w[\w ]*[ *])(stemma_\w+)\(([^)]*)\);", header, re.M)}
    page = next(page for page in PAGES if page.name == "libstemma.3").read_text(encoding="utf-8")
    told = re.findall(r"^\.Ft (.*)\n\.Fn (stemma_\w+) (.*)$", page, re.M)
    assert told
    for kind, name, arguments in told:
        kind = kind if kind.endswith("*") else kind + " "
        assert declared.get(name) == (kind, re.findall(r'"(.*?)"', arguments)), (name, declared.get(name))


def main():
    if not shutil.which("mandoc"):
        print("mandoc is not installed")
        sys.exit(SKIPPED)
    check_lint()
    check_whole()
    check_in_step()
    check_formats()
    check_prototypes()


main()
