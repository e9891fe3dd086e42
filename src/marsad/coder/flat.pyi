"""``flat.c``: sums of weights in flat tables of machine integers."""

from collections.abc import Callable, Iterable

from marsad.coder.facts import Fact, Family

# Where a fact's values stand and the digit of each known one; for each template its first number, and for each value
# which of those columns it is and what its digit counts; the numbers of features; their weights, limb by limb.
Laid = tuple[list[tuple[int, dict[str, int]]], list[tuple[int, list[tuple[int, int]]]], list[int], list[int]]

class Sheets:
    """The weights of one model, each in so many machine integers (``limbs``, 1 to 64), the lowest 48 bits first.

    ``lay_out`` is asked once for each family.
    """

    def __new__(cls, lay_out: Callable[[Family], Laid], limbs: int) -> Sheets: ...
    def total(self, facts: Iterable[Fact]) -> int | list[int]:
        """What all features of all facts weigh together: a number where there is one limb, else a sum for each limb.

        Raises ``ValueError`` if a fact has too few values.
        """
    def parted(self, facts: Iterable[Fact], width: int, labels: int) -> list[int]:
        """The same for each of so many labels (64 at the most), whose weights stand side by side, ``width`` bits (48 at
        the most) for each.
        """
