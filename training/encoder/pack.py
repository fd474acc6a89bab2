#!/usr/bin/env python3
"""Writes a trained student as the model file that the program reads: whole numbers, sections as src/base/model_file.h,
src/encoder/encoder.h and src/syntax/biaffine.h lay them out.

    pack.py --base minilm=FOLDER --model student.pt --out models/encoder.model
"""

import argparse
import hashlib
import re
import struct
import sys
from pathlib import Path

import torch

import transformer
from syntax import Syntax
from transformer import WEIGHT_LEVELS

FORMAT = 1  # kModelFormat
ROOT = Path(__file__).resolve().parents[2]


def names(macro):
    """The texts of a table of src/syntax/tags.h, in order."""
    header = (ROOT / "src/syntax/tags.h").read_text(encoding="utf-8")
    table = re.search(r"#define " + macro + r"\(\w\)(.*?)\n#define", header, re.S).group(1)
    quoted = re.findall(r'"([^"]+)"', table)
    return quoted or re.findall(r"F\((\w+)\)", table)


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


def write(path, parts):
    """src/base/model_file.h: head, table, sections at multiples of 64, a digest of names and bytes."""
    digest = hashlib.sha256()
    for name, content in parts.items():
        digest.update(name.encode() + content)
    parts = parts | {"digest": digest.hexdigest().encode()}
    at = 16 + 32 * len(parts)
    table, body = b"", b""
    for name, content in parts.items():
        body += b"\0" * (-(at + len(body)) % 64)
        table += struct.pack("<16sQQ", name.encode(), at + len(body), len(content))
        body += content
    Path(path).write_bytes(b"CASUSMDL" + struct.pack("<II", FORMAT, len(parts)) + table + body)
    return digest.hexdigest()[:12]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True, metavar="KIND=FOLDER")
    parser.add_argument("--model", required=True, help="what train.py wrote")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    kept = torch.load(options.model, weights_only=True)
    encoder, pieces = transformer.load(*options.base.split("=", 1))
    model = Syntax(encoder, kept["tags"], kept["relations"])
    model.load_state_dict(kept["model"])
    with torch.no_grad():
        print(write(options.out, sections(model.eval(), pieces)))


if __name__ == "__main__":
    sys.exit(main())
