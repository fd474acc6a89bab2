"""WordPiece: a word of the treebank as numbers of pieces, greedily the longest that the vocabulary has (Schuster and
Nakajima 2012; the uncased vocabulary of BERT). src/encoder/pieces.cc does the same; `folds` is the table it works by.

A word is read letter by letter: lower case, without accents, marks of punctuation as pieces of their own. What the
vocabulary lacks is one unknown piece.
"""

import functools
import unicodedata

LETTERS = 0x3000  # letters from here on are taken as they are
LONGEST = 100  # letters of a run; a longer one is unknown
MOST = 12  # pieces of a word; the rest is left out

CASES = 4  # lower or none, Capital, ALL CAPITALS, anyHow
SHAPES = 2 * CASES  # with or without a space before it


def is_mark(letter):
    """Whether a letter is a piece of its own: punctuation, and the symbols of ASCII."""
    return letter.isascii() and letter.isprintable() and not letter.isalnum() and letter != " " or \
        ord(letter) < LETTERS and unicodedata.category(letter).startswith("P")


@functools.cache
def fold(letter):
    """The letter as the vocabulary writes it: lower case, without accents."""
    if ord(letter) >= LETTERS:
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter.lower()) if unicodedata.category(c) != "Mn")


def folds():
    """What differs of the letters beyond ASCII: [(code point, is a mark, folded)]."""
    rows = ((c, is_mark(chr(c)), fold(chr(c))) for c in range(0x80, LETTERS))
    return [(c, mark, text) for c, mark, text in rows if mark or text != chr(c)]


def case(word):
    if not any(c.isupper() for c in word):
        return 0
    if not any(c.islower() for c in word):
        return 2 if sum(c.isupper() for c in word) > 1 else 1
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 3


def shape(word, spaced):
    """What the vocabulary does not tell: capitals, and whether a space stands before the word."""
    return case(word) + (0 if spaced else CASES)


class Pieces:
    def __init__(self, words, first="[CLS]", last="[SEP]", unknown="[UNK]"):
        """words: the vocabulary"""
        self.words, self.special = words, (first, last, unknown)
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self.first, self.last, self.unknown = (self.numbers[word] for word in (first, last, unknown))
        self.of = functools.cache(self._of)

    def _of(self, word):
        out, run = [], ""
        for letter in word:
            text = fold(letter)
            if is_mark(letter):
                out += self._run(run) + self._run(text)
                run = ""
            else:
                run += text
        return tuple((out + self._run(run))[:MOST]) or (self.unknown,)

    def _run(self, run):
        if not run:
            return []
        if len(run) > LONGEST:
            return [self.unknown]
        out, at = [], 0
        while at < len(run):
            for end in range(len(run), at, -1):
                number = self.numbers.get(("##" if at else "") + run[at:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            out.append(number)
            at = end
        return out
