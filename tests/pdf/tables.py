# SPDX-License-Identifier: MIT
"""Tables: what stands in what, cells in a grid, each cell with its headings.

ISO 14289-1, 7.2-3 to 7.2-15, 7.2-36 to 7.2-42, 7.5 (Matterhorn 09-004, 15-003).
"""

import re

GROUPS = {"THead": "UA-7.2-5", "TBody": "UA-7.2-6", "TFoot": "UA-7.2-7"}
ROWS_ONLY = {"THead": "UA-7.2-36", "TBody": "UA-7.2-37", "TFoot": "UA-7.2-38"}


def check_tables(structure, report):
    for element in structure.elements.values():
        above = element.parent.kind if element.parent else "the root"
        kids = [kid.kind for kid in element.kids]
        if element.kind == "TR" and above not in ("Table", *GROUPS):
            report.fail("UA-7.2-4", str(element), f"it stands in {above}")
        if element.kind in GROUPS and above != "Table":
            report.fail(GROUPS[element.kind], str(element), f"it stands in {above}")
        if element.kind in ("TH", "TD") and above != "TR":
            report.fail("UA-7.2-8" if element.kind == "TH" else "UA-7.2-9", str(element), f"it stands in {above}")
        if element.kind == "TR" and set(kids) - {"TH", "TD"}:
            report.fail("UA-7.2-10", str(element), f"it holds {' '.join(kids)}")
        if element.kind in GROUPS and set(kids) - {"TR"}:
            report.fail(ROWS_ONLY[element.kind], str(element), f"it holds {' '.join(kids)}")
        if element.kind == "Table":
            check_table(structure, element, kids, report)


def check_table(structure, table, kids, report):
    fail = lambda condition, what: report.fail(condition, str(table), what)
    if not re.match(r"(Caption )?((TR|THead|TBody|TFoot) )*(Caption )?$", "".join(kid + " " for kid in kids)) \
            or kids.count("Caption") > 1:
        fail("UA-7.2-3", f"it holds {' '.join(kids)}")
    for kind, condition in ("THead", "UA-7.2-11"), ("TFoot", "UA-7.2-12"):
        if kids.count(kind) > 1:
            fail(condition, f"{kids.count(kind)} {kind}")
    for kind, condition in ("TFoot", "UA-7.2-13"), ("THead", "UA-7.2-14"):
        if kind in kids and "TBody" not in kids:
            fail(condition, f"{kind} without TBody")
    rows = []
    for kid in table.kids:
        rows += [row for row in ([kid] if kid.kind == "TR" else kid.kids) if row.kind == "TR"]
    counted = rows_counted(rows)
    if counted != len(rows):
        fail("UA-7.2-41", f"{len(rows)} rows, of which the first cells span {counted}")
    grid = laid_out(rows, fail)
    if grid:
        check_headings(structure, grid, fail)


def spans(cell):
    values = [cell.attributes.get(key, 1) for key in ("RowSpan", "ColSpan")]
    return [value if isinstance(value, int) and value > 0 else 1 for value in values]


def rows_counted(rows):
    """As veraPDF counts them, by the first cell of each row: where cells interlock, this can go astray."""
    count = at = 0
    while at < len(rows):
        if rows[at].kids and rows[at].kids[0].kind in ("TH", "TD"):
            down = spans(rows[at].kids[0])[0]
            count += down
            at += down - 1
        at += 1
    return count


def laid_out(rows, fail):
    """(row, column) → cell, or None where the table is not regular."""
    grid = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row.kids:
            down, across = spans(cell)
            while (at, column) in grid:
                column += 1
            if at + down > len(rows):
                fail("UA-7.2-41", f"{cell} reaches below the last row")
                return None
            for place in [(at + i, column + j) for i in range(down) for j in range(across)]:
                if place in grid:
                    fail("UA-7.2-15", f"{cell} and {grid[place]} lie on each other")
                    return None
                grid[place] = cell
            column += across
    lengths = [0] * len(rows)
    for at, _ in grid:
        lengths[at] += 1
    for at, length in enumerate(lengths):
        if length != lengths[0]:
            fail("UA-7.2-42", f"row {at + 1} has {length} columns, the first {lengths[0]}")
            return None
    return grid


def check_headings(structure, grid, fail):
    names = {structure.document.get(cell.dict.get("ID")) for cell in grid.values() if cell.kind == "TH"} - {None}
    scoped = all("Scope" in cell.attributes for cell in grid.values() if cell.kind == "TH")
    done = set()
    for (row, column), cell in grid.items():
        if cell.kind != "TD" or id(cell) in done:
            continue
        done.add(id(cell))
        headers = [structure.document.get(item) for item in cell.attributes.get("Headers") or []]
        unknown = [name for name in headers if name not in names]
        if unknown:
            fail("UA-7.5-2", f"{cell} names {unknown[0]!r}")
        elif not headers and not scoped and not connected(grid, row, column, cell):
            fail("UA-7.5-1", f"{cell} has no heading")


def connected(grid, row, column, cell):
    """Whether a TH above or before the cell has the Scope that leads to it, and no TD parts the two."""
    down, across = spans(cell)
    above = ([grid[i, j] for i in range(row - 1, -1, -1)] for j in range(column, column + across))
    before = ([grid[i, j] for j in range(column - 1, -1, -1)] for i in range(row, row + down))
    return any(leads(way, "Column") for way in above) or any(leads(way, "Row") for way in before)


def leads(way, scope):
    """From a cell outwards: where headings end and cells come again, other headings are not its own."""
    met = False
    for other in way:
        if other.kind == "TH" and other.attributes.get("Scope") in (scope, "Both"):
            return True
        if met and other.kind != "TH":
            return False
        met = met or other.kind == "TH"
    return False
