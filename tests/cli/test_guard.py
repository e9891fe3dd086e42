import os
import subprocess
import sys

import pytest
import typer

from marsad.cli.guard import guarded
from marsad.model import MarsadError


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "marsad: stopped\n"),
        (MarsadError("weights: gone"), 1, "marsad: weights: gone\n"),
        (OSError(28, "No space left on device"), 1, "marsad: standard output: No space left on device\n"),
    ],
)
def test_how_a_command_ends(capsys, error, code, told):
    @guarded
    def command():
        raise error

    with pytest.raises(typer.Exit) as ended:
        command()
    assert ended.value.exit_code == code
    assert capsys.readouterr().err == told


def test_a_reader_that_goes_away(capfd):
    @guarded
    def command():
        raise BrokenPipeError

    kept = os.dup(1)
    try:
        with capfd.disabled(), pytest.raises(typer.Exit) as ended:
            command()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
    assert ended.value.exit_code == 141


def test_closed_streams_do_no_harm():
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m marsad --version >&- 2>&-"], check=False)
    assert done.returncode == 0
