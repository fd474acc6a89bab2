#!/usr/bin/env python3
"""The program against the model as it was trained: what training/encoder/label.py --whole, which computes with torch, makes
of sentences of our own (oracle.conllu; tests/syntax/constructions and the example dispatch) is what `casus parse` makes of them.

usage: oracle_test.py CASUS      Sums are exact in both, the order of float steps is not the same, and the program's heads
                                 are a tree under constraints: 99.5 of 100 tags and heads must agree.
"""
import json
import subprocess
import sys
from pathlib import Path

LEAST = 0.995


def sentences(conllu):
    """-> lists of rows: (form, tags, head, whether a space follows)"""
    for block in conllu.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line.partition("\t")[0].isdigit() and "\t" in line]
        if rows:
            yield [(row[1], row[3] + " " + row[4], row[6], "SpaceAfter=No" not in row[9]) for row in rows]


def main():
    wanted = list(sentences((Path(__file__).parent / "oracle.conllu").read_text()))
    texts = ["".join(form + " " * spaced for form, _, _, spaced in rows).strip() for rows in wanted]
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    parsed = subprocess.run([sys.argv[1], "parse", "--input", "jsonl", "-"], input=lines, capture_output=True, text=True,
                            check=True).stdout
    words = tags = heads = 0
    for document, rows in zip(parsed.split("# newdoc id = ")[1:], wanted, strict=True):
        found = [row for sentence in sentences(document) for row in sentence]
        assert [row[0] for row in found] == [row[0] for row in rows], f"other words: {rows}"
        words += len(rows)
        tags += sum(a[1] == b[1] for a, b in zip(found, rows))
        heads += sum(a[2] == b[2] for a, b in zip(found, rows))
    print(f"{words} words: {100 * tags / words:.2f} of 100 tags and {100 * heads / words:.2f} heads agree")
    assert words > 2000 and min(tags, heads) >= LEAST * words


if __name__ == "__main__":
    main()
