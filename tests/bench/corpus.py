#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a letopis project of any size; the same arguments give the same bytes.

    tests/bench/corpus.py PROJECT --records N --sections S [--documents D]

Libraries in districts (a reference each), with group sums and means of ratios in figures, a table
of all records grouped by district, and S sections of prose with values in them. With --documents, a
report of one page for each of the first D libraries.
"""

import argparse
import os
import random

WORDS = ("knihovna obec fond čtenář výpůjčka služba katalog beseda škola rodina příspěvek náklad "
         "rozpočet revize svazek soubor návštěva okres kraj region přehled ukazatel sbírka "
         "zřizovatel pracovník děti senioři kurz výstava projekt vzdělávání internet").split()
LINKS = "a v k s o na do po za pro při mezi podle kromě během".split()

INSTITUTION = "name: Zkušební knihovna\nlanguage: cs\ncurrency: CZK\n"
DISTRICT = ("label: Okres\nforms:\n  one: okres\n  few: okresy\n  other: okresů\ntitle: name\nfields:\n"
            "  name:\n    label: Název\n    type: text\n    required: yes\ncomputed:\n"
            "  loans:\n    label: Výpůjčky\n    formula: sum(loans for library of this)\n"
            "  cost_each:\n    label: Průměrné náklady na obyvatele\n"
            "    formula: mean(cost / inhabitants for library of this)\n    round: 0.01\n")
LIBRARY = ("label: Knihovna\nforms:\n  one: knihovna\n  few: knihovny\n  other: knihoven\n"
           "title: name\nfields:\n"
           "  name:\n    label: Název\n    type: text\n    required: yes\n"
           "  district:\n    label: Okres\n    type: record\n    of: district\n    required: yes\n"
           "  kind:\n    label: Druh\n    type: choice\n    of:\n      professional: profesionální\n"
           "      volunteer: neprofesionální\n"
           "  inhabitants:\n    label: Obyvatelé\n    type: integer\n    min: 1\n"
           "  loans:\n    label: Výpůjčky\n    type: integer\n"
           "  cost:\n    label: Náklady\n    type: number\n    unit: CZK\n"
           "computed:\n  loans_per_inhabitant:\n    label: Na obyvatele\n"
           "    formula: loans / inhabitants\n    round: 0.01\n"
           "checks:\n  - must: loans >= 0\n    says: Výpůjčky nemohou být záporné.\n")
SHEET = "  sheet:\n    label: List\n    type: yes/no\n    default: no\n"
FIGURES = ("libraries:\n  label: Knihovny\n  formula: count(library)\n"
           "loans_total:\n  label: Výpůjčky\n  formula: sum(loans for library)\n"
           "cost_total:\n  label: Náklady\n  formula: sum(cost for library)\n  round: 1\n"
           "cost_each:\n  label: Náklady na knihovnu\n  formula: cost_total / libraries\n  round: 0.01\n"
           "ratio_mean:\n  label: Průměr výpůjček na obyvatele\n"
           "  formula: mean(loans / inhabitants for library)\n  round: 0.001\n"
           "professional_share:\n  label: Podíl profesionálních\n"
           "  formula: share(kind is professional for library)\n  round: 0.1\n"
           "largest_district:\n  label: Nejvíce výpůjček v okrese\n  formula: max(loans for district)\n")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def sentence(rng):
    words = []
    for _ in range(rng.randint(7, 16)):
        words.append(rng.choice(LINKS) if rng.random() < 0.25 else rng.choice(WORDS))
    if rng.random() < 0.2:
        words[-1] = f"*{words[-1]}*"
    return " ".join(words).capitalize() + "."


def section(rng, number):
    text = [f"# Kapitola {number} {rng.choice(WORDS)}"]
    for part in range(2):
        if part:
            text.append(f"## {rng.choice(WORDS).capitalize()} a {rng.choice(WORDS)}")
        for _ in range(3):
            text.append(" ".join(sentence(rng) for _ in range(rng.randint(3, 6))))
        text.append("Knihoven je {{libraries}}, náklady na jednu {{cost_each}}.")
        text.append("\n".join(f"- {sentence(rng)}" for _ in range(3)))
    return "\n\n".join(text) + "\n"


def make(project, records, sections, documents):
    rng = random.Random(20260101)
    here = os.path.join(project, "content", "bench")
    districts = max(1, min(200, records // 50))
    write(f"{here}/institution.yaml", INSTITUTION)
    write(f"{here}/types/district.yaml", DISTRICT)
    write(f"{here}/types/library.yaml", LIBRARY.replace("computed:", SHEET + "computed:") if documents else LIBRARY)
    write(f"{here}/figures.yaml", FIGURES)
    write(f"{here}/records/district.yaml",
          "".join(f"d{i}:\n  name: Okres {i}\n" for i in range(districts)))
    rows = []
    for i in range(records):
        rows.append(f"l{i}:\n  name: Knihovna {rng.choice(WORDS)} {i}\n  district: d{rng.randrange(districts)}\n"
                    f"  kind: {rng.choice(('professional', 'volunteer'))}\n"
                    f"  inhabitants: {rng.randint(50, 30000)}\n  loans: {rng.randint(100, 400000)}\n"
                    f"  cost: {rng.randint(10000, 9000000)}.{rng.randrange(100):02d}\n" +
                    ("  sheet: yes\n" if i < documents else ""))
    write(f"{here}/records/library.yaml", "".join(rows))
    report = f"{here}/reports/yearly"
    write(f"{report}/report.yaml", "title: Zkušební zpráva\npublic: yes\ncontents: yes\n")
    for i in range(sections):
        write(f"{report}/{i + 1:05d}.md", section(rng, i + 1))
    write(f"{report}/99999-table.md",
          "# Přehled\n\n```table\nfor: library\ngroup: district\nsort: name\ncolumns:\n  - name\n"
          "  - kind\n  - show: inhabitants\n    total: sum\n  - show: loans\n    total: sum\n"
          "  - show: cost\n    total: sum\n  - loans_per_inhabitant\n```\n")
    if documents:
        sheet = f"{here}/reports/sheets"
        write(f"{sheet}/report.yaml",
              f"title: \"{{{{name}}}}\"\npublic: yes\nlayout: sheet\nfor: library where sheet\n"
              "file: \"{{id}}\"\n")
        write(f"{sheet}/1.md", "# List knihovny\n\n{{name}} má {{loans}} výpůjček, {{loans_per_inhabitant}} na obyvatele.\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project")
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--sections", type=int, default=10)
    parser.add_argument("--documents", type=int, default=0)
    given = parser.parse_args()
    make(given.project, given.records, given.sections, given.documents)
