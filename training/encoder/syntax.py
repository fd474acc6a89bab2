"""Tags, sentence ends and trees over an encoder: a linear tagger, biaffine scores of heads (Dozat and Manning 2017), and
relations from what dependent and head are, each alone and number by number together.

A window is read whole; a word is its first piece. Heads are looked for within the sentence.
"""

import torch
import torch.nn.functional as F
from torch import nn

from pieces import shape
from transformer import Product

ARC, RELATION = 256, 128  # widths


class Sides(nn.Module):
    """A word as dependent and as head."""

    def __init__(self, width, size):
        super().__init__()
        self.dependent, self.head = Product(width, size), Product(width, size)
        self.dropout = nn.Dropout(0.25)

    def forward(self, words, candidates):
        return self.dropout(F.gelu(self.dependent(words))), self.dropout(F.gelu(self.head(candidates)))


class Syntax(nn.Module):
    def __init__(self, encoder, tags, relations):
        super().__init__()
        self.encoder, self.tags, self.relations = encoder, tags, relations
        self.root = nn.Parameter(torch.randn(encoder.width) * 0.02)
        self.tag, self.end = Product(encoder.width, len(tags)), nn.Linear(encoder.width, 1)
        self.arc, self.relation = Sides(encoder.width, ARC), Sides(encoder.width, RELATION)
        self.governs, self.label = Product(ARC, ARC), Product(3 * RELATION, len(relations))
        nn.init.normal_(self.governs.weight, std=0.01)
        self.dropout = nn.Dropout(0.2)

    def words(self, batch):
        x = self.encoder(batch.pieces, batch.shapes, batch.there)
        return self.dropout(torch.gather(x, 1, batch.starts.unsqueeze(-1).expand(-1, -1, x.shape[-1])))

    def arcs(self, words, sentence):
        """[batch, word, candidate]: how well each candidate governs a word; candidate 0 is the root."""
        candidates = torch.cat([self.root.to(words.dtype).expand(len(words), 1, -1), words], 1)
        a, b = self.arc(words, candidates)
        scores = (self.governs(a) @ b.transpose(1, 2)).float()
        same = sentence[:, :, None] == sentence[:, None]
        same &= ~torch.eye(same.shape[1], dtype=torch.bool)
        allowed = F.pad(same, (1, 0), value=True)
        return scores.masked_fill(~allowed, -1e9), candidates

    def labels(self, words, candidates, heads):
        """[batch, word, relation], each word under the head given."""
        chosen = torch.gather(candidates, 1, heads.clamp(min=0)[..., None].expand(-1, -1, candidates.shape[-1]))
        a, b = self.relation(words, chosen)
        return self.label(torch.cat([a, b, a * b], -1)).float()


class Batch:
    """Windows as tensors. Words beyond a window's last have sentence -1."""

    def __init__(self, windows, pieces, tags=None, relations=None):
        rows, starts, shapes = [], [], []
        for window in windows:
            row, begin, look = [pieces.first], [], [0]
            for sentence in window:
                if sentence.paragraph and len(row) > 1:
                    row.append(pieces.last)
                    look.append(0)
                for word, spaced in zip(sentence.words, sentence.spaced):
                    begin.append(len(row))
                    these = pieces.of(word)
                    row += these
                    look += [shape(word, spaced)] * len(these)
            rows.append(row + [pieces.last])
            shapes.append(look + [0])
            starts.append(begin)

        def table(lists, fill):
            longest = max(len(x) for x in lists)
            return torch.tensor([x + [fill] * (longest - len(x)) for x in lists])

        self.there = table([[True] * len(row) for row in rows], False)
        self.pieces, self.shapes, self.starts = table(rows, 0), table(shapes, 0), table(starts, 0)
        flat = lambda of: [[x for i, s in enumerate(w) for x in of(i, s)] for w in windows]
        self.sentence = table(flat(lambda i, s: [i] * len(s.words)), -1)
        self.word = self.sentence >= 0
        if tags is None:
            return
        self.weight = table(flat(lambda i, s: s.weights), 0.0)
        self.tag = table(flat(lambda i, s: [tags.get(t, -1) for t in s.tags]), -1)
        self.relation = table(flat(lambda i, s: [relations.get(r, -1) for r in s.relations]), -1)
        self.end = table(flat(lambda i, s: [0.0] * (len(s.words) - 1) + [1.0]), 0.0)
        heads = []
        for window in windows:
            row = []
            for sentence in window:
                base = len(row)
                row += [h and h + base for h in sentence.heads]
            heads.append(row)
        self.head = table(heads, -1)


def loss(model, batch):
    x = model.words(batch)
    arcs, candidates = model.arcs(x, batch.sentence)
    there, weight = batch.word, batch.weight[batch.word]

    def cost(scores, gold):
        each = F.cross_entropy(scores.float()[there], gold[there], ignore_index=-1, reduction="none")
        return (each * weight).sum() / weight.sum()

    end = F.binary_cross_entropy_with_logits(model.end(x).float().squeeze(-1)[there], batch.end[there])
    return cost(arcs, batch.head) + cost(model.labels(x, candidates, batch.head), batch.relation) + \
        0.5 * cost(model.tag(x), batch.tag) + 0.5 * end


@torch.no_grad()
def measure(model, windows, pieces, room, batches):
    """Shares of words right, from gold words and sentences, each word under its best head: not yet trees."""
    model.eval()
    tags = {t: i for i, t in enumerate(model.tags)}
    relations = {r: i for i, r in enumerate(model.relations)}
    coarse = torch.tensor([sorted({r.split(":")[0] for r in model.relations}).index(r.split(":")[0])
                           for r in model.relations])
    upos = torch.tensor([sorted({u for u, _ in model.tags}).index(u) for u, _ in model.tags])
    total = right_head = right_both = right_tag = right_upos = ends = found = both = 0
    for group in batches(windows, lambda w: sum(len(s.words) for s in w), room, 0):
        b = Batch(group, pieces, tags, relations)
        x = model.words(b)
        arcs, candidates = model.arcs(x, b.sentence)
        heads = arcs.argmax(-1)
        labels, tag = model.labels(x, candidates, heads).argmax(-1), model.tag(x).argmax(-1)
        w, good = b.word, heads == b.head
        total += w.sum().item()
        right_head += (good & w).sum().item()
        right_both += (good & (coarse[labels] == coarse[b.relation.clamp(min=0)]) & w).sum().item()
        right_tag += ((tag == b.tag) & w).sum().item()
        right_upos += ((upos[tag] == upos[b.tag.clamp(min=0)]) & (b.tag >= 0) & w).sum().item()
        end, gold = (model.end(x).squeeze(-1) > 0) & w, b.end > 0
        ends, found, both = ends + gold.sum().item(), found + end.sum().item(), both + (end & gold).sum().item()
    model.train()
    p = lambda part, whole: round(100 * part / max(whole, 1), 2)
    return {"UAS": p(right_head, total), "LAS": p(right_both, total), "UPOS": p(right_upos, total),
            "tag": p(right_tag, total), "ends": p(2 * both, ends + found)}
