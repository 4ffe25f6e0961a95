# SPDX-License-Identifier: MIT
"""What the runners share: counting, diffs, running the program in a known environment."""

import difflib
import os
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TIME_LIMIT = 120  # seconds for one run; only a run that hangs comes near


class Tally:
    """Counts cases and prints failures as they come; close() prints the one line that is summed."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, 0, 0
        self.lock = threading.Lock()

    def result(self, case, problem=None):
        with self.lock:
            if problem is None:
                self.passed += 1
                return
            self.failed += 1
            print(f"FAILED {self.name}: {case}\n{problem.rstrip()}\n", flush=True)

    def skip(self, case, reason):
        with self.lock:
            self.skipped += 1
            print(f"skipped {self.name}: {case}: {reason}", flush=True)

    def close(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.name}: {self.passed} passed, {self.failed} failed{skipped}", flush=True)
        sys.exit(1 if self.failed else 0)


def environment(**changes):
    """A small, fixed environment: nothing of the user's may matter."""
    kept = {key: os.environ[key] for key in ("PATH", "TMPDIR") if key in os.environ}
    kept.update(LETOPIS_LANG="en", LC_ALL="C.UTF-8", TZ="UTC", HOME="/nonexistent")
    for key, value in os.environ.items():
        if key.endswith("SAN_OPTIONS"):
            kept[key] = value
    kept.update(changes)
    return kept


def run(words, folder, env=None, **options):
    """Runs a command; gives (exit code or "signal N", stdout, stderr) in bytes."""
    try:
        done = subprocess.run(words, cwd=folder, env=env or environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=TIME_LIMIT, **options)
    except subprocess.TimeoutExpired:
        return f"no end within {TIME_LIMIT} seconds", b"", b""
    code = done.returncode
    return (code if code >= 0 else f"signal {-code}"), done.stdout, done.stderr


def diff(name, expected, got):
    """A unified diff of two byte strings, or "" when they are equal."""
    if expected == got:
        return ""
    try:
        lines = [text.decode().splitlines(keepends=True) for text in (expected, got)]
    except UnicodeDecodeError:
        return f"{name}: {len(expected)} bytes were expected, {len(got)} came; they differ\n"
    out = difflib.unified_diff(*lines, f"expected/{name}", f"got/{name}", n=2)
    return "".join(line if line.endswith("\n") else line + "\n\\ no newline at the end\n" for line in out)


def files_below(folder):
    """Paths of all files and symlinks below a folder, sorted, hidden ones too."""
    found = []
    for here, folders, names in os.walk(folder):
        names += [name for name in folders if os.path.islink(os.path.join(here, name))]
        found += [os.path.relpath(os.path.join(here, name), folder) for name in names]
    return sorted(found)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def tree(folder):
    """All files below a folder with their bytes; a symlink with its target."""
    content = {}
    for name in files_below(folder):
        path = os.path.join(folder, name)
        content[name] = os.readlink(path).encode() if os.path.islink(path) else read(path)
    return content


def in_parallel(function, items):
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        return list(pool.map(function, items))
