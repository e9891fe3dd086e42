"""A small disk of a test's own, which can be full: a file system in memory that only what is run in it sees.

Linux lets anybody have one (``unshare`` of util-linux: a name space of users and one of mounts) where the system does
not forbid it.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

_WAYS = ["unshare", "nsenter", "mount", "sh"]
_HOW = (
    "on Linux install util-linux, and as root: sysctl user.max_user_namespaces=10000 kernel.unprivileged_userns_clone=1"
    " kernel.apparmor_restrict_unprivileged_userns=0"
)
_APART = ["unshare", "--user", "--map-root-user", "--mount", "--propagation", "private"]
BLOCK = 4096


class SmallDisk:
    """The disk at ``path``, for what ``run`` and ``command`` start; others see its files as ``seen``, but for
    SQLite, which looks past that to where the folder is without the disk."""

    def __init__(self, path, holder):
        self.path, self._holder = path, holder
        self.seen = Path(f"/proc/{holder.pid}/root{path}")

    def command(self, *words):
        """A command as it is started so that it sees the disk."""
        place = ["nsenter", "--preserve-credentials", "--user", "--mount", "--target", str(self._holder.pid)]
        return [*place, f"--wd={Path.cwd()}", *map(str, words)]

    def run(self, *words, **more):
        """A command until its end, that sees the disk."""
        return subprocess.run(self.command(*words), capture_output=True, text=True, check=False, **more)

    def environment(self, **more):
        """With the data on the disk if nothing else is said."""
        place = {"MARSAD_DATA": str(self.path), "MARSAD_DATABASE": f"sqlite:///{self.path}/marsad.sqlite3"}
        return os.environ | place | more

    def marsad(self, *words, **more):
        """A command of marsad until its end."""
        return self.run(sys.executable, "-m", "marsad", *words, env=self.environment(**more))

    def used(self):
        """Bytes that are taken."""
        told = os.statvfs(self.seen)
        return (told.f_blocks - told.f_bfree) * told.f_frsize

    def size(self, room):
        """Have so many bytes on it altogether, or as many as are taken if those are more."""
        blocks = max(-(-max(room, self.used()) // BLOCK), 1)
        done = self.run("mount", "-o", f"remount,size={blocks * BLOCK}", self.path)
        assert done.returncode == 0, done.stderr

    def leave(self, room):
        """Have so many bytes left."""
        self.size(self.used() + room)

    def names(self, where="."):
        """What lies in a folder of it."""
        return sorted(one.name for one in (self.seen / where).iterdir())


@contextmanager
def small_disk(path, room=1 << 26):
    """A disk of so many bytes at a folder, gone at the end with all that is on it; skips where it cannot be had."""
    missing = [way for way in _WAYS if shutil.which(way) is None]
    if missing:
        pytest.skip(f"no file system can be made full without {', '.join(missing)}: {_HOW}")
    path.mkdir(parents=True, exist_ok=True)
    mount = f"mount -t tmpfs -o size={room},mode=0755 none '{path}' && echo ready && exec cat"
    holder = subprocess.Popen(
        [*_APART, "sh", "-c", mount], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        if holder.stdout.readline() != "ready\n":
            pytest.skip(f"no file system of one's own is allowed here ({holder.stderr.read().strip()}): {_HOW}")
        yield SmallDisk(path, holder)
    finally:
        holder.kill()
        holder.communicate()
