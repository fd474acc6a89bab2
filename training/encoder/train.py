#!/usr/bin/env python3
"""Trains a joint tagger and parser over an encoder on treebanks; goes on where an earlier stage stopped.

    train.py --base minilm=FOLDER --treebank A.conllu … --dev B.conllu … --out student.pt [--minutes 100]
    train.py --start models/encoder.model --treebank MINE.conllu --out mine.pt

Ends with 0 when all epochs are done, with 3 when the minutes are used up: run it again. Every random choice comes from
the seed, the epoch and the step, so that stages make no difference.
"""

import argparse
import hashlib
import json
import os
import random
import sys
import time
from collections import Counter

import torch
from torch import nn

import kept
import transformer
import treebank
from siblings import Siblings
from syntax import Batch, Syntax, loss, measure

KEEP_EVERY = 600  # seconds between checkpoints


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    begin = parser.add_mutually_exclusive_group(required=True)
    begin.add_argument("--base", metavar="KIND=FOLDER", help="minilm or mpnet, and where its files lie")
    begin.add_argument("--start", help="a trained model to go on from: of train.py, or encoder.model")
    parser.add_argument("--treebank", nargs="+", default=[], help="CoNLL-U to learn from")
    parser.add_argument("--silver", nargs="*", default=[], help="what label.py wrote: learned beside the treebanks")
    parser.add_argument("--share", type=float, default=1, help="sentences of silver for one of the treebanks, an epoch")
    parser.add_argument("--dev", nargs="*", default=[], help="CoNLL-U to measure on after each epoch")
    parser.add_argument("--out", required=True, help="the trained model; beside it .state until it is done")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--whole", type=float, default=1, help="epochs at the end that compute in whole numbers")
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    parser.add_argument("--freeze", type=int, default=0, help="layers to leave as they are; their work is kept in memory")
    parser.add_argument("--longest", type=int, default=160, help="pieces of a window; 0: each sentence alone")
    parser.add_argument("--room", type=int, default=2200, help="pieces a step, with padding")
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser.parse_args()


def autocast():
    """bfloat16 where the processor multiplies it."""
    fast = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return torch.autocast("cpu", torch.bfloat16, enabled=fast)


def inventory(documents):
    words = [s for d in documents for s in d]
    tags = Counter(t for s in words for t in s.tags)
    return sorted(t for t, n in tags.items() if n > 2), sorted({r for s in words for r in s.relations})


def rates(model, options):
    encoder = list(model.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def length(pieces):
    return lambda window: 2 + sum(len(pieces.of(w)) for s in window for w in s.words)


def main():
    options = arguments()
    start = time.time()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    documents = [d for path in options.treebank for d in treebank.read(path)]
    if options.start:
        model, pieces, record = kept.load(options.start)
    else:
        kind, folder = options.base.split("=", 1)
        encoder, pieces = transformer.load(kind, folder)
        model, record = Syntax(encoder, *inventory(documents)), {"base": kind, "weights": digest(folder + "/model.safetensors")}
    dev = {os.path.basename(p): [[s] for d in treebank.read(p) for s in d] for p in options.dev}
    if options.longest:
        dev |= {os.path.basename(p) + " in windows": treebank.windows(treebank.read(p), pieces, None, plain=True)
                for p in options.dev}
    if options.freeze:
        model.encoder.freeze(options.freeze)
    tag_number, relation_number = ({x: i for i, x in enumerate(of)} for of in (model.tags, model.relations))
    optimiser = rates(model, options)

    siblings = Siblings(documents)
    silver = [d for path in options.silver for d in treebank.read(path)]
    needed = options.share * sum(map(len, documents)) / max(sum(map(len, silver)), 1)

    def plan(epoch):
        seed = options.seed * 1000 + epoch
        some = random.Random(seed).sample(silver, min(int(needed * len(silver)), len(silver)))
        windows = treebank.windows(documents + some, pieces, seed, options.longest, sibling=siblings.of)
        windows = [w for w in windows if length(pieces)(w) <= 300]
        return treebank.batches(windows, length(pieces), options.room, seed)

    each = len(plan(0))
    total = each * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min((k + 1) / min(300, total / 8), max(0.02, (total - k) / total)))
    state = options.out + ".state"
    epoch = at = 0
    if os.path.exists(state):
        before = torch.load(state, weights_only=True)
        model.load_state_dict(before["model"])
        optimiser.load_state_dict(before["optimiser"])
        schedule.load_state_dict(before["schedule"])
        epoch, at = before["epoch"], before["at"]

    def keep():
        torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch, "at": at,
                    "schedule": schedule.state_dict()}, state + ".new")
        os.replace(state + ".new", state)

    kept_at, sum_, count, figures = time.time(), 0.0, 0, {}
    while epoch < options.epochs:
        for batch in plan(epoch)[at:]:
            step = schedule.last_epoch
            torch.manual_seed(options.seed * 10**6 + step)
            transformer.Product.whole = step >= total - options.whole * each
            with autocast():
                cost = loss(model, Batch(batch, pieces, tag_number, relation_number))
            optimiser.zero_grad()
            cost.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            at, sum_, count = at + 1, sum_ + cost.item(), count + 1
            if count % 50 == 0:
                print(f"epoch {epoch} step {step} of {total} loss {sum_ / count:.3f} {time.time() - start:.0f} s", flush=True)
                sum_ = count = 0
            if time.time() - start > options.minutes * 60:
                keep()
                return 3
            if time.time() - kept_at > KEEP_EVERY:
                keep()
                kept_at = time.time()
        epoch, at = epoch + 1, 0
        keep()
        with autocast():
            for name, windows in dev.items():
                figures[name] = measure(model, windows, pieces, 1500, treebank.batches)
                print(json.dumps({"epoch": epoch, "dev": name} | figures[name]), flush=True)
    files = lambda paths: {os.path.basename(path): digest(path) for path in paths}
    record |= {"treebank": files(options.treebank), "silver": files(options.silver), "dev": figures,
               "options": {name: getattr(options, name) for name in ("epochs", "whole", "rate", "head_rate", "seed", "room")}}
    kept.save(options.out, model, pieces, record)
    os.remove(state)
    return 0


if __name__ == "__main__":
    sys.exit(main())
