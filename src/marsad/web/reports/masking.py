"""Names of private persons, found in a report and its coding, and masked on pages that everybody sees.

A name is masked that the coding gives as a target or a victim and that is a person's name, or that stands right
behind a word for a private person («الطفل فلان», the child so-and-so). Not masked are persons whom the register
of actors knows, and those named behind an office or a rank: see ``data/persons.toml``, and
docs/explanation/masking.md for what this misses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, Final

from marsad.coder.document import Document
from marsad.coder.nominal import OPENING, has_article, may_be_name
from marsad.coder.persons import name_end
from marsad.ledger.actors.register import ActorRegister
from marsad.model import Claim, Mention, Report
from marsad.text.fold import Folded, fold
from marsad.web.reports.neutral import neutral
from marsad.web.review.roles import User, may_review

SIGN: Final = "▇▇"
_FILLER: Final = "\u2060"  # word joiner, without width: a masked text is as long as it was, so that offsets hold
_LONGEST: Final = 6  # words of a name
_BEFORE: Final = 4  # words before a name in which an office or rank may stand
_PREFIXED: Final = re.compile("[وف]?(?:بال|كال|ال|لل|ب|ل)?")
_PEOPLE: Final = frozenset({"person_title", "person", "descriptor", "nationality", "casualty"})
# Tables of words with the article that are no surname behind a name («أحمد الخميس» may be one; «أحمد المدينة» is not).
_NO_SURNAME: Final = frozenset(
    {"place_class", "trigger", "casualty", "weapon", "number", "time", "actor_name", "connective", "say"}
)
_CALLINGS: Final = frozenset({"person", "descriptor", "given_name"})
_RELATIVE: Final = frozenset({"الذي", "التي", "الذين"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name to mask, folded. A name of one word is masked behind the word ``lead`` alone, for many bear it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Mask:
    """Names to mask; without any, ``Mask()``, a text is shown as it is."""

    names: frozenset[Name] = frozenset()

    def __call__(self, text: str) -> str:
        """``text`` safe to show (see ``neutral``), each name masked. Offsets stay the same."""
        if self.names:
            text = _covered(text, self.names)
        return neutral(text)

    def __or__(self, other: Mask) -> Mask:
        """The names of both."""
        return Mask(self.names | other.names)


def mask_for(user: User, report: Report, claims: Iterable[Claim], actors: ActorRegister) -> Mask:
    """What is masked of a report for somebody who looks at it: nothing for reviewers, who must see what they judge."""
    return Mask() if may_review(user) else mask_of(report, claims, actors)


def mask_of(report: Report, claims: Iterable[Claim], actors: ActorRegister) -> Mask:
    """The names of private persons in a report with its claims, as far as the rules above find them."""
    return mask_of_named(report, chain.from_iterable(map(people, claims)), actors)


def mask_of_named(report: Report, named: Iterable[Mention], actors: ActorRegister) -> Mask:
    """The same of a report whose claims name these as targets and victims."""
    doc = Document(report)
    found = chain(_coded(doc, named), _behind_words(doc), _in_title(report.title))
    return Mask(frozenset(name for name, words in found if not _is_known(words, actors)))


# --- where names stand -------------------------------------------------------------------------------------------

_Found = tuple[Name, str]  # a name, and the words that name the person


def _in_title(title: str) -> Iterator[_Found]:
    return _behind_words(Document(Report("", "", title))) if title else iter(())


def _coded(doc: Document, named: Iterable[Mention]) -> Iterator[_Found]:
    """Persons' names among those whom the claims name as targets and victims."""
    at = {token.start: token.i for token in doc.tokens}
    for mention in dict.fromkeys(named):
        first = at.get(mention.start)
        if first is None:  # the mention begins behind a proclitic («لأحمد», to Ahmad)
            first = next((t.i for t in doc.tokens if t.start < mention.start < t.end), None)
        if first is not None:
            yield from _in_mention(doc, first, mention)


def people(claim: Claim) -> Iterator[Mention]:
    """Those whom a claim names as targets and victims."""
    yield from claim.targets
    yield from (count.group for count in claim.casualties if count.group)


def _in_mention(doc: Document, first: int, mention: Mention) -> Iterator[_Found]:
    """The name in a mention, behind words that tell what the person is."""
    last = next((t.i for t in doc.tokens[first:] if t.start >= mention.end), len(doc.tokens))
    k = first
    while k < last - 1 and not _PEOPLE.isdisjoint(doc.kinds[k]) and name_end(doc, k) == k:
        k += 1
    j = _end(doc, k, likely=mention.rule.startswith(("casualties:name", "persons:")))
    if j > k and not _public(doc, k) and not _of_thing(doc, first):
        words = doc.text[doc.tokens[first].start : doc.tokens[j - 1].end]
        yield _name(doc, k, j), words
        if k < last < j:  # the coder's mention ends before the name does
            yield _name(doc, k, last), words


def _behind_words(doc: Document) -> Iterator[_Found]:
    """Names right behind a word for a private person, or behind «called», whether a claim was made of them or not."""
    for i in [token.i for token in doc.tokens if token.kind == "word"]:
        called = _called(doc, i)
        if not called and not (_definite(doc, i) and _standing(doc.form(i)) == "private"):
            continue
        k = i + 1
        while doc.is_word(k) and k < i + 3 and _is_adjective(doc, k):
            k += 1
        j = _end(doc, k, likely=called or _unknown(doc, k + 1))
        if j > k and not (called and _public(doc, i)) and not _of_thing(doc, i):
            yield _name(doc, k, j), doc.text[doc.tokens[i].start : doc.tokens[j - 1].end]


def _definite(doc: Document, i: int) -> bool:
    """«الطفل», «للطفل»: a name in apposition stands behind a definite noun alone («رجل دين» is a cleric)."""
    return re.match("[وفبك]?(?:ال|لل)", doc.form(i)) is not None


def _of_thing(doc: Document, i: int) -> bool:
    """Whether the words from here on name a force or a place: «كتائب الشهيد فلان», «حي السيدة زينب»."""
    around = [hit for hit in (doc.hit(i, "place_name"), doc.hit(i, "actor_name")) if hit]
    if any(hit.j > i + 1 for hit in around):
        return True
    k = i - 1
    k -= doc.form(k) in OPENING
    if k < 0 or doc.tokens[k].kind != "word" or has_article(doc.form(k)):
        return False
    kinds = doc.kinds[k].keys()
    return "place_class" in kinds or ("actor_head" in kinds and _PEOPLE.isdisjoint(kinds))


def _is_adjective(doc: Document, k: int) -> bool:
    return has_article(doc.form(k)) and not {"descriptor", "nationality"}.isdisjoint(doc.kinds[k])


def _called(doc: Document, i: int) -> bool:
    reading = doc.kinds[i].get("person_title")
    return reading is not None and reading.sense.cls == "called"


def _public(doc: Document, k: int) -> bool:
    """Whether the nearest word before the name that says anything of the person is an office, a rank or a command."""
    for i in range(k - 1, max(k - 1 - _BEFORE, -1), -1):
        if doc.tokens[i].kind != "word":
            return False
        if standing := _standing(doc.form(i)):
            return standing == "public"
    return False


def _end(doc: Document, k: int, *, likely: bool) -> int:
    """The token behind the name that begins at ``k``, ``k`` itself where none does. ``likely``: a word that nobody
    knows is one.
    """
    j = name_end(doc, k)
    if j == k and likely and _unknown(doc, k):
        j = k + 2 if _unknown(doc, k + 1) else k + 1
    while k < j < k + _LONGEST and _surname(doc, j):
        j += 1
    return j


def _unknown(doc: Document, k: int) -> bool:
    """A word that may be a name nobody has listed. Those in ي and ت may be verbs («يعمل», works)."""
    return may_be_name(doc, k) and not doc.form(k).startswith(("ي", "ت", "ال")) and doc.form(k) != ""


def _surname(doc: Document, j: int) -> bool:
    """«العلي», «الأحمد»: the coder stops before some that read like other words; here too much is better."""
    if not doc.is_word(j) or doc.tokens[j].sent != doc.tokens[j - 1].sent:
        return False
    form, kinds = doc.form(j), doc.kinds[j].keys()
    if kinds and kinds <= _CALLINGS and not _standing(form):  # «فادي نجار»: a carpenter, or of that name
        return True
    return form.startswith("ال") and form not in _RELATIVE and _NO_SURNAME.isdisjoint(kinds)


def _name(doc: Document, k: int, j: int) -> Name:
    words = [doc.form(n) for n in range(k, j)]
    words[0] = words[0][_proclitics(doc, k) :]
    return Name(" ".join(words), doc.form(k - 1) if len(words) == 1 and k else "")


def _proclitics(doc: Document, k: int) -> int:
    """How many letters before the name are no part of it: «لأحمد», to Ahmad."""
    given = doc.kinds[k].get("given_name")
    return len(given.pro) if given else 0


def _is_known(words: str, actors: ActorRegister) -> bool:
    """Whether the register of actors has the person: a leader, a public figure."""
    reading = actors.read(words)
    return reading.known and not reading.sort


# --- masking -----------------------------------------------------------------------------------------------------


def _covered(text: str, names: Iterable[Name]) -> str:
    folded = Folded.of(text)
    for start, end in _merged(span for name in names for span in _spans(folded, name)):
        text = text[:start] + SIGN + _FILLER * (end - start - len(SIGN)) + text[end:]
    return text


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap as one; the last comes first."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found[::-1]


def _spans(folded: Folded, name: Name) -> Iterator[tuple[int, int]]:
    if folded.view.strip() == name.text:
        yield folded.span(folded.view.index(name.text), len(folded.view.rstrip()))
    elif found := _pattern(name):
        for match in found.finditer(folded.view):
            yield folded.span(*match.span("name"))


@lru_cache(maxsize=4096)
def _pattern(name: Name) -> re.Pattern[str] | None:
    """The name as whole words, perhaps behind a particle written with it; ``None`` for one word without another."""
    words = r"\W+".join(map(re.escape, name.text.split()))
    if name.lead:
        return re.compile(rf"(?<!\w){re.escape(name.lead)}\W+(?:[وفبل])?(?P<name>{words})(?!\w)")
    return re.compile(rf"(?<!\w)(?:[وفبل]|و[بل])?(?P<name>{words})(?!\w)") if " " in name.text else None


# --- the words ---------------------------------------------------------------------------------------------------


@cache
def entries() -> tuple[dict[str, Any], ...]:
    """The entries of ``data/persons.toml``."""
    raw = files("marsad.web.reports").joinpath("data", "persons.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(raw)["entry"])


@cache
def _standings() -> dict[str, str]:
    return {fold(word): entry["standing"] for entry in entries() for word in entry["words"]}


@lru_cache(maxsize=20_000)
def _standing(form: str) -> str:
    """What a folded word says of the person named behind it; empty for words that say nothing."""
    known = _standings()
    if form in known:
        return known[form]
    prefix = _PREFIXED.match(form)
    bare = form[prefix.end() :] if prefix else form
    return known.get(bare, "") or known.get(form[1:] if form[:1] in "وف" else form, "")
