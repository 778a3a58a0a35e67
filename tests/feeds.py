#!/usr/bin/env python3
"""How many of feedparser's test feeds `stemma text` reads as they are meant.  usage: tests/feeds.py STEMMA [-v]
from the project's root, ../shared beside it; -v prints every miss.
Each file says in its first comment what must hold of it, as an expression of Python. What `stemma text` can
express of that is checked: a field of an entry, or of the feed as its entries repeat it (an entry is put into
feeds that have none); the rest is counted by kind. A file passes where all that can be checked holds."""
import ast
import collections
import datetime
import email.utils
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FEEDS = pathlib.Path("../shared/data/conformance/feeds")
FLOOR = 0.97  # of the files that can be checked

TEXTS = {"content", "summary", "description", "summary_detail"}
TITLES = {"title", "title_detail"}
DATES = {"published", "published_parsed", "updated", "updated_parsed", "created", "created_parsed", "issued", "issued_parsed",
         "modified", "modified_parsed", "date", "date_parsed"}
AUTHORS = {"author", "author_detail", "authors"}


class Text(html.parser.HTMLParser):
    """What a reader sees of markup."""

    def __init__(self):
        super().__init__()
        self.out, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        if tag in ("p", "div", "br", "li", "tr", "td", "h1", "h2", "blockquote"):
            self.out.append(" ")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        if tag in ("p", "div", "li", "tr", "td", "h1", "h2", "blockquote"):
            self.out.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)


def squeeze(text):
    return " ".join(re.sub("[\u200b\ufeff\xad\0-\x08]", "", text).split())


def text_of(markup):
    parser = Text()
    parser.feed(markup)
    parser.close()
    return squeeze("".join(parser.out))


def path_of(node):
    """entries[0]['title_detail'].value as ("entries", 0, "title_detail", "value"); None for anything else."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        inner, key = path_of(node.value), node.attr
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        inner, key = path_of(node.value), node.slice.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        inner, key = path_of(node.func.value), ast.literal_eval(node.args[0])
    else:
        return None
    return inner and (*inner, key)


def claims_of(expression):
    """The pairs (path, value) that must be equal; other conditions as (None, None)."""
    tree = ast.parse(expression.strip(), mode="eval").body
    for part in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if not isinstance(part, ast.Compare) or not isinstance(part.ops[0], ast.Eq):
            yield None, None
            continue
        left, value = part.left, part.comparators[0]
        try:
            value = ast.literal_eval(value)
        except ValueError:
            yield None, None
            continue
        if isinstance(left, ast.Call) and getattr(left.func, "id", "") == "len" and path_of(left.args[0]):
            yield (*path_of(left.args[0]), "len"), value
        else:
            yield path_of(left), value


def instant(value):
    """Seconds since 1970 of a date as either side gives it; None where it is none."""
    if isinstance(value, tuple):
        return datetime.datetime(*value[:6], tzinfo=datetime.timezone.utc).timestamp()
    for parse in (datetime.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            date = parse(value.replace("Z", "+00:00") if parse is datetime.datetime.fromisoformat else value)
        except (ValueError, TypeError):
            continue
        return (date if date.tzinfo else date.replace(tzinfo=datetime.timezone.utc)).timestamp()
    return None


def same_text(got, want, plain):
    return squeeze(got or "") in {text_of(want)} | ({squeeze(want)} if plain else set())


def check_text(report, value, plain):
    """An entry that prints nothing has its title for a text."""
    title = report["title"] or ""
    return same_text(report["text"], value, plain) or (not text_of(value) and report["text"] == title)


def check_date(report, value):
    want = instant(value)
    return any(report[field] and instant(report[field]) == want for field in ("published", "updated"))


def check_author(report, value):
    name = re.sub(r"\s*[(<]?[\w.]+@[\w.]+[)>]?", "", value).strip("() ")
    return name in report["byline"]


def kind_of(path, value, is_atom):
    """(field, None) of what can be checked, or (None, why it cannot be)."""
    if not path or path[0] not in ("entries", "feed", "channel"):
        return None, "how it was parsed: " + str(path[0] if path else "bozo and other conditions")
    if path == ("entries", "len"):
        return "entries", None
    is_entry = path[0] == "entries"
    field, rest = (path[2], path[3:]) if is_entry and len(path) > 2 else (path[1], path[2:])
    rest = [part for part in rest if part != "value" and part != 0]
    text = isinstance(value, str)
    if rest == ["language"] and is_entry and field == "content" or not rest and field == "language":
        return ("language", None) if value else (None, "no language")
    if not is_entry and field in AUTHORS and not is_atom:
        return None, "the feed's author, which RSS lends to no entry"
    if field in AUTHORS and text and rest in ([], ["name"]):
        name = re.sub(r"\s*[(<]?[\w.]+@[\w.]+[)>]?", "", value).strip("() ")
        return ("author", None) if name else (None, "author without a name")
    if is_entry and field == "source" and rest == ["title"] and text:
        return "outlet", None
    if rest or isinstance(value, (dict, list)):
        return None, f"details: {(rest or [field])[-1]}"
    if field in TITLES and text:
        return "title" if is_entry else "outlet", None
    if not is_entry:
        return None, f"the feed's {field}"
    if field in TEXTS and text:
        return "text", None
    if field in DATES:
        return ("date", None) if instant(value) is not None else (None, "no date, or in a form of its own")
    if field == "link" and text:
        return "link", None
    if field in ("id", "guid") and text:
        return ("id", None) if re.match(r"[a-z]+:", value) else (None, "id unique only in its feed")
    return None, f"field: {field}"


def holds(field, reports, path, value, plain):
    if field == "entries":
        return len(reports) == value
    number = path[1] if path[0] == "entries" else 0
    if number >= len(reports):
        return False
    report = reports[number]
    if field == "language":
        return (report["language"] or "").lower() == value.lower().replace("_", "-")
    return {"title": lambda: same_text(report["title"], value, plain),
            "outlet": lambda: same_text(report["outlet"], value, plain),
            "text": lambda: check_text(report, value, plain),
            "date": lambda: check_date(report, value),
            "author": lambda: check_author(report, value),
            "link": lambda: (report["url"] or "") == value,
            "id": lambda: report["id"] == value}[field]()


def read_case(path):
    """The claims of a file and its bytes; None where it makes none."""
    raw = path.read_bytes()
    for encoding in ("utf-8", "utf-16", "utf-32", "utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le", "cp037", "latin-1"):
        try:
            head = raw.decode(encoding)
        except UnicodeError:
            continue
        found = re.search(r"Expect:\s*(.*?)\s*(?:-->|\n)", head)
        if found:
            return found.group(1), raw, head
    return None


def with_entry(raw):
    """A feed without entries says nothing; one is put into it."""
    if re.search(rb"<(\w+:)?(item|entry)[\s>/]", raw, re.I):
        return raw
    raw = re.sub(rb"</(feed|atom:feed)>", rb"<entry><title>probe</title></entry></\1>", raw)
    return re.sub(rb"</(channel)>", rb"<item><title>probe</title></item></\1>", raw, flags=re.I)


def run(stemma, folder):
    done = subprocess.run([stemma, "text", "--quiet", folder], capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"stemma text: status {done.returncode}")
    reports = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        report = json.loads(line)
        reports[report["source"]].append(report)
    return reports


def main():
    if not FEEDS.exists():
        print(f"skipped: no {FEEDS}", file=sys.stderr)
        sys.exit(77)
    cases, table, other, verbose = {}, collections.defaultdict(collections.Counter), collections.Counter(), "-v" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(sorted(FEEDS.rglob("*.xml"))):
            case = read_case(path)
            other["no expectation"] += not case
            if case:
                copy = pathlib.Path(folder, f"{number}.xml")
                copy.write_bytes(with_entry(case[1]))
                cases[str(copy)] = (path, *case)
        reports = run(sys.argv[1], folder)
    for copy, (path, expression, raw, head) in cases.items():
        fields, missed, texts = set(), set(), []
        plain = "html" not in head.lower()
        is_atom = re.search("2005/atom|purl.org/atom", head, re.I)
        for where, value in claims_of(expression):
            field, why = kind_of(where, value, is_atom)
            if field and where[0] == "entries" and not where[1:2] == ("len",) and "Header:" in head and field == "link":
                field, why = None, "HTTP headers"
            if not field:
                other[why] += why is not None and where is not None
                continue
            fields.add(field)
            if field == "text":
                texts.append((where, value))
                continue
            if not holds(field, reports[copy], where, value, plain):
                missed.add(field)
        # Of several contents the report has one.
        if texts and not any(holds("text", reports[copy], where, value, plain) for where, value in texts):
            missed.add("text")
        if missed and verbose:
            shown = ("title", "url", "text", "byline", "published", "updated", "outlet", "language", "id")
            got = [{field: report[field] for field in shown} for report in reports[copy]]
            print(f"MISS {' '.join(sorted(missed))} {path.relative_to(FEEDS)}\n   {expression}\n   {got}")
        for field in fields:
            table[field]["passed" if field not in missed else "failed"] += 1
        table["all of a file"]["passed" if not missed else "failed"] += bool(fields)
        other["files with nothing to check"] += not fields
    print(f"{'':14} applicable  passed  failed")
    for field, counts in sorted(table.items(), key=lambda item: item[0] == "all of a file"):
        print(f"{field:14} {sum(counts.values()):10} {counts['passed']:7} {counts['failed']:7}")
    print("\nnot applicable:")
    for why, count in other.most_common():
        print(f"{count:6}  {why}")
    whole = table["all of a file"]
    share = whole["passed"] / sum(whole.values())
    if share < FLOOR:
        sys.exit(f"only {share:.3f} of the files hold; the floor is {FLOOR}")


main()
