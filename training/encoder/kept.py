"""A trained model in a file: what train.py writes, whole, with the words of its vocabulary and the record of how it was
made; or the model file that the program reads."""

import torch

import transformer
import unpack
from pieces import Pieces
from syntax import Syntax


def save(path, model, pieces, record):
    encoder = model.encoder
    torch.save({"encoder": encoder.arguments, "frozen": encoder.frozen, "words": pieces.words, "special": pieces.special,
                "tags": model.tags, "relations": model.relations, "model": model.state_dict(), "record": record}, path)


def load(path):
    """-> model, pieces, record"""
    if not path.endswith(".pt"):
        model, pieces = unpack.load(path)
        return model, pieces, {"start": path}
    kept = torch.load(path, weights_only=True)
    encoder = transformer.Encoder(*kept["encoder"])
    encoder.frozen = kept["frozen"]
    model = Syntax(encoder, kept["tags"], kept["relations"])
    model.load_state_dict(kept["model"])
    return model, Pieces(kept["words"], *kept["special"]), kept["record"]
