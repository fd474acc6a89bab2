"""The model file that the program reads, back as a model that can go on learning: pack.py the other way round.

Weights come back as what the program multiplies with, seven bits and a scale a row. The root of trees comes back as the
vector whose images the file keeps, found by descent.
"""

import struct

import torch
import torch.nn.functional as F

import transformer
from model_file import names, read
from pieces import Pieces
from syntax import ARC, RELATION, Syntax


def floats(section):
    return torch.frombuffer(bytearray(section), dtype=torch.float32)


def product(section):
    """-> weight [out, in], bias [out]"""
    out, columns = struct.unpack_from("<II", section)
    scale, bias = floats(section[8:8 + 8 * out]).view(2, out)
    whole = torch.frombuffer(bytearray(section[8 + 8 * out:]), dtype=torch.int8).view(out, columns)
    return whole * scale[:, None], bias


def found_root(model, images):
    """What arc.head and relation.head make `images` of."""
    root = torch.zeros(model.encoder.width, requires_grad=True)
    optimiser = torch.optim.LBFGS([root], max_iter=2000, line_search_fn="strong_wolfe")

    def cost():
        optimiser.zero_grad()
        mine = torch.cat([F.gelu(model.arc.head(root)), F.gelu(model.relation.head(root))])
        error = (mine - images).square().sum()
        error.backward()
        return error

    optimiser.step(cost)
    return root.detach()


def load(path):
    """-> the model and its pieces"""
    parts = read(path)
    width, layers, heads, inner, places = struct.unpack("<5I", parts["encoder"])
    vocabulary = parts["vocabulary"].decode().split("\n")
    encoder = transformer.Encoder(len(vocabulary), width, layers, heads, inner, places, 0, 0)
    upos, xpos, relations = names("CASUS_UPOS"), names("CASUS_XPOS"), names("CASUS_DEPRELS")
    numbers = parts["tags"][4:]
    tags = [(upos[u], xpos[x]) for u, x in zip(numbers[::2], numbers[1::2])]
    model = Syntax(encoder, tags, [relations[n] for n in parts["relations"]])

    weights = {"encoder.mix": floats(parts["mix"]).log(), "encoder.places.weight": floats(parts["places"]).view(places, width),
               "encoder.shapes.weight": floats(parts["shapes"]).view(-1, width)}
    scale = floats(parts["words"][:4 * len(vocabulary)])
    whole = torch.frombuffer(bytearray(parts["words"][4 * len(vocabulary):]), dtype=torch.int8)
    weights["encoder.words.weight"] = whole.view(-1, width) * scale[:, None]

    def keep(name, weight, bias):
        weights[name + ".weight"], weights[name + ".bias"] = weight, bias

    norms = iter(floats(parts["norms"]).view(-1, width))
    keep("encoder.norm", next(norms), next(norms))
    for n in range(layers):
        for name, weight, bias in zip(("query", "key", "value"), *(x.split(width) for x in product(parts[f"{n} attend"]))):
            keep(f"encoder.layers.{n}.{name}", weight, bias)
        for name in ("output", "widen", "narrow"):
            keep(f"encoder.layers.{n}.{name}", *product(parts[f"{n} {name}"]))
        for name in ("attention_norm", "norm"):
            keep(f"encoder.layers.{n}.{name}", next(norms), next(norms))
    looks = ("tag", "end", "arc.dependent", "arc.head", "relation.dependent", "relation.head")
    sizes = (len(tags), 1, ARC, ARC, RELATION, RELATION)
    for name, weight, bias in zip(looks, *(x.split(sizes) for x in product(parts["looks"]))):
        keep(name, weight, bias)
    keep("governs", *product(parts["arcs"]))
    keep("label", *product(parts["labels"]))
    model.load_state_dict(weights | {"root": model.root})
    model.root.data = found_root(model, floats(parts["root"]))
    return model, Pieces(vocabulary)
