"""Counted people, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.model import CasualtyKind, Mention


@dataclass(slots=True)
class People:
    """Counted people over the tokens ``[i:j]``.

    ``kind`` is set when the noun itself says what befell them («قتيل»); ``bare`` when no noun stands with the number;
    ``other`` for «آخرين» (others), who are of the group before them; ``pro`` the proclitics in front.
    """

    i: int
    j: int
    low: int | None
    high: int | None
    group: Mention | None = None
    civilian: bool | None = None
    kind: CasualtyKind | None = None
    numbered: bool = False
    definite: bool = False
    bare: bool = False
    other: bool = False
    title: bool = False
    fighter: bool = False
    nominative: bool = False
    held: bool = False
    construct: bool = False
    part: bool = False
    person: bool = False
    plural: bool = False
    pro: str = ""
    lemma: str = ""
    depth: int = 0  # how many nouns were read into one another
