"""Roots and verb forms to stems: the weak, doubled and hamzated classes of the Arabic verb.

Stems are written in a small vocalised notation: Arabic consonants as they are, short vowels ``a i u``, long vowels
``A I U``; ``1 2 3 4`` stand for the radicals. ``spell`` turns it into unvocalised folded spelling; the vowels
are kept so long because they decide the seat of a hamza and whether a و or ي survives.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import MarsadError

SHORT = "aiu"
VOWELS = "aiuAIU"
_LONG = {"A": "ا", "I": "ي", "U": "و"}
FORMS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

# Sound stems: perfect, passive perfect, imperfect, passive imperfect (after the prefix and its vowel),
# active and passive participle, verbal nouns.
_SOUND: dict[str, tuple[str, str, str, str, str, str, tuple[str, ...]]] = {
    "I": ("1a2a3", "1u2i3", "12u3", "12a3", "1A2i3", "ma12U3", ()),
    "II": ("1a2a3", "1u2i3", "1a2i3", "1a2a3", "mu1a2i3", "mu1a2a3", ("ta12I3",)),
    "III": ("1A2a3", "1U2i3", "1A2i3", "1A2a3", "mu1A2i3", "mu1A2a3", ("mu1A2a3aه",)),
    "IV": ("ءa12a3", "ءu12i3", "12i3", "12a3", "mu12i3", "mu12a3", ("ءi12A3",)),
    "V": ("ta1a2a3", "tu1u2i3", "ta1a2a3", "ta1a2a3", "muta1a2i3", "muta1a2a3", ("ta1a2u3",)),
    "VI": ("ta1A2a3", "tu1U2i3", "ta1A2a3", "ta1A2a3", "muta1A2i3", "muta1A2a3", ("ta1A2u3",)),
    "VII": ("in1a2a3", "un1u2i3", "n1a2i3", "n1a2a3", "mun1a2i3", "mun1a2a3", ("in1i2A3",)),
    "VIII": ("i1ta2a3", "u1tu2i3", "1ta2i3", "1ta2a3", "mu1ta2i3", "mu1ta2a3", ("i1ti2A3",)),
    "IX": ("i12a3", "u12u3", "12a3", "12a3", "mu12a3", "mu12a3", ("i12i3A3",)),
    "X": ("ista12a3", "ustu12i3", "sta12i3", "sta12a3", "musta12i3", "musta12a3", ("isti12A3",)),
}
_FOUR = {
    "I": ("1a23a4", "1u23i4", "1a23i4", "1a23a4", "mu1a23i4", "mu1a23a4", ("1a23a4aه",)),
    "II": ("ta1a23a4", "tu1u23i4", "ta1a23a4", "ta1a23a4", "muta1a23i4", "muta1a23a4", ("ta1a23u4",)),
}
# Hollow: (long, short) shapes of the four stems. V stands for the vowel of the imperfect of form I.
_HOLLOW: dict[str, tuple[tuple[str, str], ...]] = {
    "I": (("1A3", "1v3"), ("1I3", "1i3"), ("1V3", "1v3"), ("1A3", "1a3")),
    "IV": (("ءa1A3", "ءa1a3"), ("ءu1I3", "ءu1i3"), ("1I3", "1i3"), ("1A3", "1a3")),
    "VII": (("in1A3", "in1a3"), ("un1I3", "un1i3"), ("n1A3", "n1a3"), ("n1A3", "n1a3")),
    "VIII": (("i1tA3", "i1ta3"), ("u1tI3", "u1ti3"), ("1tA3", "1ta3"), ("1tA3", "1ta3")),
    "X": (("ista1A3", "ista1a3"), ("ustu1I3", "ustu1i3"), ("sta1I3", "sta1i3"), ("sta1A3", "sta1a3")),
}
_HOLLOW_NOMINAL: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "I": ("1Aءi3", "ma1V3", ()),
    "IV": ("mu1I3", "mu1A3", ("ءi1A3aه",)),
    "VII": ("mun1A3", "mun1A3", ("in1iyA3",)),
    "VIII": ("mu1tA3", "mu1tA3", ("i1tiyA3",)),
    "X": ("musta1I3", "musta1A3", ("isti1A3aه",)),
}
# Doubled: shapes before a vowel or nothing; before a consonant the sound shape returns («شننا»).
_DOUBLED: dict[str, tuple[str, str, str, str, str, str]] = {
    "I": ("1a2", "1u2", "1u2", "1a2", "1A2", "ma12U3"),
    "III": ("1A2", "1U2i3", "1A2", "1A2", "mu1A2", "mu1A2"),
    "IV": ("ءa1a2", "ءu1i2", "1i2", "1a2", "mu1i2", "mu1a2"),
    "VI": ("ta1A2", "tu1U2i3", "ta1A2", "ta1A2", "muta1A2", "muta1A2"),
    "VII": ("in1a2", "un1u2", "n1a2", "n1a2", "mun1a2", "mun1a2"),
    "VIII": ("i1ta2", "u1tu2", "1ta2", "1ta2", "mu1ta2", "mu1ta2"),
    "X": ("ista1a2", "ustu1i2", "sta1i2", "sta1a2", "musta1i2", "musta1a2"),
}
_DEFECTIVE_NOUNS = {
    "I": (),
    "II": ("ta12iyaه",),
    "III": ("mu1A2Aه",),
    "IV": ("ءi12Aء",),
    "V": ("ta1a2I",),
    "VI": ("ta1A2I",),
    "VII": ("in1i2Aء",),
    "VIII": ("i1ti2Aء",),
    "X": ("isti12Aء",),
}


@dataclass(frozen=True, slots=True)
class Tense:
    """The shapes of one tense and voice, without prefix: before a vowel, before a consonant, and bare (jussive).

    ``tail`` is the last vowel of a defective stem as it is spelled at the end of the word, empty for others.
    """

    prefix: str
    vowel: str
    consonant: str
    bare: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Stems:
    """All stems of one verb. Tenses come as (active, passive); nominal shapes are vocalised words."""

    perfect: tuple[Tense, Tense]
    imperfect: tuple[Tense, Tense]
    active_participle: str
    passive_participle: str
    verbal_nouns: tuple[str, ...]
    defective: bool


def stems(root: str, form: str, perfect: str = "", imperfect: str = "", sound: bool = False) -> Stems:
    """The stems of a verb.

    ``root`` is its radicals with spaces between («ق و د»), ``form`` I to X (I or II for four radicals). ``perfect``
    is ``i`` for verbs like «لقي», ``imperfect`` the stem vowel where it is not the usual one («ينال»: ``a``).
    ``sound`` keeps a weak middle radical as it stands («استحوذ»). Raises MarsadError on an impossible root or form.
    """
    radicals = root.translate(str.maketrans("أإآؤئى", "ءءءءءي")).split()
    table = _FOUR if len(radicals) == 4 else _SOUND
    if len(radicals) not in (3, 4) or any(len(r) != 1 for r in radicals) or form not in table:
        raise MarsadError(f"no verb form {form!r} of the root {root!r}: give three or four letters and a form I to X")
    if len(radicals) == 4:
        return _fill(_sound(_FOUR[form], "u" if form == "I" else "a"), radicals, form)
    first, middle, last = radicals
    if last in "وي":
        return _fill(_defective(form, radicals, perfect, imperfect), radicals, form)
    if middle in "وي" and form in _HOLLOW and not sound:
        return _fill(_hollow(form, middle, imperfect), radicals, form)
    if middle == last and form in _DOUBLED and not sound:
        return _fill(_doubled(form), radicals, form)
    made = _sound(_SOUND[form], _prefix_vowel(form))
    if form == "I":
        # «وصل يصل»: an initial و falls in the active imperfect; a hamza inside asks for «a» («يسأل»).
        vowel = imperfect or ("a" if "ء" in (middle, last) else "u")
        made = _replace_imperfect(made, "2i3" if first == "و" else f"12{vowel}3")
    if form == "II" and last == "ء":  # «تعبئة», not «تعبيء»
        made = Stems(
            made.perfect, made.imperfect, made.active_participle, made.passive_participle, ("ta12i3aه",), False
        )
    return _fill(made, radicals, form)


def _prefix_vowel(form: str) -> str:
    return "u" if form in ("II", "III", "IV") else "a"


def _replace_imperfect(made: Stems, stem: str) -> Stems:
    active = Tense(made.imperfect[0].prefix, stem, stem, stem)
    nominal = (made.active_participle, made.passive_participle, made.verbal_nouns)
    return Stems(made.perfect, (active, made.imperfect[1]), *nominal, made.defective)


def _sound(row: tuple[str, str, str, str, str, str, tuple[str, ...]], vowel: str) -> Stems:
    perfect, perfect_passive, imperfect, imperfect_passive, active, passive, nouns = row
    return Stems(
        (_even_tense("", perfect, ""), _even_tense("", perfect_passive, "")),
        (_even_tense(vowel, imperfect, ""), _even_tense("u", imperfect_passive, "")),
        active,
        passive,
        nouns,
        False,
    )


def _hollow(form: str, middle: str, imperfect: str) -> Stems:
    vowel = imperfect or {"و": "u", "ي": "i"}[middle]
    fill = str.maketrans({"V": vowel.upper(), "v": "u" if vowel == "u" else "i"})
    perfect, perfect_passive, present, present_passive = (
        (long.translate(fill), short.translate(fill)) for long, short in _HOLLOW[form]
    )
    active, passive, nouns = _HOLLOW_NOMINAL[form]
    return Stems(
        (_hollow_tense("", perfect), _hollow_tense("", perfect_passive)),
        (
            _hollow_tense(_prefix_vowel(form), present),
            _hollow_tense("u", present_passive),
        ),
        active,
        passive.replace("V", "I" if middle == "ي" else "U"),
        nouns,
        False,
    )


def _hollow_tense(prefix: str, shapes: tuple[str, str]) -> Tense:
    long, short = shapes
    return Tense(prefix, long, short, short)


def _doubled(form: str) -> Stems:
    whole = _SOUND[form]
    perfect, perfect_passive, present, present_passive, active, passive = _DOUBLED[form]
    return Stems(
        (Tense("", perfect, whole[0], perfect), Tense("", perfect_passive, whole[1], perfect_passive)),
        (
            Tense(_prefix_vowel(form), present, whole[2], present),
            Tense("u", present_passive, whole[3], present_passive),
        ),
        active,
        passive,
        whole[6],
        False,
    )


def _defective(form: str, radicals: list[str], perfect: str, imperfect: str) -> Stems:
    if form not in _DEFECTIVE_NOUNS:
        raise MarsadError(f"no form {form} of a root that ends in و or ي: {' '.join(radicals)}")
    cut = [stem[:-2] for stem in _SOUND[form][:4]]
    waw = form == "I" and radicals[2] == "و" and not perfect and not imperfect
    present = cut[2][1:] if form == "I" and radicals[0] == "و" else cut[2]
    past_tail = "i" if perfect == "i" else ("U" if waw else "A")
    active, passive = _SOUND[form][4], _SOUND[form][5]
    return Stems(
        (_even_tense("", cut[0], past_tail), _even_tense("", cut[1], "i")),
        (_even_tense(_prefix_vowel(form), present, "U" if waw else "I"), _even_tense("u", cut[3], "I")),
        active[:-2],
        ("ma12U" if radicals[2] == "و" else "ma12I") if form == "I" else passive[:-2],
        _DEFECTIVE_NOUNS[form],
        True,
    )


def _even_tense(prefix: str, stem: str, tail: str) -> Tense:
    return Tense(prefix, stem, stem, stem, tail)


def _fill(made: Stems, radicals: list[str], form: str) -> Stems:
    def put(stem: str) -> str:
        return _assimilate(stem, radicals[0], form).translate(letters)

    def put_tense(tense: Tense) -> Tense:
        return Tense(tense.prefix, put(tense.vowel), put(tense.consonant), put(tense.bare), tense.tail)

    letters = str.maketrans(
        dict(zip("1234", radicals, strict=False)) | {"t": "ت", "n": "ن", "s": "س", "m": "م", "y": "ي"}
    )
    return Stems(
        (put_tense(made.perfect[0]), put_tense(made.perfect[1])),
        (put_tense(made.imperfect[0]), put_tense(made.imperfect[1])),
        put(made.active_participle),
        put(made.passive_participle),
        tuple(put(noun) for noun in made.verbal_nouns),
        made.defective,
    )


def _assimilate(stem: str, first: str, form: str) -> str:
    """Form VIII: the infixed ت takes after the first radical («اضطر», «ازداد», «ادعى», «اتهم»)."""
    if form != "VIII":
        return stem
    if first in "صض":
        return stem.replace("1t", "1ط")
    if first in "طدذظث":
        return stem.replace("1t", "د" if first == "ذ" else "1")
    if first == "ز":
        return stem.replace("1t", "1د")
    return stem.replace("1t", "t") if first in "وي" else stem


def spell(shape: str) -> str:
    """The unvocalised folded spelling of a vocalised shape (its radicals already filled in)."""
    out: list[str] = []
    at = 0
    while at < len(shape):
        char, before, after = shape[at], shape[at - 1] if at else "", shape[at + 1 : at + 2]
        if char == "ء":
            seat, eaten = _hamza(before, after, shape[at + 2 : at + 4])
            out.append(seat)
            at += eaten
        elif char in SHORT:
            out.append("ا" if not at else "")  # the joining alif of «انفجر», «اشتبك»
        elif char in _LONG:
            out.append(_LONG[char])
        elif char == "و" and before == "i" and after not in VOWELS:
            out.append("ي")  # «إيقاف» from و ق ف
        elif char == "ي" and before == "u" and (not after or after not in VOWELS):
            out.append("و")  # «يوقظ» from ي ق ظ
        else:
            out.append(char)
        at += 1
    return "".join(out)


def _hamza(before: str, after: str, beyond: str) -> tuple[str, int]:
    """The folded seat of a hamza between two sounds, and how many of the following sounds it swallows (آ)."""
    if not before:
        return "ا", 1 if after == "A" else (2 if after == "a" and beyond[:1] == "ء" and beyond[1:] not in VOWELS else 0)
    if after in ("i", "I") or before in ("i", "I"):
        return ("ء" if before == "I" and not after else "ي"), 0
    if before in ("A", "U") and (not after or after not in "uU"):
        return "ء", 0
    if after in ("u", "U") or before == "u":
        return "و", 0
    if before == "a" or after in ("a", "A"):
        return "ا", 1 if after == "A" else 0
    return "ء", 0
