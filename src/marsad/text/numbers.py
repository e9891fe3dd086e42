"""Numbers in digits and words, with the hedges that make a range of them.

``read_number`` reads the number that begins at one token: «1,200», «2.5 مليون», «ثلاثة وعشرين», «عشرات الآلاف»
(tens of thousands), «ما لا يقل عن 20» (no fewer than 20), «بين 5 و7». What is counted is not its business: an
age or a year is a number too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from marsad.text.number_words import LONE, NumberWord, may_start_number, number_word, words
from marsad.text.tokens import Token

LONGEST: Final = 13  # digits in a written number; longer strings are no counts
DASHES: Final = frozenset("-–—")
# What may stand between «عدد» (a number) and «من» (of): large, small, unknown.
_SIZES: Final = frozenset(
    {"كبير", "كبيرا", "كبيره", "قليل", "محدود", "غير", "معروف", "محدد", "اخر", "صغير", "ضخم", "هايل"}
)
_OF_THEM: Final = frozenset({"منهم", "منهن", "ممن"})
MOST_HEDGES: Final = 2  # «ما لا يقل عن نحو 20»
LARGEST_FEW: Final = 3  # «بضعة» runs from 3 to 3 times 3


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """The tokens ``[i:j]`` as a range; ``None`` leaves a side open. ``low == high`` where the text is exact.

    ``first`` is the first token of the number itself (after a hedge or a lone clitic), ``pro`` the proclitics
    written onto the phrase, ``kind`` one of ``exact``, ``about``, ``bound``, ``range``, ``vague``; ``digits`` tells
    whether the number itself is in digits.
    """

    i: int
    j: int
    first: int
    low: int | None
    high: int | None
    kind: str
    pro: str = ""
    digits: bool = False

    @property
    def exact(self) -> bool:
        """Whether one value is meant («about 470» is 470)."""
        return self.low is not None and self.low == self.high


class _Part(NamedTuple):
    cls: str
    value: float
    j: int
    joined: bool
    pro: str


_BELOW_HUNDRED: Final = frozenset({"unit", "ten_teen", "teen", "ten", "eleven"})
_HUNDREDS: Final = frozenset({"hundred", "hundreds", "dual_hundred"})
_BELOW_THOUSAND: Final = _BELOW_HUNDRED | _HUNDREDS
# What may stand behind each class: (classes behind without «و», classes behind with «و»).
_NEXT: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "unit": (frozenset({"ten_teen", "hundred", "scale"}), frozenset({"ten"})),
    "eleven": (frozenset({"ten_teen"}), frozenset({"ten"})),
    "ten_teen": (frozenset({"scale"}), frozenset()),
    "teen": (frozenset({"scale"}), frozenset()),
    "ten": (frozenset({"scale"}), frozenset()),
    "hundred": (frozenset({"scale"}), _BELOW_HUNDRED | {"digits"}),
    "hundreds": (frozenset({"scale"}), _BELOW_HUNDRED | {"digits"}),
    "dual_hundred": (frozenset({"scale"}), _BELOW_HUNDRED | {"digits"}),
    "digits": (frozenset({"scale"}), frozenset()),
    "scale": (frozenset({"scale"}), _BELOW_THOUSAND | {"scale", "dual_scale", "digits", "half"}),
    "dual_scale": (frozenset(), _BELOW_THOUSAND | {"scale", "digits", "half"}),
    "half": (frozenset({"scale"}), frozenset()),
}


def is_number_start(tokens: Sequence[Token], i: int) -> bool:
    """A quick test: whether ``read_number`` could succeed at token ``i``."""
    token = tokens[i]
    if token.kind != "word":
        return token.kind == "number"
    known = words()
    if token.form in known.single:
        return True
    if token.form in LONE and i + 1 < len(tokens) and tokens[i + 1].start - token.end < 2:
        return tokens[i + 1].kind == "number" or tokens[i + 1].form in known.single
    by_second = known.hedges.get(token.form)
    if by_second is None or i + 1 >= len(tokens):
        return False
    if tokens[i + 1].form not in by_second and ("" not in by_second or not _could_follow(tokens, i + 1)):
        return False
    return any(_could_follow(tokens, j) for _, j, _ in _hedges_at(tokens, i))


def _could_follow(tokens: Sequence[Token], j: int) -> bool:
    """Whether a number can begin behind a hedge that ends before token ``j``."""
    return j < len(tokens) and (tokens[j].kind == "number" or may_start_number(tokens[j].form))


def read_number(tokens: Sequence[Token], i: int) -> NumberPhrase | None:
    """The number phrase that begins at token ``i``, hedge included, or ``None``."""
    return _read(tokens, i, MOST_HEDGES)


def _read(tokens: Sequence[Token], i: int, hedges: int) -> NumberPhrase | None:
    if i >= len(tokens) or not is_number_start(tokens, i):
        return None
    for cls, j, pro in _hedges_at(tokens, i) if hedges else ():
        found = _between(tokens, i, j, pro) if cls == "between" else _hedged(tokens, i, j, cls, pro, hedges)
        if found:
            return found
    return _ranged(tokens, i)


def read_after(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    """A hedge behind the counted noun («على الأقل», at least): its class and the token after it, or ``None``."""
    for cls, end, pro in _hedges_at(tokens, j):
        if cls.startswith("after_") and pro in ("", "و"):
            return cls[6:], end
    return None


def bounded(number: NumberPhrase, cls: str) -> NumberPhrase:
    """``number`` under a hedge of class ``cls`` (``more_than``, ``at_least``, ``less_than``, ``up_to``, ``about``)."""
    low, high = number.low, number.high
    if cls == "more_than":
        plus = 1 if number.exact else 0
        return replace(number, low=(low or 0) + plus, high=None, kind="bound")
    if cls == "at_least":
        return replace(number, high=None, kind="bound")
    if cls == "less_than":
        return replace(number, low=None, high=max(high - 1, 0) if high is not None else None, kind="bound")
    if cls == "up_to":
        return replace(number, low=None, kind="bound")
    return replace(number, kind="about" if number.exact else number.kind)


def _hedges_at(tokens: Sequence[Token], i: int) -> list[tuple[str, int, str]]:
    if i >= len(tokens):
        return []
    by_second = words().hedges.get(tokens[i].form)
    if by_second is None:
        return []
    second = by_second.get(tokens[i + 1].form, []) if i + 1 < len(tokens) else []
    found = []
    for forms, cls, pro in (*second, *by_second.get("", ())):
        j = i + len(forms)
        if j <= len(tokens) and all(tokens[i + k].form == forms[k] for k in range(2, len(forms))):
            found.append((cls, j, pro))
    return found


def _hedged(tokens: Sequence[Token], i: int, j: int, cls: str, pro: str, hedges: int) -> NumberPhrase | None:
    if cls.startswith("after_"):
        return None
    inner = _read(tokens, j, hedges - 1)
    if inner is None or inner.kind == "range" or (inner.kind == "vague" and inner.low == 2):
        return None
    return replace(bounded(inner, cls), i=i, pro=pro)


def _between(tokens: Sequence[Token], i: int, j: int, pro: str) -> NumberPhrase | None:
    """«بين X و Y», «بين X إلى Y», «من X إلى Y»."""
    low = _plain(tokens, j)
    if low is None or low.low is None or low.j >= len(tokens):
        return None
    to = tokens[low.j].form in ("الي", "حتي") or tokens[low.j].form in DASHES
    high = _plain(tokens, low.j + 1) if to else _plain(tokens, low.j)
    if high is None or (not to and (not high.pro.startswith("و") or tokens[i].form.endswith("من"))):
        return None
    found = _range(low, high)
    return replace(found, i=i, pro=pro) if found else None


def _ranged(tokens: Sequence[Token], i: int) -> NumberPhrase | None:
    """A plain number, or two of them joined by a dash, «إلى» (to) or «أو» (or)."""
    low = _plain(tokens, i)
    if low is None or low.j + 1 >= len(tokens) or not low.exact:
        return low
    joint = tokens[low.j]
    if joint.form in DASHES:
        if not low.digits or tokens[low.j + 1].kind != "number" or _dash_chain(tokens, low.j + 2):
            return low
        if (
            joint.start == tokens[low.j - 1].end and tokens[low.j + 1].start > joint.end
        ):  # «5- 1240 شخصا»: an item's number
            return low
    elif joint.form not in ("الي", "او"):
        return low
    high = _plain(tokens, low.j + 1)
    return (_range(low, high) if high and not high.pro else None) or low


def _dash_chain(tokens: Sequence[Token], j: int) -> bool:
    """A date («12-5-2015») goes on with another dash or a slash."""
    return j + 1 < len(tokens) and tokens[j].form in ("-", "/") and tokens[j + 1].kind == "number"


def _range(low: NumberPhrase, high: NumberPhrase) -> NumberPhrase | None:
    if low.low is None or high.low is None or not high.exact or not low.exact:
        return None
    first = low.low
    for scale in (1_000_000, 1_000):  # «بين 3 و5 آلاف»: the scale word counts for both
        if first < scale <= high.low and high.low % scale == 0 and first < high.low // scale < 1000:
            first *= scale
            break
    if first >= high.low:
        return None
    return NumberPhrase(low.i, high.j, low.first, first, high.low, "range", low.pro, low.digits)


def _plain(tokens: Sequence[Token], i: int) -> NumberPhrase | None:
    """A number without hedge: exact, or vague («عشرات», tens)."""
    if i >= len(tokens):
        return None
    first = i
    pro = ""
    if tokens[i].kind == "word" and tokens[i].form in LONE:  # a clitic written apart: «الـ 24», «بـ12»
        if i + 1 >= len(tokens) or tokens[i + 1].kind == "break":
            return None
        pro, first = tokens[i].form, i + 1
    word = number_word(tokens[first].form) if tokens[first].kind == "word" else None
    if word and word.cls in ("vague", "few"):
        return _vague(tokens, i, first, word)
    value, j, cls, own = _exact(tokens, first)
    if value is None or (word and word.cls == "eleven" and j == first + 1):
        return None
    if word and j == first + 1 and tokens[first].form.endswith(("الاف", "ملايين")):
        return NumberPhrase(i, j, first, 2 * value, None, "vague", pro or own)
    return NumberPhrase(i, j, first, value, value, "exact", pro or own, cls == "digits")


def _vague(tokens: Sequence[Token], i: int, first: int, word: NumberWord) -> NumberPhrase | None:
    j = first + 1
    if word.of:
        j = _of(tokens, j)
        if not j:
            return None
    low = word.value
    after = number_word(tokens[j].form) if j < len(tokens) and tokens[j].kind == "word" and not word.of else None
    # «بضع عشرات» some tens, «عشرات الآلاف» tens of thousands, «عدة مئات» several hundreds
    while (
        after and after.pro in ("", "ال") and after.cls in ("vague", "scale") and after.value > 2 and low < 10**LONGEST
    ):
        plural = after.cls == "vague" or tokens[j].form.endswith(("الاف", "ملايين"))
        if not plural and word.value == 2:
            break
        if after.cls == "vague":
            low = after.value if word.value == 2 else low * after.value // 2
        else:
            low *= after.value
        j += 1
        after = number_word(tokens[j].form) if j < len(tokens) and tokens[j].kind == "word" else None
    high = low * LARGEST_FEW if word.cls == "few" else None
    return NumberPhrase(i, j, first, low, high, "vague", word.pro)


def _of(tokens: Sequence[Token], j: int) -> int:
    """The token after «من» in «عدد [كبير] من», or that of «منهم» (of them), or 0."""
    for k in range(j, min(j + 4, len(tokens))):
        if tokens[k].form == "من":
            return k + 1
        if tokens[k].form in _OF_THEM:
            return k
        if tokens[k].form not in _SIZES:
            return 0
    return 0


def _exact(tokens: Sequence[Token], i: int) -> tuple[int | None, int, str, str]:
    """Value, end, class of the first part and its proclitics; the value is ``None`` where no number begins."""
    part = _part(tokens, i, first=True)
    if part is None:
        return None, i, "", ""
    head = part
    total, group, scale_before = 0.0, part.value, 0
    if part.cls in ("scale", "dual_scale"):
        total, group, scale_before = part.value, 0.0, int(part.value)
        after_word = i + 1 < len(tokens) and tokens[i + 1].kind == "word" and not number_word(tokens[i + 1].form)
        if tokens[i].form.endswith("الفا") and after_word:
            total = 2000.0  # «ألفا شخص»: the dual before its noun, not the accusative «ألفًا»
    while True:
        after = _part(tokens, part.j, first=False)
        if after is None or not _may_follow(part, after, scale_before):
            break
        total, group, scale_before = _add(part, after, total, group, scale_before)
        part = after if after.cls != "ten" or part.cls != "unit" else after._replace(cls="teen")
    value = total + group
    if head.cls == "half" and part is head:
        return None, i, "", ""
    if value != int(value) or value >= 10**LONGEST:
        return None, i, "", ""
    return int(value), part.j, head.cls, head.pro


def _may_follow(part: _Part, after: _Part, scale: int) -> bool:
    bare, joined = _NEXT[part.cls]
    if after.cls not in (joined if after.joined else bare):
        return False
    if part.cls == "half" and part.joined:  # «مليون ونصف المليون», a million and a half (of a million)
        return after.pro in ("", "ال") and after.value == scale
    if part.cls == "unit" and after.cls == "hundred":
        return 3 <= part.value <= 9
    if part.cls == "scale" and after.cls == "scale" and not after.joined:
        return part.value == 1000 and after.value > 1000
    if part.cls in _HUNDREDS and after.cls == "digits":
        return after.value < 100
    if after.joined and part.cls in ("scale", "dual_scale"):
        return after.cls == "half" or after.value < scale
    return True


def _add(part: _Part, after: _Part, total: float, group: float, scale: int) -> tuple[float, float, int]:
    if part.cls == "half" and part.joined:
        return total, group, scale
    if after.cls == "scale" and not after.joined:
        if part.cls == "scale":
            return total * after.value, group, int(after.value)
        factor = 1 / part.value if part.cls == "half" else group
        return total + factor * after.value, 0.0, int(after.value)
    if after.cls in ("scale", "dual_scale"):
        return total + after.value, 0.0, min(scale, int(after.value))
    if after.cls == "half":
        return total + scale / after.value, group, scale
    if after.cls == "hundred" and not after.joined:
        return total, group - part.value + 100 * part.value, scale
    return total, group + after.value, scale


def _part(tokens: Sequence[Token], i: int, *, first: bool) -> _Part | None:
    """The number part at token ``i``; behind the first part, whether «و» joins it on."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == "number":
        value = digits(token.form, scaled=_scaled(tokens, i + 1)) if first else None
        return None if value is None else _Part("digits", value, i + 1, False, "")
    if token.kind != "word":
        return None
    if not first and token.form == "و" and i + 1 < len(tokens):
        return _apart(tokens[i + 1], i + 2)
    word = number_word(token.form)
    if word is None or word.cls in ("vague", "few"):
        return None
    if not first and word.pro not in ("", "و", "ال", "وال"):
        return None
    return _Part(word.cls, word.value, i + 1, word.pro.startswith("و"), word.pro)


def _apart(token: Token, j: int) -> _Part | None:
    """The number part behind a «و» written apart: «أربعة و خمسين»."""
    if token.kind == "number":
        value = digits(token.form, scaled=False)
        return None if value is None else _Part("digits", value, j, True, "و")
    word = number_word(token.form)
    if word is None or word.pro or word.cls in ("vague", "few"):
        return None
    return _Part(word.cls, word.value, j, True, "و")


def _scaled(tokens: Sequence[Token], i: int) -> bool:
    word = number_word(tokens[i].form) if i < len(tokens) and tokens[i].kind == "word" else None
    return word is not None and word.cls == "scale"


def digits(form: str, *, scaled: bool) -> float | None:
    """The value of a written number; a point is decimal before a scale word or where it parts no thousands."""
    form = form.replace("٬", ",").replace("٫", ".")
    if len(form) > LONGEST + 4:
        return None
    groups = form.replace(".", ",").split(",")
    if len(groups) == 1:
        return float(int(form)) if len(form) <= LONGEST else None
    thousands = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if thousands and not (scaled and "." in form and len(groups) == 2):
        return float(int("".join(groups)))
    if len(groups) == 2:
        return float(f"{groups[0]}.{groups[1]}")
    return None
