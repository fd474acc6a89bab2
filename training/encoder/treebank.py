"""CoNLL-U as documents, and windows of them: runs of sentences of one document that the encoder reads at once."""

import random
from dataclasses import dataclass, field, replace


@dataclass
class Sentence:
    words: list = field(default_factory=list)
    lemmas: list = field(default_factory=list)  # "_" where none is told
    spaced: list = field(default_factory=list)  # whether a space stands before the word
    tags: list = field(default_factory=list)  # (UPOS, XPOS)
    heads: list = field(default_factory=list)  # from 1; 0 is the root
    relations: list = field(default_factory=list)
    paragraph: bool = False  # begins one
    weights: list = field(default_factory=list)  # of its words in the loss


def read(path):
    """-> documents, lists of sentences"""
    documents, sentence, spaced, paragraph, glued = [], Sentence(), True, True, 0
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc") or not documents:
            documents.append([])
        if line.startswith(("# newpar", "# newdoc")):
            paragraph = True
        if not line:
            if sentence.words:
                sentence.paragraph, paragraph = paragraph, False
                documents[-1].append(sentence)
            sentence = Sentence()
        elif line[0] != "#":
            cells = line.split("\t")
            if "." in cells[0]:
                continue
            if "-" in cells[0]:  # a token of several words: its words are glued, the space after it is the token's
                glued, after = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
                continue
            number = int(cells[0])
            sentence.words.append(cells[1])
            sentence.lemmas.append(cells[2])
            sentence.spaced.append(spaced)
            sentence.tags.append((cells[3], cells[4]))
            sentence.heads.append(int(cells[6]))
            sentence.relations.append(cells[7])
            weight = cells[9].partition("Weight=")[2].partition("|")[0]
            sentence.weights.append(float(weight or 1))
            spaced = "SpaceAfter=No" not in cells[9] if number > glued else number == glued and after
            glued = 0 if number >= glued else glued
    return [document for document in documents if document]


def write(sentence, out):
    if sentence.paragraph:
        print("# newpar", file=out)
    ends = sentence.spaced[1:] + [True]
    rows = zip(sentence.words, sentence.lemmas, sentence.tags, sentence.heads, sentence.relations, sentence.weights, ends)
    for number, (word, lemma, (upos, xpos), head, relation, weight, spaced) in enumerate(rows, 1):
        glue = "" if spaced else "SpaceAfter=No|"
        print(number, word, lemma, upos, xpos, "_", head, relation, "_", f"{glue}Weight={weight:.3f}", sep="\t", file=out)
    print(file=out)


def recased(sentence, chance):
    """Now and then in capitals, in small letters or with capitals everywhere: what a word is must not hang on its capital."""
    draw = chance.random()
    if draw >= 0.06:
        return sentence
    how = str.capitalize if draw < 0.02 else str.upper if draw < 0.04 else str.lower
    words = [how(w) if len(w) > 3 or draw >= 0.02 or i == 0 else w for i, w in enumerate(sentence.words)]
    return replace(sentence, words=words)


def windows(documents, pieces, seed, longest=160, plain=False, sibling=lambda sentence, chance: None):
    """Runs of sentences of at most `longest` pieces, cut anew for each seed, half of the sentences alone, some recased
    and some in the shape of a `sibling`; `plain`: as they are, and as long as they may be; `longest` 0: sentences alone."""
    chance, out = random.Random(seed), []
    for document in documents:
        run, size, room = [], 0, 0
        for sentence in document:
            sentence = sentence if plain else sibling(sentence, chance) or recased(sentence, chance)
            needed = sum(len(pieces.of(word)) for word in sentence.words) + 1
            if run and size + needed > room:
                out.append(run)
                run = []
            if not run:
                size, room = 0, longest if plain or not longest else chance.choice((0, 0, 0, 0, chance.randint(40, longest)))
            run.append(sentence)
            size += needed
        if run:
            out.append(run)
    return out


def batches(windows, length, room, seed):
    """Windows of like length together, at most `room` pieces a batch with their padding, in random order."""
    chance, out, batch = random.Random(seed), [], []
    sized = sorted(((length(w), i) for i, w in enumerate(windows)), key=lambda x: x[0] + 4 * chance.random())
    for size, i in sized:
        if batch and (len(batch) + 1) * size > room:
            out.append(batch)
            batch = []
        batch.append(windows[i])
    if batch:
        out.append(batch)
    chance.shuffle(out)
    return out
