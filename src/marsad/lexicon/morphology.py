"""Every inflected form of a verb, noun or adjective, in folded unvocalised spelling.

A form carries its part of speech and its features: ``perfect``/``imperfect`` (``jussive`` where the shape is that
mood's alone), ``active``/``passive``, person with number and gender (``3ms``, ``3fs``, ``3mp`` ...), and for nominals
``sg``, ``du``, ``pl``, ``m``, ``f``. Persons and voices that share an unvocalised shape share one form with all their
features.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marsad.lexicon.roots import Stems, Tense, spell, stems
from marsad.text.fold import fold


class Form(NamedTuple):
    """One folded written form with what it is."""

    text: str
    pos: str
    feats: frozenset[str]


# Suffixes of the perfect: before a vowel, and with the consonant that closes the stem's last syllable.
_PERFECT_VOWEL = (("a", "3ms"), ("aت", "3fs"), ("A", "3md"), ("aتا", "3fd"), ("U", "3mp"))
_PERFECT_CONSONANT = (("ن", "3fp"), ("ت", "2ms 2fs 1s"), ("نا", "1p"), ("تما", "2d"), ("تم", "2mp"), ("تن", "2fp"))
# Imperfect: prefix letter, suffix, person; «ن» of the indicative falls in the other moods.
_BARE = (("ي", "3ms"), ("ت", "3fs 2ms"), ("ا", "1s"), ("ن", "1p"))
_DUAL = (("ي", "3md"), ("ت", "3fd 2d"))
_PLURAL = (("ي", "3mp"), ("ت", "2mp"))
_FEMININE_PLURAL = (("ي", "3fp"), ("ت", "2fp"))


def verb(
    root: str,
    form: str,
    *,
    perfect: str = "",
    imperfect: str = "",
    sound: bool = False,
    participles: bool = True,
    verbal_nouns: bool = True,
    finite: bool = True,
    passive: bool = True,
    jussive: bool = True,
) -> list[Form]:
    """All forms of a verb: both tenses and voices, participles with their inflection, verbal nouns of II to X.

    ``root``, ``form``, ``perfect``, ``imperfect`` and ``sound`` are those of ``roots.stems``; the others leave out
    what an entry does not want (``passive=False`` for a verb that has none: «دير» is no passive of «دار»).
    ``jussive=False`` leaves out the shortened jussives («يعد» is seldom "return") and keeps those in ا («يعودوا»).
    Raises MarsadError on an impossible root or form.
    """
    made = stems(root, form, perfect, imperfect, sound)
    forms: list[Form] = []
    if finite:
        voices = ("active", "passive") if passive else ("active",)
        forms += _merge(_perfect(made, voices), "perfect")
        present = _merge(_imperfect(made, voices), "imperfect")
        forms += [form for form in present if jussive or "jussive" not in form.feats or form.text.endswith("ا")]
    if participles:
        forms += _participles(made)
    if verbal_nouns:
        for shape in made.verbal_nouns:
            forms += _verbal_noun(shape)
    return forms


def _merge(shapes: Iterable[tuple[str, str]], tense: str) -> list[Form]:
    """One form a shape, with the union of its features."""
    found: dict[str, set[str]] = {}
    for shape, feats in shapes:
        marks = set(feats.split())
        if shape in found and "jussive" not in marks:
            found[shape].discard("jussive")
        elif shape in found:
            marks.discard("jussive")
        found.setdefault(shape, {tense}).update(marks)
    return [Form(shape, "verb", frozenset(feats)) for shape, feats in found.items()]


def _perfect(made: Stems, voices: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for voice, tense in zip(voices, made.perfect, strict=False):
        pairs = _defective_perfect(tense) if tense.tail else _sound_perfect(tense)
        for shape, persons in pairs:
            yield shape, f"{voice} {persons}"


def _sound_perfect(tense: Tense) -> Iterator[tuple[str, str]]:
    for suffix, persons in _PERFECT_VOWEL:
        shape = spell(tense.vowel + suffix)
        if suffix == "U":
            shape += "ا"  # the silent alif of the plural
            if tense.vowel.endswith("ء"):
                yield spell(tense.vowel) + "وا", persons  # «لجأوا» beside «لجؤوا»
        yield shape, persons
    for suffix, persons in _PERFECT_CONSONANT:
        last = tense.consonant[-1]
        yield spell(tense.consonant) + (suffix[1:] if suffix[0] == last else suffix), persons


def _defective_perfect(tense: Tense) -> Iterator[tuple[str, str]]:
    base = spell(tense.vowel)
    weak = "و" if tense.tail == "U" else "ي"
    kept = weak if tense.tail == "i" else ""  # «لقيت» but «رمت»
    yield base + ("ا" if tense.tail == "U" else "ي"), "3ms"
    yield base + kept + "ت", "3fs"
    yield base + weak + "ا", "3md"
    yield base + kept + "تا", "3fd"
    yield base + "وا", "3mp"
    for suffix, persons in _PERFECT_CONSONANT:
        yield base + weak + suffix, persons


def _imperfect(made: Stems, voices: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for voice, tense in zip(voices, made.imperfect, strict=False):
        pairs = _defective_imperfect(tense) if tense.tail else _sound_imperfect(tense)
        for shape, persons in pairs:
            yield shape, f"{voice} {persons}"


def _prefixed(prefix: str, tense: Tense, shape: str) -> str:
    # The first person's أ is a hamza: with a radical hamza after it, one آ.
    return spell(("ء" if prefix == "ا" else prefix) + tense.prefix + shape)


def _sound_imperfect(tense: Tense) -> Iterator[tuple[str, str]]:
    for prefix, persons in _BARE:
        yield _prefixed(prefix, tense, tense.vowel + "u" * (not tense.vowel.endswith("ء"))), persons
        if tense.bare != tense.vowel:
            yield _prefixed(prefix, tense, tense.bare), f"{persons} jussive"
    for prefix, persons in _DUAL:
        shape = _prefixed(prefix, tense, tense.vowel + "A")
        yield shape + "ن", persons
        yield shape, f"{persons} jussive"
    for prefix, persons in _PLURAL:
        shapes = {_prefixed(prefix, tense, tense.vowel + "U")}
        if tense.vowel.endswith("ء"):
            shapes.add(_prefixed(prefix, tense, tense.vowel) + "و")
        for shape in sorted(shapes):
            yield shape + "ن", persons
            yield shape + "ا", f"{persons} jussive"
    feminine = _prefixed("ت", tense, tense.vowel + "I")
    yield feminine + "ن", "2fs"
    yield feminine, "2fs jussive"
    for prefix, persons in _FEMININE_PLURAL:
        shape = _prefixed(prefix, tense, tense.consonant)
        yield shape if shape.endswith("ن") else shape + "ن", persons


def _defective_imperfect(tense: Tense) -> Iterator[tuple[str, str]]:
    weak = "و" if tense.tail == "U" else "ي"
    for prefix, persons in _BARE:
        base = _prefixed(prefix, tense, tense.vowel)
        yield base + weak, persons
        if prefix != "ا":  # «ألقِ» would only be taken for something else
            yield base, f"{persons} jussive"
    for prefix, persons in _DUAL:
        base = _prefixed(prefix, tense, tense.vowel)
        yield base + weak + "ان", persons
        yield base + weak + "ا", f"{persons} jussive"
    for prefix, persons in _PLURAL:
        base = _prefixed(prefix, tense, tense.vowel)
        yield base + "ون", persons
        yield base + "وا", f"{persons} jussive"
    for prefix, persons in _FEMININE_PLURAL:
        yield _prefixed(prefix, tense, tense.vowel) + weak + "ن", persons


def _participles(made: Stems) -> list[Form]:
    found: dict[str, set[str]] = {}
    shapes = (("active", made.active_participle), ("passive", made.passive_participle))
    for voice, shape in shapes:
        weak = made.defective and shape[-1] not in "IU"
        for form in _weak_participle(shape, voice) if weak else adjective(_noun_spelling(shape)):
            found.setdefault(form.text, set()).update(form.feats, (voice,))
    return [Form(text, "participle", frozenset(feats)) for text, feats in found.items()]


def _weak_participle(shape: str, voice: str) -> Iterator[Form]:
    """Participles of verbs that end in a weak letter: «رامٍ، الرامي، رامون» and «مسمّى، مسماة»."""
    base = spell(shape)
    singular = ("", "ي", "يا") if voice == "active" else ("ي",)
    feminine = "يه" if voice == "active" else "اه"
    stem = "ي" if voice == "active" else "ا"
    table = (
        ("sg m", singular),
        ("sg f", (feminine,)),
        ("du m", ("يان", "يين")),
        ("du f", (stem + "تان", stem + "تين")),
        ("pl m", ("ون", "ين", "و")),
        ("pl f", ("يات",)),
    )
    for feats, endings in table:
        for ending in endings:
            yield Form(base + ending, "participle", frozenset(feats.split()))


def _verbal_noun(shape: str) -> list[Form]:
    """A verbal noun with its plural in ات («تفجيرات»); one in ي loses it when indefinite («تصدٍّ»)."""
    word = _noun_spelling(shape)
    short = [Form(word[:-1], "noun", frozenset({"sg", "m"}))] if shape.endswith("I") else []
    return [*noun(word), *short, *sound_plural(word, "f")]


def _noun_spelling(shape: str) -> str:
    """A vocalised nominal, with its final ة («aه») and hamza spelled as at the end of a word."""
    return spell(shape[:-1]) + "ه" if shape.endswith("ه") and shape[-2:-1] in ("a", "A") else spell(shape)


def noun(word: str) -> list[Form]:
    """A singular noun: itself, its accusative in alif («هجوماً»), and its dual, with the construct of feminines.

    The construct dual of masculines is left out: it cannot be told from the accusative («هجوما») and from the
    adjective of relation («حربي», "military", is not "two wars of").
    """
    base = fold(word)
    gender = "f" if word.endswith("ة") or base.endswith("ه") else "m"
    sg, du = frozenset({"sg", gender}), frozenset({"du", gender})
    forms = [Form(base, "noun", sg)]
    if _takes_alif(word, base):
        forms.append(Form(base + "ا", "noun", sg))
    stem = _before_suffix(word, base)
    forms += [Form(stem + end, "noun", du) for end in ("ان", "ين")]
    if stem != base:
        forms += [Form(stem + end, "noun", du | {"construct"}) for end in ("ا", "ي")]
    return forms


def broken_plural(word: str) -> list[Form]:
    """A plural listed as it stands, with its accusative in alif («جنوداً»)."""
    base = fold(word)
    feats = frozenset({"pl"})
    return [Form(base, "noun", feats), *([Form(base + "ا", "noun", feats)] if _takes_alif(word, base) else [])]


def sound_plural(word: str, gender: str) -> list[Form]:
    """The sound plural of a singular noun: masculine («مقاتلون») for ``m``, feminine («هجمات») for ``f``."""
    base = fold(word)
    feats = frozenset({"pl", gender})
    if gender == "m":
        return [
            *(Form(base + end, "noun", feats) for end in ("ون", "ين")),
            *(Form(base + end, "noun", feats | {"construct"}) for end in ("و", "ي")),
        ]
    return [Form(_feminine_plural(word, base), "noun", feats)]


def adjective(word: str) -> list[Form]:
    """A masculine singular adjective in both genders and all numbers."""
    base = fold(word)
    table = [(base, "sg m"), (base + "ه", "sg f")]
    if _takes_alif(word, base):
        table.append((base + "ا", "sg m"))
    table += [(base + end, "du m") for end in ("ان",)] + [(base + "ين", "du pl m"), (base + "ون", "pl m")]
    table += [(base + "و", "pl m construct"), (base + "ي", "pl m construct")]
    table += [(base + "تان", "du f"), (base + "تين", "du f"), (base + "ات", "pl f")]
    return [Form(text, "adj", frozenset(feats.split())) for text, feats in table]


def _takes_alif(word: str, base: str) -> bool:
    return not word.endswith(("ة", "ه", "ى", "ا", "اء", "أ")) and base[-1:] not in ("ه", "ا") and base[-2:] != "اء"


def _before_suffix(word: str, base: str) -> str:
    """The stem that dual endings join: ة opens to ت, ى to ي."""
    if base.endswith("ه") and not word.endswith("ه"):
        return base[:-1] + "ت"
    if base.endswith("ه") and len(base) > 3:
        return base[:-1] + "ت"
    return base[:-1] + "ي" if word.endswith("ا") and len(base) > 3 else base


def _feminine_plural(word: str, base: str) -> str:
    if base.endswith("ه"):
        return base[:-1] + "ات"
    if word.endswith("ا"):
        return base[:-1] + "يات"
    return base + "ات"
