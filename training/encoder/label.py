#!/usr/bin/env python3
"""Parses CoNLL-U anew with a trained model: a teacher's trees over unlabelled news, for the student to learn from.

    casus parse archive.jsonl > archive.conllu
    label.py --model teacher.pt archive.conllu > labelled.conllu

Words and sentences stay; tags, heads and relations are the model's. Sentences whose best heads make no tree are left
out. MISC tells by `Weight` how sure the model is of a word's head (its probability), by which train.py weighs it.
"""

import argparse
import os
import sys

import torch

import kept
import transformer
import treebank
from syntax import Batch
from train import autocast, length


def is_tree(heads):
    """One word under the root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        steps = 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


@torch.no_grad()
def label(model, windows, pieces):
    """Sets tags, heads, relations and weights of the sentences of windows."""
    batch = Batch(windows, pieces)
    x = model.words(batch)
    arcs, candidates = model.arcs(x, batch.sentence)
    sure, heads = torch.softmax(arcs, -1).max(-1)
    labels, tags = model.labels(x, candidates, heads).argmax(-1), model.tag(x).argmax(-1)
    for w, window in enumerate(windows):
        at = 0
        for sentence in window:
            here = slice(at, at + len(sentence.words))
            sentence.heads = [h and h - at for h in heads[w, here].tolist()]
            sentence.relations = [model.relations[r] for r in labels[w, here].tolist()]
            sentence.tags = [model.tags[t] for t in tags[w, here].tolist()]
            sentence.weights = sure[w, here].tolist()
            at += len(sentence.words)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="what train.py or pack.py wrote")
    parser.add_argument("--whole", action="store_true", help="compute in whole numbers, as the program does")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    transformer.Product.whole = options.whole
    model, pieces, _ = kept.load(options.model)
    model.eval()
    size, dropped, total = length(pieces), 0, 0
    for path in options.files:
        documents = treebank.read(path)
        for first in range(0, len(documents), 2000):
            some = documents[first:first + 2000]
            windows = [[s] for d in some for s in d if size([s]) <= 400]  # each alone, as the program reads
            for group in treebank.batches(windows, size, 6000, 0):
                with autocast():
                    label(model, group, pieces)
            for sentence in (s for window in windows for s in window):
                total += 1
                if not is_tree(sentence.heads):
                    dropped += 1
                    continue
                treebank.write(sentence, sys.stdout)
            print(f"{path}: {total} sentences, {dropped} without a tree", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
