"""The scorer of the coding guide: coded reports against gold, its figures and the differences behind them."""

from marsad.evaluation.figures import Rates, Tally
from marsad.evaluation.rows import Row, load_rows, load_texts
from marsad.evaluation.score import Difference, Score, score

__all__ = ["Difference", "Rates", "Row", "Score", "Tally", "load_rows", "load_texts", "score"]
