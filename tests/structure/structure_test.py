#!/usr/bin/env python3
"""The street is one-way, files stay small, lists of words stay in tables: what no compiler checks (docs/architecture.md).
usage: structure_test.py SOURCE_DIR"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
wrong = []

# Which folder may use which: the casus_layer lines of src/CMakeLists.txt, in their order.
uses = {}
for line in (root / "src/CMakeLists.txt").read_text().splitlines():
    layer = re.match(r"casus_layer\((\w+)([^)]*)\)", line)
    if not layer:
        continue
    words = layer[2].split()
    end = words.index("LIBRARIES") if "LIBRARIES" in words else len(words)
    named = words[words.index("USES") + 1:end] if "USES" in words else []
    for used in named:
        if used not in uses:
            wrong.append(f"src/CMakeLists.txt: {layer[1]} uses {used}, which does not stand above it")
    uses[layer[1]] = set(named)
if len(uses) < 10:
    wrong.append("src/CMakeLists.txt: the casus_layer lines were not understood")

THIRD_PARTY = {"simdjson": {"src/text"}, "unicode/": {"src/text", "src/encoder"}, "oneapi/": {"src/encoder"},
               "sqlite3": {"src/store"}, "nlohmann/": {"src/formats", "interfaces/cli"},
               "fmt/": {"src/formats"}, "CLI/": {"interfaces/cli"}, "httplib": {"interfaces/server"}}
SEED_WORDS = re.compile("peskov|sloat|stoltenberg|lavrov|zelensk|vilnius|cluster.?(bomb|munition)|kremlin|kiev|indivisib", re.I)
LONGEST = 400
# Waiting to be split; nothing may join this list.
TO_SPLIT = {"src/actors/nominals.cc", "src/actors/settle.cc"}

count = 0
for path in sorted(root.glob("*/**/*")):
    place = path.relative_to(root)
    if path.suffix not in (".h", ".cc") or place.parts[0] in ("build", ".git"):
        continue
    count += 1
    text = path.read_text()
    lines = text.splitlines()
    if len(lines) > LONGEST and str(place) not in TO_SPLIT:
        wrong.append(f"{place}: {len(lines)} lines; split before {LONGEST}")
    product = place.parts[0] in ("src", "include", "interfaces")
    if product and path.suffix == ".h":
        if not text.startswith("//"):
            wrong.append(f"{place}: a header opens with its idea")
        if "#pragma once" not in text:
            wrong.append(f"{place}: no #pragma once")
    for number, line in enumerate(lines, 1):
        if product and SEED_WORDS.search(line):
            wrong.append(f"{place}:{number}: a word of the seed dispatch in code")
        include = re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line)
        if not include or not product:
            continue
        target = include[2]
        for library, folders in THIRD_PARTY.items():
            if target.startswith(library) and "/".join(place.parts[:2]) not in folders:
                wrong.append(f"{place}:{number}: {target} may be included only by {' and '.join(sorted(folders))}")
        if include[1] == "<" or target.startswith("casus/"):
            continue
        folder = target.split("/")[0]
        if place.parts[0] == "include":
            wrong.append(f"{place}:{number}: an installed header includes {target}, which is not installed")
        elif place.parts[0] == "src" and folder != place.parts[1] and folder not in uses.get(place.parts[1], set()):
            wrong.append(f"{place}:{number}: {place.parts[1]} does not use {folder} (src/CMakeLists.txt)")
if count < 50:
    wrong.append(f"only {count} source files were found")

readme = (root / "lexicons/README.md").read_text()
for table in sorted((root / "lexicons").glob("*.tsv")):
    if table.name not in readme and table.stem not in readme:
        wrong.append(f"lexicons/{table.name}: no row in lexicons/README.md")

print("\n".join(wrong) or f"{count} files in order")
sys.exit(1 if wrong else 0)
