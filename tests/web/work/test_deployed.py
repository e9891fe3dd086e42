"""The lines of the units and of the containers are run, as they are written, by a user without privileges on a file
system that is written to nowhere but where they may: what they serve, how they are asked for it, how they stop.

Linux gives name spaces for that to anybody (``unshare``): the machine's own root read-only, a loopback of its own with
port 8000 free, the environment that Python runs in at ``/opt/marsad``. Neither systemd nor a container engine is tried.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from .test_deploying import COMPOSE, DEPLOY, IMAGE_SETTINGS, OURS, ROOT, SERVICES, of_image, unit

_LOOPBACK = "import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sH22x', b'lo', 0x41))"
# What may be written to is mounted, then all else is made read-only. A place that is not there cannot be covered.
_PLACE = """
set -e
hide() { mount -t tmpfs -o mode="$2" none "$1"; }
hide /opt 755; mkdir /opt/marsad; mount --bind "$PREFIX" /opt/marsad
mount -o remount,bind,ro /opt/marsad; mount -o remount,bind,ro /opt
hide /var/lib 755; hide /var/cache 755
for place in $OWN; do mkdir -p "$place"; hide "$place" 700; done
mount -o remount,bind,ro /var/lib; mount -o remount,bind,ro /var/cache; mount -o remount,bind,ro /
for place in $HIDDEN; do case "$ROOT/ $PREFIX/ $BASE/" in *"$place"/*) ;; *) hide "$place" 755;; esac; done
hide /tmp 1777
"$PYTHON" -c "$LOOPBACK"
cd /; echo ready; exec cat
"""
_NOBODY = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "setpriv", "--no-new-privs"]
_ASK = "import sys, urllib.request as u; sys.stdout.write(u.urlopen(sys.argv[1], timeout=10).read().decode())"
PATIENCE = 120


class Apart:
    """What runs in the name spaces of ``holder`` with an environment of its own."""

    def __init__(self, holder, environment):
        self._holder, self._running = holder, []
        self.environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src"), **environment}

    def _command(self, words):
        spaces = ["nsenter", "--preserve-credentials", "--user", "--mount", "--net", "--target", str(self._holder.pid)]
        return [*spaces, *_NOBODY, *words]

    def run(self, *words):
        return subprocess.run(
            self._command(words), env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def start(self, *words):
        process = subprocess.Popen(
            self._command(words), env=self.environment, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        self._running.append(process)
        return process

    def answers(self, *words, process):
        """Waits until a command ends well while another runs."""
        end = time.monotonic() + PATIENCE
        while (done := self.run(*words)).returncode:
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < end, done.stderr
            time.sleep(0.5)
        return done.stdout

    def end(self):
        for process in self._running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@contextmanager
def apart(own, hidden, environment):
    if missing := [name for name in ("unshare", "nsenter", "setpriv", "mount") if shutil.which(name) is None]:
        pytest.skip(f"without {', '.join(missing)} nothing can be run apart: on Linux install util-linux")
    told = {"PREFIX": sys.prefix, "BASE": sys.base_prefix, "ROOT": str(ROOT), "PYTHON": sys.executable}
    told |= {"OWN": " ".join(own), "HIDDEN": " ".join(hidden), "LOOPBACK": _LOOPBACK}
    spaces = ["unshare", "--user", "--map-root-user", "--mount", "--net", "--propagation", "private"]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    holder = subprocess.Popen([*spaces, "sh", "-c", _PLACE], env=os.environ | told, text=True, **pipes)
    made = Apart(holder, environment)
    try:
        if holder.stdout.readline() != "ready\n":
            pytest.skip(
                f"nothing can be run apart here ({holder.stderr.read().strip()}): allow name spaces of users, as root: "
                "sysctl user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1"
            )
        yield made
    finally:
        made.end()
        holder.kill()
        holder.communicate()


def without_privileges(process):
    """None at all, and no way to any."""
    told = dict(line.split(":\t", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
    return (int(told["CapEff"], 16), told["NoNewPrivs"]) == (0, "1")


def stopped(process, service, seconds):
    """Stops as systemd stops a unit: the signal goes to all of it or to its main process, and it has so long."""
    number = signal.Signals[service.get("KillSignal", "SIGTERM")]
    if service.get("KillMode") == "mixed":
        process.send_signal(number)
    else:
        os.killpg(process.pid, number)
    _, said = process.communicate(timeout=seconds)
    assert "Traceback" not in said
    return process.returncode in (0, -number, int(service.get("SuccessExitStatus", 0)))


def test_the_units_run_as_they_are_written():
    serve, worker = (unit(DEPLOY / f"marsad-{name}.service")["Service"] for name in ("serve", "worker"))
    environment = dict(pair.split("=", 1) for pair in serve["Environment"].split())
    own = [f"/var/lib/{serve['StateDirectory']}", f"/var/cache/{serve['CacheDirectory']}"]
    with apart(own, ["/home", "/root"], environment) as place:
        for where in ("/etc", "/opt", "/usr", "/var/lib", "/var/cache"):
            assert place.run("test", "-w", where).returncode
        done = place.run(*shlex.split(serve["ExecStartPre"]))
        assert done.returncode == 0, done.stderr
        pages = place.start(*shlex.split(serve["ExecStart"]))
        ask = ["/opt/marsad/bin/python", "-c", _ASK]
        place.answers(*ask, "http://localhost:8000/healthz?without=worker", process=pages)
        assert place.run(*ask, "http://localhost:8000/healthz").returncode  # no worker is there yet
        working = place.start(*shlex.split(worker["ExecStart"]))
        told = place.answers(*ask, "http://localhost:8000/healthz", process=working)
        assert json.loads(told)
        assert "<html" in place.run(*ask, "http://localhost:8000/").stdout
        assert without_privileges(pages)
        assert without_privileges(working)
        assert stopped(working, worker, int(worker["TimeoutStopSec"]))
        assert stopped(pages, serve, 90)  # as long as systemd waits where nothing is said


def seconds(said):
    return sum(int(count) * {"m": 60, "s": 1}[letter] for count, letter in re.findall(r"(\d+)([ms])", said))


def test_the_containers_run_as_they_are_written():
    """With a file of SQLite in the place of the server of PostgreSQL."""
    (line,) = of_image("CMD")
    environment = {name: value for name, value in IMAGE_SETTINGS.items() if name != "PATH"}
    environment |= {"PATH": IMAGE_SETTINGS["PATH"].replace("$PATH", "/usr/bin:/bin"), "MARSAD_HOSTS": "a.org,localhost"}
    own = [one.partition(":")[2] for one in OURS["serve"]["volumes"]]
    with apart(own, [], environment) as place:
        done = place.run(*OURS["upgrade"]["command"])
        assert done.returncode == 0, done.stderr
        pages = place.start(*json.loads(line))
        how, *check = SERVICES["serve"]["healthcheck"]["test"]
        assert how == "CMD"
        place.answers(*check, process=pages)
        working = place.start(*OURS["worker"]["command"])
        place.answers(*(word.replace("?without=worker", "") for word in check), process=working)
        assert without_privileges(pages)
        # An engine sends the signal to the first process alone, and kills after ten seconds if nothing else is said.
        first = {"KillMode": "mixed", "SuccessExitStatus": 128 + signal.SIGTERM}
        assert stopped(working, first, seconds(OURS["worker"]["stop_grace_period"]))
        assert stopped(pages, first, seconds(OURS["serve"].get("stop_grace_period", "10s")))


def test_what_is_to_be_set_is_told_and_nothing_waits_for_itself():
    written = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "how-to" / "run-in-containers.md").read_text(encoding="utf-8")
    wanted = set(re.findall(r"\$\{(\w+)", written))
    assert wanted
    assert all(f"{name}=" in page for name in wanted)
    after = {name: set(one.get("depends_on", ())) for name, one in SERVICES.items()}
    assert set().union(*after.values()) <= after.keys()
    for name, one in SERVICES.items():
        for other, how in one.get("depends_on", {}).items():
            assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other]
            assert how["condition"] != "service_completed_successfully" or SERVICES[other]["restart"] == "no", name
    while after:
        ready = {name for name, others in after.items() if not others & after.keys()}
        assert ready, f"{sorted(after)} wait for each other"
        after = {name: others for name, others in after.items() if name not in ready}
    assert COMPOSE["name"] == "marsad"


def copied(what, where):
    where.parent.mkdir(parents=True, exist_ok=True)
    if what.is_dir():
        shutil.copytree(what, where, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    else:
        shutil.copy(what, where)


def test_what_is_copied_into_the_image_is_all_that_the_package_is_made_of(tmp_path):
    """Made into a wheel, installed into an environment that is new, and run from there. What it needs comes from the
    environment of the tests, nothing over the network; what pages load is taken as it was built.
    """
    for line in of_image("COPY"):
        *names, target = line.split()
        for name in names if names[0][:2] != "--" else ():
            copied(ROOT / name, tmp_path / "src" / (name if target == "./" else target))
    environment = {**os.environ, "MARSAD_PURE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1"}
    environment["PYTHONPATH"] = sysconfig.get_path("purelib")  # without what is editable there

    def run(*words):
        done = subprocess.run(words, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    pip = [sys.executable, "-m", "pip"]
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(tmp_path / "src"))
    (wheel,) = tmp_path.glob("marsad-*.whl")
    run(sys.executable, "-m", "venv", str(tmp_path / "marsad"))
    run(str(tmp_path / "marsad/bin/pip"), "install", "--no-deps", str(wheel))
    (package,) = (tmp_path / "marsad").glob("lib/python*/site-packages/marsad")
    where = "import marsad, sys; sys.stdout.write(marsad.__path__[0])"
    # The environment's own packages come first in a console script, those of the tests behind.
    environment["PYTHONPATH"] = os.pathsep.join([str(package.parent), environment["PYTHONPATH"]])
    assert run(str(tmp_path / "marsad/bin/python"), "-c", where) == str(package)
    environment |= {"MARSAD_DATA": str(tmp_path / "data"), "MARSAD_DATABASE": f"sqlite:///{tmp_path}/m.sqlite3"}
    run(str(tmp_path / "marsad/bin/marsad"), "upgrade")
    run(str(tmp_path / "marsad/bin/marsad"), "worker", "--once")
    built = {path.relative_to(ROOT / "src" / "marsad") for path in (ROOT / "src" / "marsad").rglob("*.mo")}
    built |= {
        path.relative_to(ROOT / "src" / "marsad")
        for path in (ROOT / "src/marsad/web/static").rglob("*")
        if path.is_file()
    }
    assert all((package / one).is_file() for one in built)
