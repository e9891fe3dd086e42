"""The keys under which names of places are kept and looked up.

A key is the folded name without spaces and punctuation, since reports write «كفر حمرة» and «كفرحمرة» (Kafr Hamra)
alike. The loose key leaves out the article ال of every word besides.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from marsad.text.fold import TABLE, fold

_ARABIC: Final = re.compile("[ء-ي]")
_PLAIN: Final = re.compile("[ء-ي ]+")  # once folded: nothing is left to do
_LETTERS: Final = "".join(letter for letter in map(chr, range(ord("ء"), ord("ي") + 1)) if ord(letter) not in TABLE)
_FOLDED: Final = re.compile(f"[{_LETTERS} ]+")  # nothing is to be done at all: half the time of a look-up
_APART: Final = re.compile(r"[\W_]+")
# The article is not cut from words that would be left with fewer letters: «الب» (Alp) is no article and ب.
_LEAST: Final = 2
ARTICLE: Final = "ال"
# Class word to the classes it names. «ناحية» is a subdistrict in Syria and Iraq, «مديرية» a district in Yemen.
CLASS_WORDS: Final[dict[str, frozenset[str]]] = {
    fold(word): frozenset(classes.split())
    for words, classes in {
        "دولة جمهورية مملكة": "country",
        "محافظة ولاية إمارة مقاطعة": "governorate district",
        "إقليم": "region governorate",
        "قضاء مديرية لواء": "district subdistrict",
        "ناحية": "subdistrict district",
        "منطقة": "region district subdistrict neighbourhood village town site front",
        "مدينة": "city town",
        "بلدة": "town village city",
        "قرية": "village town",
        "مزرعة مزارع": "village site",
        "حي ضاحية حارة": "neighbourhood",
        "مخيم": "camp",
        "معبر": "crossing",
        "حاجز": "checkpoint",
        "قاعدة معسكر ثكنة": "base",
        "مطار": "airport base",
        "سجن معتقل": "prison",
        "مستشفى مشفى": "hospital",
        "طريق أوتوستراد": "road",
        "جبهة محور": "front",
        "جبل جبال سهل وادي حوض بادية صحراء جزيرة": "region site",
    }.items()
    for word in words.split()
}
# Behind these the bare name is the same place or the place it is the centre of. A prison or an airport is not the town
# that it is called after, and is found by its bare name only if the gazetteer says that it is of that class.
SETTLED: Final = frozenset(
    word
    for word, classes in CLASS_WORDS.items()
    if classes & {"country", "governorate", "district", "subdistrict", "city", "village", "neighbourhood", "camp"}
)
# The classes that a word names with the article on it or without.
CLASSES_OF: Final = {article + word: classes for word, classes in CLASS_WORDS.items() for article in ("", ARTICLE)}
SETTLED_OF: Final = frozenset(article + word for word in SETTLED for article in ("", ARTICLE))


def words(name: str) -> tuple[str, ...]:
    """The folded words of a name; marks and punctuation are left out, Latin letters lose their accents."""
    if _FOLDED.fullmatch(name):
        return tuple(name.split())
    # As ``fold``, which keeps what it has folded: names are kept in the index, with what they lead to.
    folded = name.translate(TABLE)
    if _PLAIN.fullmatch(folded):
        return tuple(folded.split())
    folded = folded.lower() if name and max(name) < "\ufb50" else fold(name)
    if not _ARABIC.search(folded):
        folded = latin(folded)
    parts = tuple(folded.split())
    return parts if "".join(parts).isalnum() else tuple(_APART.sub(" ", folded).split())


def is_arabic(name: str) -> bool:
    """Whether a name holds a letter of the Arabic alphabet."""
    return _ARABIC.search(fold(name)) is not None


def is_folded_arabic(parts: tuple[str, ...]) -> bool:
    """Whether a name whose words these are holds a letter of the Arabic alphabet."""
    return _ARABIC.search("".join(parts)) is not None


def latin(name: str) -> str:
    """A name in Latin letters without accents and apostrophes, in lower case: «Al-Ḩasakah» becomes ``al-hasakah``."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return re.sub("['’‘`ʿʾʻʼ]", "", bare).casefold()


def key(parts: tuple[str, ...]) -> str:
    """The exact key of a name's words."""
    return "".join(parts)


def loose_key(parts: tuple[str, ...]) -> str:
    """The key without any article."""
    return "".join(map(without_article, parts))


def without_article(word: str) -> str:
    """A folded word without its article."""
    return word[2:] if word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + _LEAST else word


def without_clitics(word: str) -> tuple[str, ...]:
    """What a folded word may be behind «و» (and), «ف» (so), «ب» (in), «ل» (to) and «ك» (like), likeliest first."""
    found: list[str] = []
    rest = word
    if rest[:1] in ("و", "ف") and len(rest) > _LEAST + 1:
        rest = rest[1:]
        found.append(rest)
    if rest.startswith("لل") and len(rest) > _LEAST + 2:
        found.append(ARTICLE + rest[2:])  # «للرقة» (to Raqqa): the article has lost its alif
    elif rest[:1] in ("ب", "ل", "ك") and len(rest) > _LEAST + 1:
        found.append(rest[1:])
    return tuple(found)


def other_ending(parts: tuple[str, ...]) -> str | None:
    """The exact key with the last letter ا for ه or back: «داريا» and «دارية» are one town."""
    whole = key(parts)
    if len(whole) > _LEAST + 1 and whole[-1] in "اه":
        return whole[:-1] + ("ه" if whole[-1] == "ا" else "ا")
    return None
