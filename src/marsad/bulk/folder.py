"""A folder on any file system that fsspec knows, in which files appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from marsad.model import MarsadError


@dataclass(frozen=True)
class Folder:
    """A folder by its URL (``file:///…``, ``s3://…``, or a plain path); names in it are relative, with «/»."""

    url: str

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        try:
            fs, path = fsspec.core.url_to_fs(self.url)
        except (ImportError, ValueError, OSError) as error:
            raise MarsadError(
                f"{self.url} cannot be opened ({error}); check the address, and that its fsspec driver is installed"
            ) from error
        return fs, path.rstrip("/")

    @property
    def fs(self) -> Any:
        """The file system."""
        return self._opened[0]

    def path(self, name: str) -> str:
        """Where a name lies on the file system."""
        return f"{self._opened[1]}/{name}"

    def sub(self, name: str) -> Folder:
        """A folder in this one."""
        return Folder(f"{self.url.rstrip('/')}/{name}")

    def write(self, name: str, content: bytes) -> None:
        """Put a file in the place of what was there: a reader sees all of it or nothing."""
        path = self.path(name)
        if not isinstance(self.fs, LocalFileSystem):
            self.fs.pipe_file(path, content)  # an object store shows no object before its end
            return
        self.fs.makedirs(path.rpartition("/")[0], exist_ok=True)
        stream = self.fs.open(path, "wb", autocommit=False)  # beside its place, and moved there
        try:
            stream.write(content)
            stream.close()
            stream.commit()
        except BaseException:
            stream.discard()
            raise

    def read(self, name: str) -> bytes:
        """A file's content. Raises ``FileNotFoundError``."""
        content: bytes = self.fs.cat_file(self.path(name))
        return content

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        return bool(self.fs.exists(self.path(name)))

    def names(self, sub: str) -> list[str]:
        """The files in a folder of this one, by name; none where it is not there."""
        self.fs.invalidate_cache()  # others write too
        try:
            found: Iterable[str] = self.fs.ls(self.path(sub), detail=False)
        except FileNotFoundError:
            return []
        return sorted(f"{sub}/{path.rstrip('/').rpartition('/')[2]}" for path in found)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        if self.fs.exists(self.path(name)):
            self.fs.rm(self.path(name))

    def clear(self, sub: str) -> None:
        """Remove a folder of this one with all that is in it."""
        if self.fs.exists(self.path(sub)):
            self.fs.rm(self.path(sub), recursive=True)
