"""Marsad (مرصد, observatory): reads Arabic conflict reports and records what each one claims happened."""

from marsad.model import Coding, Report

__version__ = "0.1.0"
__all__ = ["Coding", "Report", "__version__", "code"]


def code(report: Report) -> Coding:
    """Code one report with the rule coder: a pure function, without network, database or clock."""
    from marsad.coder.pipeline import code as run

    return run(report)
