#!/usr/bin/env python3
"""How the time of each command grows with its input: ordinary text and the hostile shapes of
tests/shapes.py, at 1, 2, 4, ... MB.  Prints seconds at each size and the exponent of growth (1: linear,
2: quadratic) over the last two doublings, and at the end the worst of each command.
usage: bench/sweep.py [--stemma FILE] [--most MB] [--least MB] [--stop S] [--command C]... [SHAPE]...
from the project's root. --stop: no larger size once a run took so long."""
import argparse
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))
import shapes  # noqa: E402

COMMANDS = ["text", "dates", "quotes", "copies", "collate --json", "collate", "verify"]


def seconds(words, stop, out=subprocess.DEVNULL):
    """User and system time of one run, and its exit code."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (stop, stop + 1))
    process = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024


def measure(stemma, command, path, result, stop):
    if command == "verify":
        with open(result, "wb") as out:
            seconds([stemma, "collate", "--json", path], stop, out)
        return seconds([stemma, "verify", result, path], stop)
    return seconds([stemma, *command.split(), path], stop)


def sweep(args, name, make, folder, worst):
    for command in args.command:
        times, row, size, memory = [], "", args.least, 0
        while size <= args.most:
            path, result = os.path.join(folder, f"{size:g}"), os.path.join(folder, "result.json")
            if not os.path.exists(path):
                pathlib.Path(path).write_bytes(make(int(size * (1 << 20))))
            spent, code, memory = measure(args.stemma, command, path, result, args.stop)
            times.append(spent)
            row += f"{spent:8.2f}" + ("!" if code not in (0, 1) else " ")
            if code not in (0, 1):
                break
            size *= 2
        grown = times[-3:]
        slope = math.log2(max(grown[-1], .01) / max(grown[0], .01)) / (len(grown) - 1) if len(grown) > 1 else 0
        if times[-1] > .3:
            worst[command] = max(worst.get(command, (0, "")), (slope, name))
        flag = " <<<" if slope > 1.35 and times[-1] > .3 or "!" in row else ""
        print(f"{name[:34]:34} {command:15} {slope:5.2f} {memory:7.0f} {row}{flag}", flush=True)
    for file in os.listdir(folder):
        os.remove(os.path.join(folder, file))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--stemma", default="build/stemma")
    parser.add_argument("--least", type=float, default=1)
    parser.add_argument("--most", type=float, default=16)
    parser.add_argument("--stop", type=int, default=60)
    parser.add_argument("--command", action="append")
    parser.add_argument("shape", nargs="*")
    args = parser.parse_args()
    args.command = args.command or COMMANDS
    everything = {**{name: lambda size, make=make: make(size).encode() for name, make in shapes.TEXTS.items()},
                  **shapes.INPUTS}
    print(f"{'shape':34} {'command':15} slope peak MB  seconds from {args.least:g} MB, doubling")
    worst = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in args.shape or everything:
            sweep(args, name, everything[name], folder, worst)
    print("worst:", "; ".join(f"{command} {slope:.2f} ({name})" for command, (slope, name) in worst.items()))


main()
