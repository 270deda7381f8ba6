"""Times an import of a workbook beside openpyxl, which reads it alone."""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

from openpyxl import Workbook, load_workbook

ROUNDS = 5
AREAS = ["Health", "Housing", "Safety", "Youth", "Transport", "Skills", "Culture", "Climate", "Finance", "Planning"]
KINDS = ["Board", "Group", "Forum", "Panel", "Committee", "Partnership", "Team", "Network"]
HEADINGS = ["Ref", "Name of group", "Type", "Chair", "Reports to", "Members", "Current position", "Established"]


def workbook(path, rows):
    """A register: groups under groups, each with a chair, three members and a position in words."""
    pick = random.Random(5).choice
    names = [f"{pick(AREAS)} and {pick(AREAS)} {pick(KINDS)} {number}" for number in range(rows)]
    book = Workbook()
    sheet = book.active
    sheet.title = "Groups"
    sheet.append(HEADINGS)
    for number, name in enumerate(names):
        above = names[number // 12] if number else ""
        members = "; ".join(f"{pick(AREAS)} Directorate" for _ in range(3))
        position = pick(["Active", "Meets every 2 months", "On hold", f"Reports to {names[number // 30]}", "New"])
        chair = f"Head of {pick(AREAS)} {number % 400}"
        sheet.append([number + 1, name, pick(KINDS), chair, above, members, position, f"20{number % 20:02d}-04-01"])
    book.save(path)


def openpyxl(path):
    """Reads all cells, as its documentation shows it."""
    for sheet in load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            len(row)


def spent(work):
    """Seconds of processor of this process and its children."""
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    start = time.monotonic()
    work()
    wall = time.monotonic() - start
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    times = [b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime for a, b in zip(before, after)]
    return sum(times), wall


def main(program, rows=10_000):
    program = os.path.abspath(program)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "groups.xlsx")
        workbook(path, rows)

        def ours():
            out = os.path.join(folder, "map.boardwalk")
            if os.path.exists(out):
                os.remove(out)
            done = subprocess.run([program, "import", path, "-o", out], stdout=subprocess.DEVNULL, check=False)
            if done.returncode > 1 or not os.path.exists(out):
                sys.exit(f"{program} did not import it")

        both = [(spent(ours), spent(lambda: openpyxl(path))) for _ in range(ROUNDS)]
    ratios = [ours[0] / theirs[0] for ours, theirs in both]
    middle = [statistics.median(one[side][0] for one in both) for side in (0, 1)]
    print(f"{rows} rows, seconds of processor: import {middle[0]:.2f}, openpyxl reading alone {middle[1]:.2f}")
    print(f"ratio {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
