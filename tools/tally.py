#!/usr/bin/env python3
"""The closing line of a test run.  usage: tally.py BUILD..."""
import json
import os
import sys

counts = dict.fromkeys(("passed", "failed", "skipped"), 0)
for build in sys.argv[1:]:
    with open(os.path.join(build, "meson-logs", "testlog.json"), encoding="utf-8") as log:
        for line in log:
            result = json.loads(line)["result"]
            kind = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}.get(result, "failed")
            counts[kind] += 1
print(", ".join(f"{number} {kind}" for kind, number in counts.items()))
