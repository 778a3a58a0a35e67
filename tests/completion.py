#!/usr/bin/env python3
"""The completions, asked as bash, zsh and fish ask them.  usage: completion.py STEMMA BASH FISH ZSH
Commands and options are those that the program's help tells."""
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import time

import usage

STEMMA, SCRIPTS = sys.argv[1], dict(zip(("bash", "fish", "zsh"), map(os.path.abspath, sys.argv[2:])))
FILES = ["a b.html", "photo.png", "report.txt", "result.json"]
FOLDER = "sub"
SKIPPED = 77


def options(command):
    """Each option and the name of its value, or ""."""
    return dict(re.findall(r"^  (--\w+) (\S*) ", usage.help_of(STEMMA, command), re.M))


def cases():
    """Words, the last to be completed, and what may stand there."""
    yield ["co"], {"collate", "copies"}
    yield ["nonsense", ""], set()
    for command in usage.commands(STEMMA):
        yield [command, "--"], set(options(command))
        for option, value in options(command).items():
            if value == "OUT":
                yield [command, option, "rep"], {"report.txt"}
                yield [command, option + "=rep"], {"report.txt"}
            elif value:
                yield [command, option, "rep"], set()
                yield [command, option + "=rep"], set()
            else:
                yield [command, "report.txt", option[:-1]], {option}
    yield ["text", "rep"], {"report.txt"}
    yield ["text", "--jobs", "2", "rep"], {"report.txt"}
    yield ["text", "--jobs=2", "ph"], {"photo.png"}
    yield ["text", "a"], {"a b.html"}
    yield ["text", "-", "rep"], {"report.txt"}
    yield ["text", "--", "--"], set()
    yield ["text", "--", "rep"], {"report.txt"}
    yield ["verify", "res"], {"result.json"}
    yield ["verify", "--jobs=2", "res"], {"result.json"}
    yield ["verify", "result.json", "rep"], {"report.txt"}


def check(shell, words, got, wanted):
    assert got == wanted, f"{shell}: stemma {' '.join(words)}: {sorted(got)}, not {sorted(wanted)}"


def check_bash(folder):
    def ask(words):
        # As readline parts them.
        parted = [part for word in words for part in re.findall(r"=|[^=]+|^$", word)]
        script = 'source "$0"; COMP_WORDS=(stemma "$@"); COMP_CWORD=$#; _stemma; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "--norc", "-c", script, SCRIPTS["bash"], *parted],
                              cwd=folder, capture_output=True, text=True)
        assert not done.stderr, done.stderr
        return set(done.stdout.splitlines()) - {""}

    check("bash", [""], ask([""]), {*usage.commands(STEMMA), "help", "--help", "--version"})
    check("bash", ["verify", ""], ask(["verify", ""]), {"result.json", FOLDER})
    for words, wanted in cases():
        check("bash", words, ask(words), wanted)


def check_fish(folder):
    def ask(words):
        done = subprocess.run(["fish", "--no-config", "-c", "source $argv[1]; complete -C $argv[2]",
                               SCRIPTS["fish"], "stemma " + " ".join(words)],
                              cwd=folder, capture_output=True, text=True, env={**os.environ, "HOME": folder})
        assert not done.stderr, done.stderr
        found = {line.split("\t")[0].replace("\\", "") for line in done.stdout.splitlines()}
        return {word.partition("=")[2] if "=" in words[-1] else word for word in found}

    check("fish", [""], ask([""]), {*usage.commands(STEMMA), "help"})
    for words, wanted in cases():
        # Where nothing is said of a word, fish offers files, as it does for every program.
        if words[0] in usage.commands(STEMMA) or len(words) == 1:
            check("fish", words, ask(words), wanted)


class Zsh:
    """A zsh at a terminal, where stemma is a function that writes down its words."""

    def __init__(self, folder):
        self.told = pathlib.Path(folder) / ".told"
        self.told.touch()
        functions = pathlib.Path(folder) / ".functions"
        functions.mkdir()
        shutil.copy(SCRIPTS["zsh"], functions / "_stemma")
        child, self.terminal = pty.fork()
        if not child:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "HOME": folder, "TERM": "vt100"})
        os.set_blocking(self.terminal, False)
        self.type(f"fpath=({functions} $fpath); autoload -U compinit; compinit -u -D; setopt nobeep\n")
        self.type(f"stemma() {{ print -r -- \"${{(j:|:)@}}\" >> {self.told} }}; stemma\n")
        self.wait(1)

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def wait(self, count):
        for _ in range(3000):
            lines = self.told.read_text().splitlines()
            try:
                os.read(self.terminal, 65536)
            except BlockingIOError:
                pass
            if len(lines) == count:
                return lines[-1]
            time.sleep(0.01)
        sys.exit("zsh: no answer within half a minute")

    def ask(self, words):
        """The last word as TAB leaves it."""
        count = len(self.told.read_text().splitlines())
        self.type("stemma " + " ".join(words) + "\t\n")
        return self.wait(count + 1).split("|")[-1]

    def close(self):
        os.close(self.terminal)
        os.wait()


def check_zsh(folder):
    zsh = Zsh(folder)
    check("zsh", ["colla"], {zsh.ask(["colla"])}, {"collate"})
    for command in usage.commands(STEMMA):
        for option in options(command):
            words = [command, option[:-1]]
            check("zsh", words, {zsh.ask(words)}, {option})
    for words, wanted in cases():
        # TAB shows in the line what is one; where there is none, it leaves the word.
        if len(wanted) > 1 or words[0] == "nonsense":
            continue
        given = words[-1].partition("=")[2] if "=" in words[-1] else words[-1]
        got = zsh.ask(words)
        check("zsh", words, {got.rpartition("=")[2]}, wanted or {given})
    zsh.close()


def main():
    checks = {"bash": check_bash, "fish": check_fish, "zsh": check_zsh}
    missing = [shell for shell in checks if not shutil.which(shell)]
    for shell, check_shell in checks.items():
        if shell in missing:
            print(shell, "is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            for name in FILES:
                (pathlib.Path(folder) / name).touch()
            (pathlib.Path(folder) / FOLDER).mkdir()
            check_shell(folder)
    if len(missing) == len(checks):
        sys.exit(SKIPPED)


main()
