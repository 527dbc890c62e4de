"""Where the store's bytes lie: a local folder, or a bucket."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from analytics.errors import StoreUnusable
from analytics.store.bucket import open_bucket

REPLACE_TRIES = 20


class Files(Protocol):
    """Named byte strings; a name is a relative path with forward slashes.

    `mark` reads with what tells this content from another, and `replace` writes only where the content is still the
    one marked (None: where there is none), else returns False. `read` and `mark` raise `FileNotFoundError`; everything
    else that fails raises `StoreUnusable`.
    """

    address: str

    def read(self, name: str) -> bytes: ...
    def mark(self, name: str) -> tuple[bytes, str]: ...
    def write(self, name: str, data: bytes) -> None: ...
    def replace(self, name: str, data: bytes, mark: str | None) -> bool: ...
    def names(self, folder: str) -> dict[str, datetime]: ...
    def move(self, name: str, to: str) -> None: ...
    def delete(self, name: str) -> None: ...


class Folder:
    """A local folder: written under a temporary name, flushed, read back, then put in place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)

    def read(self, name: str) -> bytes:
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise FileNotFoundError(name) from None
        except OSError as error:
            raise self._unusable("read", error) from error

    def write(self, name: str, data: bytes) -> None:
        target = self.path / name
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if temporary.read_bytes() != data:
                raise OSError("what was read back differs from what was written")
            _replace(temporary, target)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise self._unusable("written", error) from error

    def mark(self, name: str) -> tuple[bytes, str]:
        data = self.read(name)
        return data, hashlib.sha256(data).hexdigest()

    def replace(self, name: str, data: bytes, mark: str | None) -> bool:
        """Compare and write; between the two only the refreshers' lock, which is of one machine, keeps others out."""
        try:
            now = self.mark(name)[1]
        except FileNotFoundError:
            now = None
        if now != mark:
            return False
        self.write(name, data)
        return True

    def names(self, folder: str) -> dict[str, datetime]:
        found = {}
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for entry in os.scandir(self.path / folder):
                if entry.is_file():
                    with contextlib.suppress(FileNotFoundError):
                        found[f"{folder}/{entry.name}"] = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
        return found

    def move(self, name: str, to: str) -> None:
        with contextlib.suppress(OSError):
            (self.path / name).replace(self.path / to)

    def delete(self, name: str) -> None:
        with contextlib.suppress(OSError):
            (self.path / name).unlink(missing_ok=True)

    def _unusable(self, verb: str, error: OSError) -> StoreUnusable:
        return StoreUnusable(
            f"The store at {self.address} could not be {verb}: {error.strerror or error}.",
            instead="What was published before stands.",
            remedy="Free the disk or the folder's permissions, or set SMALLCAP_STORE to another folder.",
        )


def open_files(address: str) -> Files:
    """The files behind an address: a path or `file://` is a folder, `s3://` and `memory://` a bucket.

    Raises `StoreUnusable` for an address of any other kind, and for `file://` with a host, which two slashes before a
    path make of its first folder.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        raise StoreUnusable(
            "SMALLCAP_STORE is no address.", remedy="Name a folder, or a bucket as s3://name/folder."
        ) from None
    if parts.scheme == "file":
        if parts.netloc not in ("", "localhost"):
            raise StoreUnusable(
                f"SMALLCAP_STORE names a folder on a host called '{parts.netloc}' ({address}).",
                remedy=f"Write three slashes before an absolute path (file:///{parts.netloc}{parts.path}), or no file://.",
            )
        return _folder(Path(url2pathname(parts.path)))
    if "://" in address:
        return open_bucket(parts)
    try:
        return _folder(Path(address).expanduser())
    except RuntimeError:
        raise StoreUnusable(
            f"SMALLCAP_STORE begins with the home of somebody this machine does not know ({address}).",
            remedy="Write the folder's whole path.",
        ) from None


def _folder(path: Path) -> Folder:
    """A folder that is there or can be made; a file in its place would read as an empty store."""
    if path.exists() and not path.is_dir():
        raise StoreUnusable(
            f"SMALLCAP_STORE names a file, {path}, where a folder is needed.",
            remedy="Name a folder; it is made where it is not there.",
        )
    return Folder(path)


def _replace(source: Path, target: Path) -> None:
    """Put `source` in place of `target`; on Windows, wait for a reader that holds it."""
    for tries_left in reversed(range(REPLACE_TRIES)):
        try:
            source.replace(target)
            return
        except PermissionError:
            if os.name != "nt" or not tries_left:
                raise
            time.sleep(0.05)
