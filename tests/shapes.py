"""Hostile texts and inputs by name, each as large as is asked for: what tests/hostile.py and bench/sweep.py
feed to the program.  TEXTS[name](size) gives a text, INPUTS[name](size) the bytes of a file."""
import json
import pathlib
import random
import re
import zlib

EXAMPLES = sorted(pathlib.Path("examples/barrage").iterdir())
MARKS = "\"'“”‘’«»‹›„‚`´"
TAGS = "div p b blockquote article table tr td ul li a section script title".split()
CUES = "said says told added warned asked according denied announced claimed".split()
DAYS = "Monday yesterday last May 3 2031 noon tomorrow 12:30 March 2030-01-02 week ago".split()
FIGURES = "7 22 1,200 3.5 million 40% $9 twelve dozen half -3 2/3 1e9 third".split()
NAMES = ["Ann Lee", "Gen. Orla Vance", "Vance", "the minister", "Ministry of Trade", "Norrand", "she", "Mr. Lee"]


def fill(size, words, sep=" "):
    """The words in turn, about size bytes of them."""
    once = sep.join(words) + sep
    return once * max(1, size // len(once.encode()))


def shuffled(size, words, sep=" ", seed=1):
    chosen = random.Random(seed)
    average = sum(len(w.encode()) for w in words) / len(words) + len(sep)
    return sep.join(chosen.choice(words) for _ in range(max(1, int(size / average))))


def vocabulary(count, seed=2):
    chosen = random.Random(seed)
    return ["".join(chosen.choice("bdfklmnrstv") + chosen.choice("aeiou") for _ in range(chosen.randint(1, 4)))
            for _ in range(count)]


def sample_text():
    """The words of the example's plain reports."""
    return "\n\n".join(p.read_text() for p in EXAMPLES if p.suffix == ".txt")


def varied(text, seed, rate=0.1):
    """The text with some of its words replaced, as if another had written it."""
    chosen, words = random.Random(seed), vocabulary(3000)
    def change(match):
        if chosen.random() >= rate:
            return match[0]
        word = chosen.choice(words)
        return word.capitalize() if match[0][0].isupper() else word
    return re.sub(r"[A-Za-z]{3,}", change, text)


def ordinary(size):
    parts, total = [], 0
    while total < size or not parts:
        parts.append(varied(sample_text(), len(parts)))
        total += len(parts[-1].encode())
    return "\n\n".join(parts)[:max(size, 1000)]


def in_one_sentence(words):
    return lambda size: "He " + fill(size, words) + "."


TEXTS = {
    "ordinary": ordinary,
    "white space": lambda size: fill(size, [" ", "\n", "\t\r\n", "\u00a0"], ""),
    "no space": lambda size: "a" * size,
    "no space, capitals": lambda size: "Ab" * (size // 2),
    "hyphens": lambda size: "Ann-" * (size // 4),
    "full stops": lambda size: "U." * (size // 2),
    "punctuation": lambda size: ".,;:!?()-" * (size // 9),
    "marks of every kind": lambda size: shuffled(size, list(MARKS)),
    "marks opened": lambda size: fill(size, ["“It", "‘is", "\"so"]),
    "marks closed": lambda size: fill(size, ["it”", "is’", "so\""]),
    "marks opened, a paragraph each": lambda size: fill(size, ["“It is so, he said."], "\n\n"),
    "marks paired": lambda size: fill(size, ["“It is,” he said, “so.”"]),
    "marks, words and capitals": lambda size: shuffled(size, [*MARKS, *NAMES, *CUES, "rain", "fell", ".", ","]),
    "brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "brackets and words": lambda size: fill(size, ["(it", "[is", "{so"]),
    "capitals": lambda size: fill(size, list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    "words in capitals": lambda size: fill(size, ["BREAKING", "NEWS", "FROM", "NORRAND"]),
    "new names": lambda size: " ".join(w.capitalize() for w in shuffled(size, vocabulary(20000)).split()),
    "new names, sentences": lambda size: re.sub(
        r"(\S+ \S+) (\S+)", r"\1 met \2.", " ".join(w.capitalize() for w in shuffled(size, vocabulary(20000)).split())),
    "one name": lambda size: fill(size, ["Ann Lee"]),
    "names": lambda size: fill(size, NAMES),
    "names and cues": lambda size: shuffled(size, NAMES + CUES),
    "names, sentences": lambda size: shuffled(size, [n + " met " + m + "." for n in NAMES for m in NAMES]),
    "titles": lambda size: fill(size, ["Minister", "President", "General", "Mr.", "Spokesman"]),
    "said said said": in_one_sentence(["said"]),
    "cues": in_one_sentence(CUES),
    "according to": in_one_sentence(["according", "to"]),
    "said that": in_one_sentence(["said", "that", "he"]),
    "dates": in_one_sentence(DAYS),
    "dates shuffled": lambda size: shuffled(size, DAYS),
    "figures": in_one_sentence(FIGURES),
    "figures shuffled": lambda size: shuffled(size, FIGURES + ["killed", "people"]),
    "digits": lambda size: "7" * size,
    "digits with points": lambda size: "1,234." * (size // 6),
    "one long paragraph": lambda size: shuffled(size, vocabulary(5000)),
    "one long sentence of names, cues, dates, figures": lambda size: shuffled(
        size, NAMES + CUES + DAYS + FIGURES + vocabulary(200)),
    "short paragraphs": lambda size: shuffled(size, ["Ann Lee said it rained.", "Snow fell.", "“No,” he said.", "7"],
                                              "\n\n"),
    "one sentence, over and over": lambda size: fill(size, ["Ann Lee said on Monday that 7 people were hurt."]),
    "one paragraph, over and over": lambda size: fill(size, ["Ann Lee said on Monday 7 were hurt."], "\n\n"),
    "one quotation, over and over": lambda size: fill(size, ["“The 7 of us are tired,” Ann Lee said."], "\n\n"),
    "quotations": lambda size: "\n\n".join(
        f"“The {w} is not to be had in Norrand,” {n} said." for w, n in
        zip(shuffled(size // 10, vocabulary(5000)).split(), NAMES * (size // 80 + 1))),
    "colons": lambda size: fill(size, ["Lee:", "“it"]),
    "letters joined": lambda size: "a" + "\u0301" * (size // 2),
    "wide letters": lambda size: "雨。" * (size // 6),
}


def of_json(reports):
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in reports).encode()


def many(count, text):
    return of_json({"id": f"r{n}", "outlet": f"Outlet {n}", "published": "2031-03-04", "text": text(n)}
                   for n in range(count))


def reports(size, text):
    """As many JSON lines as make up the size, of the text that is given a report's number."""
    return many(max(1, size // (len(text(0).encode()) + 70)), text)


def deep(size, tag):
    return (f"<{tag}>" * (size // (len(tag) + 2))).encode()


def bomb(size):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join(packer.compress(zeros) for _ in range(max(1, size >> 20))) + packer.flush()


INPUTS = {
    "zeros": lambda size: b"\0" * size,
    "noise": lambda size: random.Random(3).randbytes(size),
    "noise of text": lambda size: bytes(random.Random(3).choices(range(256), [1] * 32 + [40] * 95 + [1] * 129, k=size)),
    "no UTF-8": lambda size: b"Rain fell on \xff\xfe\xc3( and \xed\xa0\x80. " * (size // 30),
    "tags nested": lambda size: b"<html><body>" + "".join(
        f"<{TAGS[i % len(TAGS)]}>" for i in range(size // 6)).encode() + b"Rain fell.",
    "div nested": lambda size: b"<html>" + deep(size, "div") + b"Rain fell.",
    "b nested": lambda size: b"<html><p>" + deep(size, "b") + b"Rain fell.",
    "tags closed": lambda size: b"<html>" + b"</div></b></p>" * (size // 14),
    "tags unclosed": lambda size: b"<html><p>" + b"<a href=" * (size // 8),
    "attributes": lambda size: b"<html><p " + "".join(f"a{n}=1 " for n in range(size // 8)).encode() + b">Rain fell.",
    "comments": lambda size: b"<html><!--" + b"<!--->" * (size // 6),
    "references": lambda size: b"<html><p>" + b"&amp&#x41;&" * (size // 11),
    "links": lambda size: b"<html><body>" + b"<a href='x'>Rain</a> " * (size // 21),
    "paragraphs of HTML": lambda size: b"<html><body>" + b"<p>Rain fell on Norrand, Ann Lee said.</p>" * (size // 42),
    "script": lambda size: b"<html><script type='application/ld+json'>" + b'{"a":[' * (size // 6),
    "meta": lambda size: b"<html><head>" + b"<meta name=author content='Ann Lee'>" * (size // 36),
    "brackets of JSON": lambda size: b'{"text": ' + b"[" * size,
    "bad lines of JSON": lambda size: b'{"id": 7}\n' * (size // 10),
    "keys of JSON": lambda size: b"{" + b",".join(b'"a%d":1' % n for n in range(size // 9)) + b"}\n",
    "lone surrogates": lambda size: b'{"id": "a", "text": "' + b"\\ud800 " * (size // 7) + b'"}\n',
    "escapes of JSON": lambda size: b'{"id": "a", "text": "' + b"\\u0041\\n\\u201c" * (size // 14) + b'"}\n',
    "reports of a line": lambda size: reports(size, lambda n: f"{n} people were hurt in Norrand, Ann Lee said."),
    "one report, many times": lambda size: reports(size, lambda n: sample_text()[:4000]),
    "one short report, many times": lambda size: reports(size, lambda n: "Ann Lee said 7 people were hurt in Norrand."),
    "reports retold": lambda size: reports(size, lambda n: varied(sample_text()[:4000], n)),
    "one id": lambda size: b'{"id": "a", "text": "Rain fell."}\n' * (size // 34),
    "empty reports": lambda size: reports(size, lambda n: ""),
    "items of a feed": lambda size: b"<rss><channel><title>Rain</title>" + b"".join(
        b"<item><guid>a:%d</guid><title>Rain</title><description>&lt;p>Rain fell, Ann Lee said.</description></item>" % n
        for n in range(size // 110)) + b"</channel></rss>",
    "items of a feed unclosed": lambda size: b"<rss>" + b"<item><title>Rain" * (size // 17),
    "tags of a feed nested": lambda size: b"<rss><channel><item>" + b"<a>" * (size // 3),
    "entities of a feed": lambda size: b"<!DOCTYPE rss [<!ENTITY a0 'Rain fell. '>" + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 30)
    ) + b"]><rss><channel><item><title>&a29;</title></item></channel></rss>",
    "outlines": lambda size: b"<opml><body>" + b"<outline text='Rain' xmlUrl='https://a.example/'/>" * (size // 51),
    "bomb": bomb,
    "bomb cut": lambda size: bomb(size)[:-100],
}
