"""Pages made for tests: of the files given, and of reports whose every field is hostile."""
import json
import os
import subprocess
import tempfile

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>&amp;&#60;</title></style><!--"
STEERING = "\x1b[31m\x00\x07\u202eevil\u202c\u2066x\u2069\x9b\u200b"
LONG = "w" * 10_000
ALIKE = "Аnn Lее"  # with Cyrillic letters
SHOWN = ["<script>alert(1)</script>", "onerror=alert(2)", "&amp;&#60;", "</title></style><!--", "<U+202E>", "<U+001B>", LONG,
         ALIKE]


def make(stemma, files, *options):
    """The page of the files, or of one input given as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        if isinstance(files, bytes):
            command, given = ["-"], files
        else:
            command, given = files, None
        subprocess.run([stemma, "collate", "--quiet", "--html", path, *options, *command], input=given, check=True)
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()


def hostile():
    """Reports as JSON lines."""
    evil = f"{MARKUP} {STEERING} {LONG} {ALIKE}"
    lines = []
    for number in range(4):
        text = (f"{evil} said on Monday that {number + 2} people were hurt in Norrand. {ALIKE} said: “{MARKUP} fell on "
                f"Norrand, and {number + 7} of us {STEERING} saw it,” according to {ALIKE}.\n\n"
                f"“We saw {MARKUP} in the harbour at {number + 1} p.m.,” said Ann Lee of {evil}.\n\n{evil}\n")
        lines.append(json.dumps({
            "id": f"{evil}{number}", "text": text, "title": evil, "outlet": f"{evil}{number}", "byline": [evil, ALIKE],
            "url": ["javascript:alert(4)", f"https://a.example/\"><script>{MARKUP}", "data:text/html,<script>1</script>",
                    "//a.example/"][number], "published": f"2031-03-0{number + 1}", "language": "\"><script>"}))
    return "\n".join(lines).encode()
