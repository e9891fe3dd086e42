"""Reports in (text, HTML, JSON, JSONL, folders) and codings out (JSONL)."""

from marsad.exchange.atomic import open_whole
from marsad.exchange.faults import InputError
from marsad.exchange.jsonl import dump_line
from marsad.exchange.reading import Defaults, Meter, read_reports

__all__ = ["Defaults", "InputError", "Meter", "dump_line", "open_whole", "read_reports"]
