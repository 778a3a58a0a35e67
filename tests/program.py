#!/usr/bin/env python3
"""The program as a person meets it: usage, exit codes, messages, terminals, broken input and output.
usage: tests/program.py STEMMA     from the project's root"""
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata

STEMMA, STORY = sys.argv[1], "examples/barrage"
COMMANDS = "collate text quotes dates copies stories verify".split()
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored, which the program would inherit


def run(*words, stdin=b"", **environment):
    done = subprocess.run([STEMMA, *words], input=stdin, capture_output=True, env={**os.environ, **environment})
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def on_terminal(*words, **environment):
    """What the program writes where standard output is a terminal."""
    parent, child = pty.openpty()
    process = subprocess.Popen([STEMMA, *words], stdout=child, stderr=child,
                               env={**os.environ, "TERM": "xterm", **environment})
    os.close(child)
    written = b""
    while True:
        try:
            some = os.read(parent, 65536)
        except OSError:
            break
        if not some:
            break
        written += some
    os.close(parent)
    assert process.wait() == 0
    return written.decode()


def test_usage():
    for words in [], ["nonsense"], ["text"], ["text", "--nonsense", "x"], ["text", "--jobs"], \
            ["text", "--jobs", "0", "x"], ["text", "--quiet=1", "x"], ["text", "-x", "x"], \
            ["dates", "--published", "yesterday", STORY], ["verify", "x"], ["copies", "--passages", STORY]:
        code, out, err = run(*words)
        assert code == 2, (words, code)
        assert (out if not words else err), words
    for command in COMMANDS:
        code, out, err = run(command, "--help")
        assert code == 0 and f"usage: stemma {command}" in out and not err
        for option in "--jobs", "--quiet", "--help", "--version":
            assert option in out, (command, option)
        assert max(map(len, out.splitlines())) <= 100
        assert run(command, "--version") == run("--version") and run("--version")[0] == 0
    # "--" is the date here, and hides nothing behind it.
    assert run("text", "--published", "--", "--version", STORY) == run("--version")


def test_unreadable_inputs_are_named_and_cost_nothing_else():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "two.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"id": "a", "text": "Rain fell."}\n{"id": "b", "text": 7\n{"id": "c", "text": "Snow fell."}\n')
        code, out, err = run("text", path, os.path.join(folder, "missing.txt"))
        assert code == 1
        assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "c"]
        lines = err.splitlines()
        assert len(lines) == 2 and "missing.txt" in lines[0], lines
        assert re.search(r"two\.jsonl: byte \d+: \S", lines[1]), lines
        assert run("text", "--quiet", path)[2] == ""


def test_an_empty_folder_is_told():
    with tempfile.TemporaryDirectory() as folder:
        for command in COMMANDS[:-1]:
            code, out, err = run(command, folder)
            assert code == 1 and not out and "no file to read" in err, command


def test_a_file_of_a_folder_that_cannot_be_read_is_named():
    with tempfile.TemporaryDirectory() as folder:
        os.symlink("nowhere", os.path.join(folder, "gone.txt"))
        with open(os.path.join(folder, "there.txt"), "w", encoding="utf-8") as file:
            file.write("Rain fell.")
        code, out, err = run("text", folder)
        assert code == 1 and len(out.splitlines()) == 1 and "gone.txt" in err, err


def test_one_id_twice_is_told():
    twice = b'{"id": "a", "text": "Rain fell."}\n{"id": "a", "text": "Snow fell."}\n'
    code, out, err = run("collate", "--json", "-", stdin=twice)
    assert code == 1 and "same id" in err and len(json.loads(out)["reports"]) == 1
    code, out, err = run("copies", "--groups", "-", stdin=twice)
    assert code == 1 and "byte 34: another report has the same id" in err and out == '{"keep":"a","reports":["a"]}\n'


def test_published_is_for_reports_without():
    given = b'{"id": "a", "text": "It rained on Monday."}\n'
    value = lambda *words: json.loads(run("dates", *words, "-", stdin=given)[1])["value"]
    assert value() == "XXXX-WXX-1"
    assert value("--published", "2031-03-05") == "2031-03-03"


def test_nothing_to_read():
    for command in COMMANDS[:-1]:
        code, _, err = run(command, "-")
        assert code in (0, 1) and "Traceback" not in err, command


def test_colour_only_where_it_is_wanted():
    plain = run("collate", "--width", "80", STORY)[1]
    assert not ESCAPE.search(plain)
    coloured = on_terminal("collate", "--width", "80", STORY)
    assert ESCAPE.search(coloured)
    assert ESCAPE.sub("", coloured).replace("\r\n", "\n") == plain
    for environment in {"NO_COLOR": "1"}, {"TERM": "dumb"}:
        assert not ESCAPE.search(on_terminal("collate", "--width", "80", STORY, **environment))


def cells(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_width_is_kept():
    for width in 40, 60, 80, 120:
        for line in run("collate", "--full", "--width", str(width), STORY)[1].splitlines():
            assert cells(line) <= width, line


def test_no_control_reaches_the_terminal():
    hostile = "\x1b[31mRed\x07 said\u202e on \x9bMonday\x00. \u2066Isolated\u2069 \x08\x7f"
    report = {"id": "\x1b]0;x\x07", "title": hostile, "outlet": hostile, "byline": [hostile],
              "url": hostile, "text": f"“{hostile},” Ann Lee said. {hostile}\n\n" * 3}
    lines = "".join(json.dumps({**report, "id": report["id"] + str(n)}) + "\n" for n in range(3))
    for command in COMMANDS[:-1]:
        _, out, _ = run(command, "-", stdin=lines.encode())
        raw = [c for c in out if unicodedata.category(c) == "Cc" and c != "\n"]
        assert not raw, (command, raw)
        if command == "collate":
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", out)


def test_a_terminal_gets_only_what_it_can_show():
    text = "Rain \x1b[31mfell\x07 on\u202e Caf\u00e9 \u6d2a\u6c34 cafe\u0301.\tDry\n\nNext\u200b \x7fday.\n"
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        assert run("text", "--plain", path)[1] == text + "\n"
        shown = on_terminal("text", "--plain", path).replace("\r\n", "\n")
    assert shown == "Rain ?[31mfell? on? Caf\u00e9 \u6d2a\u6c34 cafe\u0301.\tDry\n\nNext? ?day.\n\n", ascii(shown)


def test_a_full_disk_is_no_success():
    for command in "collate", "collate --json", "text", "text --plain", "quotes", "dates", "copies", "copies --groups", "stories":
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([STEMMA, *command.split(), STORY], stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 1, command
        assert done.stderr == b"stemma: standard output cannot be written: no space left on device\n", done.stderr


def many_reports(folder):
    """More than a pipe holds."""
    path = os.path.join(folder, "many.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for n in range(20000):
            file.write(json.dumps({"id": str(n), "text": f"{n} people were hurt in Norrand on Monday."}) + "\n")
    return path


def test_a_closed_pipe_ends_it_without_noise():
    with tempfile.TemporaryDirectory() as folder:
        path = many_reports(folder)
        for ignored, code in (False, -signal.SIGPIPE), (True, 1):
            process = subprocess.Popen([STEMMA, "text", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       restore_signals=not ignored)
            assert json.loads(process.stdout.readline())["id"] == "0"
            process.stdout.close()
            assert process.stderr.read() == b"" and process.wait() == code
            process.stderr.close()


def test_a_signal_ends_it_though_nobody_reads():
    with tempfile.TemporaryDirectory() as folder:
        path = many_reports(folder)
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            process = subprocess.Popen([STEMMA, "text", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdout.readline()  # it is at work, and waits for the pipe
            process.send_signal(number)
            assert process.wait(30) == -number and process.stderr.read() == b""
            process.stdout.close()
            process.stderr.close()


def test_a_signal_ends_a_stream_behind_a_report_and_skip_goes_on():
    with tempfile.TemporaryDirectory() as folder:
        with open(many_reports(folder), "rb") as file:
            given = file.read()
        whole = run("text", "-", stdin=given)[1]
        for number, sent in (signal.SIGINT, 0), (signal.SIGTERM, 300_000), (signal.SIGHUP, 900_000):
            path = os.path.join(folder, "out")
            with open(path, "wb") as out:
                process = subprocess.Popen([STEMMA, "text", "-"], stdin=subprocess.PIPE, stdout=out,
                                           stderr=subprocess.PIPE)
                process.stdin.write(given[:sent + 11])  # in the middle of a line; it waits for the rest
                process.stdin.flush()
                time.sleep(.5)
                process.send_signal(number)
                assert process.wait(30) == -number
            told = re.fullmatch(rb"stemma: ended behind (\d+) reports; --skip \1 goes on there\n", process.stderr.read())
            process.stdin.close()
            process.stderr.close()
            with open(path, encoding="utf-8") as file:
                written = file.read()
            assert written.count("\n") == int(told[1]) and written.endswith("\n"[:int(told[1])])
            assert int(told[1]) == given[:sent + 11].count(b"\n")
            assert written + run("text", "--skip", told[1].decode(), "-", stdin=given)[1] == whole


def test_a_signal_ends_groups_before_any_is_written():
    process = subprocess.Popen([STEMMA, "copies", "--groups", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    process.stdin.write(b'{"id": "a", "text": "The dam above Norrand held through the night."}\n')
    process.stdin.flush()
    time.sleep(.5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == -signal.SIGTERM
    assert process.stdout.read() == b"" and process.stderr.read() == b""
    for pipe in process.stdin, process.stdout, process.stderr:
        pipe.close()


def test_a_signal_ends_stories_behind_a_line():
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([STEMMA, "stories", many_reports(folder)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        out = process.stdout.read(1)  # it writes, and waits for the pipe
        process.send_signal(signal.SIGTERM)
        out += process.stdout.read()
        assert process.wait(30) == -signal.SIGTERM and process.stderr.read() == b""
        assert out.endswith(b"\n") and all(json.loads(line)["reports"] for line in out.splitlines())
        process.stdout.close()
        process.stderr.close()


def test_what_passes_the_memory_lies_on_disk():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "large.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for n in range(3000):
                words = " ".join(f"w{(n * n + k * (n % 7 + 1)) % 2999}" for k in range(300))
                file.write(json.dumps({"id": str(n), "text": f"{words}, said the harbour master of Tarn {n % 40}."}) + "\n")
        for command, *option in ["copies"], ["copies", "--groups"], ["stories"]:
            code, held, err = run(command, *option, path)
            assert code == 0 and held and not err
            assert run(command, *option, "--memory", "1", path) == (0, held, "")
            code, out, err = run(command, *option, "--memory", "1", path, TMPDIR=os.path.join(folder, "none"))
            assert code == 1 and out == "", command
            assert re.fullmatch(rf"stemma: {command}: byte 0: a temporary file cannot be made: [^\n]*\n", err), err


def test_progress_on_a_terminal():
    with tempfile.TemporaryDirectory() as folder:
        parent, child = pty.openpty()
        with open(many_reports(folder), "rb") as file:
            line = file.readline()
        process = subprocess.Popen([STEMMA, "text", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=child)
        os.close(child)
        for _ in range(8):
            time.sleep(.25)
            process.stdin.write(line * 5000)
            process.stdin.flush()
        process.stdin.close()
        assert process.wait() == 0
        shown = ""
        while not shown.endswith("\r\x1b[K") and select.select([parent], [], [], 10)[0]:
            shown += os.read(parent, 65536).decode()
        os.close(parent)
        assert re.search(r"\r\x1b\[K\d+ reports, \d+\.\d MB, \d+\.\d MB/s", shown), shown
        assert shown.endswith("\r\x1b[K"), shown


def test_a_signal_leaves_the_old_page_or_the_new():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        for step in range(24):
            with open(path, "w", encoding="utf-8") as file:
                file.write("old")
            process = subprocess.Popen([STEMMA, "collate", "--html", path, STORY], stderr=subprocess.PIPE)
            time.sleep(step * .004)
            process.send_signal((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[step % 3])
            assert process.stderr.read() == b"" and process.wait(60) <= 0
            process.stderr.close()
            with open(path, encoding="utf-8") as file:
                page = file.read()
            assert page == "old" or page.endswith("</html>\n"), len(page)
            assert os.listdir(folder) == ["page.html"]


def test_result_holds_until_a_byte_changes():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "result.json")
        result = run("collate", "--json", STORY)[1].encode()
        for name, change in [("whole", lambda b: b), ("cut", lambda b: b[:-9])] + [
                (at, lambda b, at=at: b[:at] + bytes([b[at] ^ 1]) + b[at + 1:])
                for at in range(7, len(result), len(result) // 40)]:
            with open(path, "wb") as file:
                file.write(change(result))
            code, out, err = run("verify", path, STORY)
            assert not out and code == (name != "whole"), (name, code, err)
            assert (name == "whole") == (not err), name


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
        print("ok", name)
