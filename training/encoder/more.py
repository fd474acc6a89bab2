#!/usr/bin/env python3
"""Teaches the encoder more: from CoNLL-U of your own, on your own machine, beginning with the model that is shipped.

    more.py MINE.conllu … --out mine.model [--dev MINE-dev.conllu] [--old A.conllu …] [--old-dev B.conllu …]
    casus read --encoder mine.model dispatch.txt

Nothing else is needed. Without --dev every tenth sentence is kept apart to measure on. What the old scores lost is told
on --old-dev where you have treebanks, and always on sentences of Casus's own: how many tags and heads are still those of
the shipped model (tests/syntax/oracle.conllu). --old learns treebanks that you have again beside yours, which keeps most.
Ends with 3 when its minutes are used up: run it again.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import torch

import kept
import treebank
from syntax import measure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mine", nargs="+", metavar="MINE.conllu")
    parser.add_argument("--out", required=True, help="the new model; beside it its card, its training and its state")
    parser.add_argument("--model", default=str(ROOT / "models/encoder.model"), help="to begin with")
    parser.add_argument("--dev", nargs="*", default=[])
    parser.add_argument("--old", nargs="*", default=[])
    parser.add_argument("--old-dev", nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser.parse_args()


def apart(paths, out):
    """Every tenth sentence into one file, the others into another."""
    learn, hold = out + ".learn.conllu", out + ".dev.conllu"
    with open(learn, "w", encoding="utf-8") as ours, open(hold, "w", encoding="utf-8") as theirs:
        for number, sentence in enumerate(s for path in paths for d in treebank.read(path) for s in d):
            treebank.write(sentence, theirs if number % 10 == 9 else ours)
    return [learn], [hold]


def scores(path, files):
    """-> {file: figures}, each sentence alone, as the program reads"""
    model, pieces, _ = kept.load(path)
    alone = lambda file: [[s] for d in treebank.read(file) for s in d]
    return {file: measure(model, alone(file), pieces, 1500, treebank.batches) for file in files}


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    learn, dev = (options.mine, options.dev) if options.dev else apart(options.mine, options.out)
    trained = options.out + ".pt"
    if not os.path.exists(trained):
        code = subprocess.run([sys.executable, HERE / "train.py", "--start", options.model, "--out", trained,
                               "--treebank", *learn, *options.old, "--epochs", str(options.epochs), "--whole", str(options.epochs),
                               "--rate", str(options.rate), "--head-rate", str(5 * options.rate), "--longest", "0",
                               "--minutes", str(options.minutes), "--threads", str(options.threads)]).returncode
        if code:
            return code
    subprocess.run([sys.executable, HERE / "pack.py", "--model", trained, "--out", options.out], check=True)
    oracle = str(ROOT / "tests/syntax/oracle.conllu")
    files = [*dev, *options.old_dev, oracle]
    before, after = scores(options.model, files), scores(options.out, files)
    for file in files:
        what = "still as the shipped model reads sentences of Casus's own" if file == oracle else file
        shown = ("UAS", "tag") if file == oracle else ("LAS", "UAS", "UPOS", "tag")
        print(f"{what}: " + ", ".join(f"{k} {before[file][k]} -> {after[file][k]}" for k in shown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
