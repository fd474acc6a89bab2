#!/usr/bin/env python3
"""Writes a trained student as the model file that the program reads: whole numbers, sections as src/encoder/encoder.h and
src/syntax/biaffine.h lay them out; beside it its card.

    pack.py --model student.pt --out models/encoder.model
"""

import argparse
import struct
import sys
from pathlib import Path

import torch

import kept
from model_file import OLDEST, names, write
from transformer import WEIGHT_LEVELS

BASES = {  # what train.py begins with, and what that owes
    "minilm": "all-MiniLM-L6-v2 (Sentence Transformers, Apache-2.0) of MiniLM-L6-H384-uncased (Microsoft, MIT)",
    "mpnet": "all-mpnet-base-v2 (Sentence Transformers, Apache-2.0) of mpnet-base (Microsoft, MIT)",
}


def floats(*tensors):
    return b"".join(t.detach().float().contiguous().numpy().astype("<f4").tobytes() for t in tensors)


def levels(weight, most):
    """Whole numbers and a scale a row."""
    scale = weight.abs().amax(-1, keepdim=True).clamp(min=1e-8) / most
    return (weight / scale).round().to(torch.int8), scale.squeeze(-1)


def product(weight, bias):
    """Section of src/encoder/product.h; weight: [out, in]."""
    whole, scale = levels(weight.detach().float(), WEIGHT_LEVELS)
    return struct.pack("<II", *weight.shape) + floats(scale, bias) + whole.contiguous().numpy().tobytes()


def sections(model, pieces):
    encoder = model.encoder
    norms = [encoder.norm.weight, encoder.norm.bias]
    out = {}
    for n, layer in enumerate(encoder.layers):
        three = (layer.query, layer.key, layer.value)
        out[f"{n} attend"] = product(torch.cat([p.weight for p in three]), torch.cat([p.bias for p in three]))
        for name in ("output", "widen", "narrow"):
            part = getattr(layer, name)
            out[f"{n} {name}"] = product(part.weight, part.bias)
        norms += [layer.attention_norm.weight, layer.attention_norm.bias, layer.norm.weight, layer.norm.bias]
    whole, scale = levels(encoder.words.weight.detach().float(), 127)
    inner = encoder.layers[0].widen.out_features
    out["encoder"] = struct.pack("<5I", encoder.width, len(encoder.layers), encoder.heads, inner,
                                 encoder.places.num_embeddings)
    out["vocabulary"] = "\n".join(pieces.words).encode()
    out["words"] = floats(scale) + whole.numpy().tobytes()
    out["places"], out["shapes"] = floats(encoder.places.weight), floats(encoder.shapes.weight)
    out["norms"], out["mix"] = floats(*norms), floats(torch.softmax(encoder.mix, 0))

    upos, xpos, relations = names("CASUS_UPOS"), names("CASUS_XPOS"), names("CASUS_DEPRELS")
    out["tags"] = struct.pack("<I", len(model.tags)) + bytes(
        n for u, x in model.tags for n in (upos.index(u), xpos.index(x)))
    known = [i for i, r in enumerate(model.relations) if r in relations]
    out["relations"] = bytes(relations.index(model.relations[i]) for i in known)
    arc, relation = model.arc, model.relation
    looks = (model.tag, model.end, arc.dependent, arc.head, relation.dependent, relation.head)
    out["looks"] = product(torch.cat([p.weight for p in looks]), torch.cat([p.bias for p in looks]))
    gelu = torch.nn.functional.gelu
    out["root"] = floats(gelu(arc.head(model.root)), gelu(relation.head(model.root)))
    out["arcs"] = product(model.governs.weight, model.governs.bias)
    out["labels"] = product(model.label.weight[known], model.label.bias[known])
    return out


def card(name, digest, record):
    """What a model owes, how it was made and how well it does, for people."""
    lines = [f"# {name}", "", "An encoder that tags and parses English for `casus`.", "",
             "- **Licence**: CC BY-SA 4.0 where it learned from treebanks of that licence; see NOTICE.",
             f"- **Runs with** casus {OLDEST} or later. **Digest** `{digest}`."]
    if "start" in record:
        lines.append(f"- **Begun from** {record['start']}.")
    else:
        lines.append(f"- **Base**: {BASES[record['base']]}; weights {record['weights']}.")
    for what in ("treebank", "silver"):
        for file, sum_ in record.get(what, {}).items():
            lines.append(f"- **Learned from** {what} {file}, SHA-256 {sum_}.")
    lines.append("- **Made with** " + ", ".join(f"{k} {v}" for k, v in record.get("options", {}).items()) + ".")
    lines += [f"- **Scores** from gold tokens on {file}: " + ", ".join(f"{k} {v}" for k, v in figures.items()) + "."
              for file, figures in record.get("dev", {}).items()]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="what train.py wrote")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    model, pieces, record = kept.load(options.model)
    with torch.no_grad():
        digest = write(options.out, sections(model.eval(), pieces))
    Path(options.out + ".md").write_text(card(Path(options.out).name, digest, record), encoding="utf-8")
    print(digest)


if __name__ == "__main__":
    sys.exit(main())
