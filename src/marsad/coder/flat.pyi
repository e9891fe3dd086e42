"""``flat.c``: sums of weights in flat tables of machine integers."""

from collections.abc import Callable, Iterable

from marsad.coder.facts import Fact, Family

# Where a fact's values stand and the digit of each known one; for each template its first number, and for each value
# which of those columns it is and what its digit counts; the numbers of features; their weights, limb by limb.
Laid = tuple[list[tuple[int, dict[str, int]]], list[tuple[int, list[tuple[int, int]]]], list[int], list[int]]

class Sheets:
    """The weights of one model, each in so many machine integers (``limbs``, 1 to 64), the lowest first."""

    def __new__(cls, limbs: int) -> Sheets: ...
    def total(self, facts: Iterable[Fact], lay_out: Callable[[Family], Laid]) -> int | tuple[int, ...]:
        """What all features of all facts weigh together: a number where there is one limb, else a sum for each limb.

        ``lay_out`` is asked once for each family. Raises ``ValueError`` if a fact has too few values.
        """
