"""Arabic names in Latin letters: the gazetteer's own where there is one, else by the UN/BGN scheme.

The scheme is that of the BGN/PCGN system of 1956, which the United Nations took up in 1972 and has amended since. News
leaves out short vowels, and the scheme needs them: they are filled in by the commonest pattern (``a``), so that what is
made here is a reading aid, not a source's spelling. The rule is given with each name.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from marsad.model import Place
from marsad.places.keys import is_arabic, key, latin, without_article, words

OWN_RULE: Final = "gazetteer"
SCHEME_RULE: Final = "UN/BGN, short vowels supplied"
# fmt: off
_CONSONANTS: Final = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "ḩ", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "ş", "ض": "ḑ", "ط": "ţ", "ظ": "z̧", "ع": "‘", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "’", "ؤ": "’", "ئ": "’",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y",
}
# fmt: on
_MARKS: Final = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u0652": "", "\u0651": ""}
_SUN: Final = frozenset("تثدذرزسشصضطظلن")  # letters that the article's l is read as
_SHORT_WORDS: Final = {"ابن": "Ibn", "أبو": "Abū", "ابو": "Abū", "أم": "Umm", "ام": "Umm", "بن": "Bin"}


class Romanised(NamedTuple):
    """A name in Latin letters and the rule that made it."""

    text: str
    rule: str


def romanised(place: Place) -> Romanised:
    """The Latin name of a place: its own, else its main Arabic name by the scheme."""
    own = [name for name in place.names if name.script == "latn"]
    own.sort(key=lambda name: name.kind != "romanised")
    return Romanised(own[0].text, OWN_RULE) if own else romanise(place.name)


def romanise(name: str) -> Romanised:
    """An Arabic name by the scheme.

    >>> romanise("تل رفعت").text, romanise("دير الزور").text, romanise("الشيخ مسكين").text
    ('Tal Raf‘at', 'Dayr az Zawr', 'Ash Shaykh Maskīn')
    """
    parts = [_word(word) for word in name.split()]
    # The ة of a word that another follows is read t: «معرة النعمان» Ma‘arrat an Nu‘man.
    pairs = zip(name.split(), parts, strict=True)
    joined = [re.sub("ah$", "at", part) if word.endswith("ة") else part for word, part in pairs]
    text = " ".join([*joined[:-1], *parts[-1:]])
    return Romanised(text[:1].upper() + text[1:], SCHEME_RULE)


def _word(word: str) -> str:
    if word in _SHORT_WORDS:
        return _SHORT_WORDS[word]
    if word.startswith("ال") and len(word) > len("ال") + 1:
        first = word[2]
        article = "a" + (_CONSONANTS[first] if first in _SUN else "l")
        return f"{article} {_capital(_stem(word[2:]))}"
    return _capital(_stem(word))


def _capital(text: str) -> str:
    at = next((at for at, char in enumerate(text) if char.isalpha() and char not in "‘’"), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _stem(word: str) -> str:
    """A word without its article, letter by letter; weak letters are long vowels where no vowel stands before."""
    out: list[str] = []
    last = len(word) - 1
    for at, letter in enumerate(word):
        if letter in _MARKS:
            out.append(_MARKS[letter])
        elif letter in "اىآأإٱ":
            out.append(_alif(letter, at))
        elif letter == "ة":
            out.append("ah" if not "".join(out).endswith("ā") else "h")
        elif letter in "ويی" and at > 0:
            out.append(_weak(letter, at == last, "".join(out)))
        else:
            _consonant(letter, at, out)
    return re.sub("aā|āa", "ā", "".join(out))


def _alif(letter: str, at: int) -> str:
    if letter == "إ":
        return "i"
    return "a" if letter == "أ" or (letter in "اٱ" and at == 0) else "ā"


def _weak(letter: str, ends: bool, before: str) -> str:
    """و and ي: a long vowel, or the second half of a diphthong behind the first consonant («دير» dayr, «زور» zawr)."""
    vowel, half = ("ū", "w") if letter == "و" else ("ī", "y")
    if before[-1:] in "aāiīuū":
        return half
    return "a" + half if not ends and not re.search("[aāiīuū]", before) else vowel


def _consonant(letter: str, at: int, out: list[str]) -> None:
    before = "".join(out)
    sound = _CONSONANTS.get(letter, letter)
    # No more than two consonants stand together, and none two at the beginning.
    vowelled = re.search("[aāiīuū]", before)
    if at > 0 and before and before[-1] not in "aāiīuū" and (not vowelled or (out[-2:] and _bare(out[-2:]))):
        out.append("a")
    out.append(sound)


def _bare(sounds: list[str]) -> bool:
    return len(sounds) == 2 and not any(char in "aāiīuū" for sound in sounds for char in sound)


# Consonants that Latin spellings of one Arabic name share, whatever the scheme: q, k, g and j are often one
# another's spelling, and so are emphatic and plain letters.
_ARABIC: Final = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنه", "bttkhhddrzsssdttkfkklmnh", "اءعوي")
_LATIN: Final = str.maketrans({"c": "k", "g": "k", "j": "k", "q": "k", "p": "b", "v": "f", "x": "ks"})


def skeleton(name: str) -> str:
    """The consonants of a name in either alphabet, for telling whether two spellings may be one name."""
    if is_arabic(name):
        return key(tuple(map(without_article, words(name)))).translate(_ARABIC)
    bare = re.sub(r"\b(?:al|ad|ash|as|at|an|ar|az|el)[- ]", "", latin(name))
    bare = re.sub("[^a-z]", "", bare.replace("kh", "h").replace("gh", "k").replace("sh", "s").replace("dh", "d"))
    return re.sub("[aeiouwy]", "", bare.replace("th", "t").translate(_LATIN))
