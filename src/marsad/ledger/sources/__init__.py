"""Who says so: the register of sources, where a claim comes from, and which tellings are one."""

from marsad.ledger.sources.register import SourceRegister

__all__ = ["SourceRegister"]
