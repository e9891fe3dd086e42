import io
import sys

from marsad.cli import coding
from marsad.cli.progress import progress
from marsad.exchange import InputError, Meter
from marsad.model import Report


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_messages_pass_above_the_bar(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    meter = Meter(total=10)
    with progress(meter, wanted=True) as bar:
        meter.done = 5
        bar.step()
        bar.tell("a.jsonl:7: [bold]broken\x1b")
    assert "marsad: a.jsonl:7: [bold]broken\ufffd" in terminal.getvalue()
    assert "coding" in terminal.getvalue()


def test_no_bar_where_none_is_wanted(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(Meter(), wanted=False) as bar:
        bar.step()
        bar.tell("x")
    assert terminal.getvalue() == "marsad: x\n"


def test_a_single_report_on_a_terminal_is_shown(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdout", Terminal())
    one, fault = Report("a", "", "نص"), InputError("x", "y")
    for items, shown in (([fault, one], True), ([one, fault, one], False), ([one], True)):
        kept, pretty = coding._pretty_by_default(items, None)
        assert list(kept) == items
        assert pretty is shown
    assert coding._pretty_by_default([one], tmp_path)[1] is False
