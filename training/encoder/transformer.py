"""The encoders: MiniLM-L6 (Wang et al. 2020), absolute places, and MPNet-base (Song et al. 2020), a bias for distances.

Both are the transformer of BERT (Devlin et al. 2019) with layer norm after each sum; both get vectors for the shapes of
words, which their vocabulary, all small letters, does not know. A layer is four products of matrices: `Product` can
compute as the program will, in whole numbers.
"""

import json
import math
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from pieces import SHAPES, Pieces

WEIGHT_LEVELS = 63  # seven bits: two products of a weight and an activation fit sixteen, on every processor
ACTIVATION_LEVELS = 127


def levelled(x, levels):
    """Each row in whole numbers from -levels to levels times a scale of its own; gradients pass."""
    scale = x.detach().abs().amax(-1, keepdim=True).clamp(min=1e-8) / levels
    return x + ((x / scale).round() * scale - x).detach()


class Product(nn.Linear):
    whole = False  # compute in whole numbers, as the program does

    def forward(self, x):
        if not Product.whole:
            return super().forward(x)
        return F.linear(levelled(x, ACTIVATION_LEVELS), levelled(self.weight, WEIGHT_LEVELS), self.bias)


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.output = (Product(width, width) for _ in range(4))
        self.widen, self.narrow = Product(width, inner), Product(inner, width)
        self.attention_norm, self.norm = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))

    def forward(self, x, mask):
        batch, length, width = x.shape

        def split(y):
            return y.view(batch, length, self.heads, -1).transpose(1, 2)

        mixed = F.scaled_dot_product_attention(split(self.query(x)), split(self.key(x)), split(self.value(x)), mask)
        drop = lambda y: F.dropout(y, self.dropout, self.training)
        x = self.attention_norm(x + drop(self.output(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm(x + drop(self.narrow(F.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Pieces [batch, length] with their shapes to one vector a piece and layer; `there` marks pieces from padding."""

    def __init__(self, vocabulary, width, layers, heads, inner, places, distances, first_place, dropout=0.1):
        super().__init__()
        self.arguments = (vocabulary, width, layers, heads, inner, places, distances, first_place)
        self.width, self.heads, self.first_place, self.dropout = width, heads, first_place, dropout
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(places, width)
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.distances = nn.Embedding(distances, heads) if distances else None
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.mix = nn.Parameter(torch.zeros(layers))
        self.frozen, self.known = 0, None

    def forward(self, pieces, shapes, there):
        mask = self.mask(there)
        if self.frozen:
            x = self.below(pieces, there) + self.shapes(shapes)
        else:
            x = self.norm(self.embedded(pieces) + self.shapes(shapes))
        x = F.dropout(x, self.dropout, self.training)
        out, shares = 0, torch.softmax(self.mix[self.frozen:], 0)
        for layer, share in zip(self.layers[self.frozen:], shares):
            x = layer(x, mask)
            out = out + share * x
        return out

    def embedded(self, pieces):
        return self.words(pieces) + self.places(torch.arange(self.first_place, self.first_place + pieces.shape[1]))

    def mask(self, there):
        mask = torch.zeros(there.shape).masked_fill(~there, -1e4)[:, None, None]
        if self.distances is not None:
            mask = mask + self.bias(there.shape[1])
        return mask.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else mask

    def freeze(self, layers):
        """Leaves the lowest layers as they are: what they make of a row of pieces is computed once and kept in memory, in
        sixteen bits. The shapes of words come in above them."""
        self.frozen, self.known = layers, {}
        for part in (self.words, self.places, self.norm, self.distances, *self.layers[:layers]):
            if part is not None:
                part.requires_grad_(False)

    @torch.no_grad()
    def below(self, pieces, there):
        """What the frozen layers make of the pieces."""
        lengths = there.sum(1).tolist()
        keys = [tuple(row[:n]) for row, n in zip(pieces.tolist(), lengths)]
        if self.known is not None and all(key in self.known for key in keys):
            return nn.utils.rnn.pad_sequence([self.known[key] for key in keys], batch_first=True).float()
        learns = self.training
        self.eval()
        x, mask = self.norm(self.embedded(pieces)), self.mask(there)
        for layer in self.layers[:self.frozen]:
            x = layer(x, mask)
        self.train(learns)
        if self.known is not None:
            self.known |= {key: x[i, :len(key)].half() for i, key in enumerate(keys)}
        return x

    def bias(self, length):
        """Of MPNet: how far apart two places are, near ones exactly, far ones by the logarithm."""
        half = self.distances.num_embeddings // 2
        apart = torch.arange(length)[None] - torch.arange(length)[:, None]
        near, size = half // 2, apart.abs()
        far = near + (torch.log(size.clamp(min=1) / near) / math.log(128 / near) * (half - near)).long()
        bucket = torch.where(size < near, size, far.clamp(max=half - 1)) + (apart > 0) * half
        return self.distances(bucket).permute(2, 0, 1)[None]


KINDS = {  # names of the weights in the files of the two
    "minilm": {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
               "output": "attention.output.dense", "attention_norm": "attention.output.LayerNorm"},
    "mpnet": {"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
              "output": "attention.attn.o", "attention_norm": "attention.LayerNorm"},
}
SHARED = {"widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm"}


def load(kind, folder):
    """The encoder as its makers left it, and its pieces."""
    with open(os.path.join(folder, "config.json"), encoding="utf-8") as config:
        c = json.load(config)
    mpnet = kind == "mpnet"
    encoder = Encoder(c["vocab_size"], c["hidden_size"], c["num_hidden_layers"], c["num_attention_heads"],
                      c["intermediate_size"], c["max_position_embeddings"],
                      c["relative_attention_num_buckets"] if mpnet else 0, 2 if mpnet else 0)
    file = load_file(os.path.join(folder, "model.safetensors"))
    file = {name.removeprefix("mpnet.").removeprefix("bert."): weight for name, weight in file.items()}
    ours = {"words.weight": file["embeddings.word_embeddings.weight"],
            "places.weight": file["embeddings.position_embeddings.weight"],
            "norm.weight": file["embeddings.LayerNorm.weight"], "norm.bias": file["embeddings.LayerNorm.bias"]}
    if mpnet:
        ours["distances.weight"] = file["encoder.relative_attention_bias.weight"]
        ours["shapes.weight"], ours["mix"] = encoder.shapes.weight, encoder.mix
    else:
        ours["shapes.weight"] = file["embeddings.token_type_embeddings.weight"][0].expand(SHAPES, -1)
        ours["mix"] = encoder.mix
    for n in range(c["num_hidden_layers"]):
        for name, theirs in (KINDS[kind] | SHARED).items():
            for part in ("weight", "bias"):
                ours[f"layers.{n}.{name}.{part}"] = file[f"encoder.layer.{n}.{theirs}.{part}"]
    encoder.load_state_dict(ours)
    special = ("<s>", "</s>", "[UNK]") if mpnet else ("[CLS]", "[SEP]", "[UNK]")
    with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as words:
        return encoder, Pieces([line.rstrip("\n") for line in words], *special)
