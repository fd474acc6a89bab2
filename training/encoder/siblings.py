"""Sentences of the treebanks turned into what news is full of and treebanks lack: headlines in title case, a date between
subject and verb, "said at a meeting with the minister that", "demanded that he leave". Words are moved, left out, put in
and inflected; the tree follows.

What the treebanks say of a date is what is put in: the dates are theirs, with their trees.
"""

from dataclasses import replace

LEMMAS_OF_TIME = {"day", "week", "month", "year", "night", "morning", "evening", "afternoon", "today", "yesterday", "weekend"}
DEMANDING = ("demanded", "insisted", "proposed", "requested", "urged", "recommended", "ordered", "asked", "required", "suggested")
SMALL = {"ADP", "DET", "CCONJ", "PART", "SCONJ"}


def below(sentence, word):
    """Places of the subtree of a word, counted from 0, in order."""
    inside = {word}
    grown = True
    while grown:
        more = {i for i, head in enumerate(sentence.heads) if head - 1 in inside} - inside
        inside |= more
        grown = bool(more)
    return sorted(inside)


def children(sentence, word, *relations):
    return [i for i, head in enumerate(sentence.heads) if head - 1 == word and sentence.relations[i] in relations]


def rebuilt(sentence, rows):
    """Of rows (word, lemma, spaced, tags, head, relation, weight), heads being places in the old sentence or rows themselves,
    and `rows` in their new order; each carries its old place as the last member, None where it is new."""
    place = {row[-1]: number for number, row in enumerate(rows, 1) if row[-1] is not None}
    own = {id(row): number for number, row in enumerate(rows, 1)}
    heads = [0 if row[4] == -1 else own[id(row[4])] if isinstance(row[4], list) else place[row[4]] for row in rows]
    columns = list(zip(*(row[:7] for row in rows)))
    return replace(sentence, words=list(columns[0]), lemmas=list(columns[1]), spaced=list(columns[2]), tags=list(columns[3]),
                   heads=heads, relations=list(columns[5]), weights=list(columns[6]))


def rows_of(sentence):
    parts = zip(sentence.words, sentence.lemmas, sentence.spaced, sentence.tags, (h - 1 for h in sentence.heads),
                sentence.relations, sentence.weights)
    return [[*row, number] for number, row in enumerate(parts)]


def in_present(lemma):
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


def headline(sentence, chance):
    """Or None: no articles, no stop, the past told in the present, capitals."""
    if not 4 <= len(sentence.words) <= 24 or sentence.lemmas[0] == "_":
        return None
    governed = set(sentence.heads)
    rows = []
    for row in rows_of(sentence):
        word, lemma, _, tags, _, relation, _, number = row
        leaf = number + 1 not in governed
        if leaf and (tags[1] == "DT" and lemma in ("the", "a") or relation == "punct" and word == "." and number > 1):
            continue
        if tags[1] == "VBD" and tags[0] == "VERB" and lemma.isalpha():
            row[0], row[3] = in_present(lemma), ("VERB", "VBZ")
            if any(sentence.tags[i][1] in ("NNS", "NNPS") for i in children(sentence, number, "nsubj")):
                row[0], row[3] = lemma, ("VERB", "VBP")
        rows.append(row)
    all_of_them = chance.random() < 0.6
    for first, row in enumerate(rows):
        if row[0][0].islower() and (all_of_them or first == 0 or row[3][0] not in SMALL or len(row[0]) > 4):
            row[0] = row[0][0].upper() + row[0][1:]
    return rebuilt(sentence, rows) if len(rows) > 2 else None


def dates(sentences):
    """Subtrees that tell a day or a time under a verb, as lists of rows."""
    out = []
    for sentence in sentences:
        for word, (tags, relation) in enumerate(zip(sentence.tags, sentence.relations)):
            dated = children(sentence, word, "nummod") and tags[1] == "NNP"
            if relation == "obl" and not dated or relation not in ("obl", "obl:unmarked") or \
               relation == "obl:unmarked" and not (tags[1] == "NNP" or sentence.lemmas[word] in LEMMAS_OF_TIME):
                continue
            places = below(sentence, word)
            if len(places) <= 5 and places[-1] - places[0] == len(places) - 1 and \
               all(sentence.tags[i][0] != "PUNCT" and sentence.relations[i] != "acl:relcl" for i in places):
                rows = [row for row in rows_of(sentence) if row[-1] in places]
                out.append((places[0], word, rows))
    return out


def dated(sentence, chance, known):
    """Or None: a date of another sentence right after the subject of the first verb that has one."""
    for verb, tags in enumerate(sentence.tags):
        subjects = children(sentence, verb, "nsubj", "nsubj:pass")
        if tags[1] not in ("VBD", "VBN", "VB", "VBG") or not subjects or subjects[0] > verb or \
           children(sentence, verb, "obl:unmarked", "mark") or sentence.tags[subjects[0]][0] == "PRON":
            continue
        places = below(sentence, subjects[0])
        if places[-1] - places[0] != len(places) - 1 or sentence.tags[places[-1] + 1][0] not in ("VERB", "AUX"):
            return None
        first, top, rows = chance.choice(known)
        new = [list(row) for row in rows]
        by_place = {row[-1]: row for row in new}
        for row in new:
            row[4] = verb if row[-1] == top else by_place[row[4]]
        if first == 0:
            new[0][0] = new[0][0] if new[0][3][0] == "PROPN" else new[0][0][0].lower() + new[0][0][1:]
        new[0][2] = True
        for row in new:
            row[-1] = None
        old = rows_of(sentence)
        after = places[-1] + 1
        return rebuilt(sentence, old[:after] + new + old[after:])
    return None


def mandative(sentence, chance):
    """Or None: "said that he leaves" as "demanded that he leave", now and then without its "that"."""
    for clause, relation in enumerate(sentence.relations):
        verb = sentence.heads[clause] - 1
        marks = [i for i in children(sentence, clause, "mark") if sentence.lemmas[i] == "that"]
        subjects = children(sentence, clause, "nsubj", "nsubj:pass")
        if relation != "ccomp" or not marks or not subjects or marks[0] != verb + 1 or sentence.tags[verb] != ("VERB", "VBD"):
            continue
        rows = rows_of(sentence)
        finite = [i for i in children(sentence, clause, "aux", "aux:pass", "cop") if subjects[0] < i < clause]
        if not finite and sentence.tags[clause][0] == "VERB" and sentence.tags[clause][1] in ("VBZ", "VBD", "VBP"):
            rows[clause][0], rows[clause][3] = sentence.lemmas[clause], ("VERB", "VB")
        elif len(finite) == 1 and sentence.lemmas[finite[0]] == "be" and sentence.tags[finite[0]][1] in ("VBZ", "VBD", "VBP"):
            rows[finite[0]][0], rows[finite[0]][3] = "be", (sentence.tags[finite[0]][0], "VB")
        else:
            continue
        rows[verb][0] = chance.choice(DEMANDING)
        if chance.random() < 0.4 and marks[0] + 1 not in sentence.heads:
            del rows[marks[0]]
        return rebuilt(sentence, rows)
    return None


def places(sentences):
    """Phrases with a preposition, of three to eleven words, that tell where, when or with whom something was done."""
    out = []
    for sentence in sentences:
        for word, relation in enumerate(sentence.relations):
            inside = below(sentence, word) if relation == "obl" and sentence.heads[word] > 0 and sentence.heads[word] - 1 < word else ()
            if 3 <= len(inside) <= 11 and inside[-1] - inside[0] == len(inside) - 1 and sentence.tags[inside[0]][0] == "ADP" and \
               not any(sentence.tags[i][0] in ("PUNCT", "VERB", "PRON") for i in inside):
                out.append((word, [row for row in rows_of(sentence) if row[-1] in inside]))
    return out


def late(sentence, chance, known):
    """Or None: such a phrase of another sentence between a verb and the clause with "that" which it governs."""
    for clause, relation in enumerate(sentence.relations):
        verb = sentence.heads[clause] - 1
        marks = [i for i in children(sentence, clause, "mark") if sentence.lemmas[i] == "that"]
        if relation != "ccomp" or not marks or marks[0] != verb + 1 or sentence.tags[verb][0] != "VERB":
            continue
        top, rows = chance.choice(known)
        new = [list(row) for row in rows]
        by_place = {row[-1]: row for row in new}
        for row in new:
            row[4] = verb if row[-1] == top else by_place[row[4]]
        new[0][2] = True
        for row in new:
            row[-1] = None
        old = rows_of(sentence)
        return rebuilt(sentence, old[:verb + 1] + new + old[verb + 1:])
    return None


class Siblings:
    """Of all sentences of a treebank: `of` gives one now and then."""

    def __init__(self, documents):
        self.dates, self.places = (of([s for d in documents for s in d]) for of in (dates, places))

    def of(self, sentence, chance):
        if "_" in sentence.lemmas[:1]:
            return None
        draw = chance.random()
        if draw < 0.05:
            return headline(sentence, chance)
        if draw < 0.10 and self.dates:
            return dated(sentence, chance, self.dates)
        if draw < 0.35 and self.places:
            return late(sentence, chance, self.places)
        return mandative(sentence, chance) if draw < 0.75 else None
