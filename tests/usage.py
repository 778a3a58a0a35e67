"""What the program's help tells, for tests that hold other things against it."""
import re
import subprocess


def help_of(stemma, *words):
    return subprocess.run([stemma, *words, "--help"], capture_output=True, text=True, check=True).stdout


def commands(stemma):
    return re.findall(r"^  (\w+) ", help_of(stemma), re.M)
