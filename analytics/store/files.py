"""Where the store's bytes lie: a local folder, or an object store through pyarrow."""

from __future__ import annotations

import contextlib
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pyarrow import fs

from analytics.errors import StoreUnusable

REPLACE_TRIES = 20


class Files(Protocol):
    """Named byte strings; a name is a relative path with forward slashes.

    `read` raises `FileNotFoundError`; everything else that fails raises `StoreUnusable`.
    """

    address: str

    def read(self, name: str) -> bytes: ...
    def write(self, name: str, data: bytes) -> None: ...
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


class Bucket:
    """A folder of an object store: a put is whole, so files are written in place."""

    def __init__(self, filesystem: fs.FileSystem, path: str, address: str) -> None:
        self.filesystem, self.path, self.address = filesystem, path.rstrip("/"), address

    def read(self, name: str) -> bytes:
        try:
            with self.filesystem.open_input_stream(f"{self.path}/{name}") as stream:
                data: bytes = stream.read()
                return data
        except FileNotFoundError:
            raise FileNotFoundError(name) from None
        except OSError as error:
            raise self._unusable("read", error) from error

    def write(self, name: str, data: bytes) -> None:
        try:
            self.filesystem.create_dir(f"{self.path}/{name}".rpartition("/")[0], recursive=True)
            with self.filesystem.open_output_stream(f"{self.path}/{name}") as stream:
                stream.write(data)
        except OSError as error:
            raise self._unusable("written", error) from error

    def names(self, folder: str) -> dict[str, datetime]:
        selector = fs.FileSelector(f"{self.path}/{folder}", allow_not_found=True)
        try:
            listed = self.filesystem.get_file_info(selector)
        except OSError as error:
            raise self._unusable("listed", error) from error
        return {
            f"{folder}/{info.base_name}": info.mtime.astimezone(UTC) if info.mtime else datetime.now(UTC)
            for info in listed
            if info.type == fs.FileType.File
        }

    def move(self, name: str, to: str) -> None:
        with contextlib.suppress(OSError):
            self.filesystem.move(f"{self.path}/{name}", f"{self.path}/{to}")

    def delete(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self.filesystem.delete_file(f"{self.path}/{name}")

    def _unusable(self, verb: str, error: OSError) -> StoreUnusable:
        return StoreUnusable(
            f"The store at {self.address} could not be {verb}: {type(error).__name__}.",
            instead="What was published before stands.",
            remedy="Check the address in SMALLCAP_STORE and the credentials for it.",
        )


def open_files(address: str) -> Files:
    """The files behind an address: a path or `file://` is a folder, anything else pyarrow's.

    Raises `StoreUnusable` for an address of a kind pyarrow does not know, and for `file://` with a host, which
    two slashes before a path make of its first folder.
    """
    parts = urlsplit(address)
    if parts.scheme == "file":
        if parts.netloc not in ("", "localhost"):
            raise StoreUnusable(
                f"SMALLCAP_STORE names a folder on a host called '{parts.netloc}' ({address}).",
                remedy=f"Write three slashes before an absolute path (file:///{parts.netloc}{parts.path}), or no file://.",
            )
        return _folder(Path(url2pathname(parts.path)))
    if "://" not in address:
        try:
            return _folder(Path(address).expanduser())
        except RuntimeError:
            raise StoreUnusable(
                f"SMALLCAP_STORE begins with the home of somebody this machine does not know ({address}).",
                remedy="Write the folder's whole path.",
            ) from None
    if parts.scheme in ("gs", "gcs"):
        raise StoreUnusable(
            f"SMALLCAP_STORE names a store of a kind that is not served ({parts.scheme}://).",
            remedy="Use a folder, file:// or s3://.",
        )
    if parts.scheme == "s3" and not parts.netloc:
        raise StoreUnusable("SMALLCAP_STORE names no bucket (s3://).", remedy="Write it as s3://bucket/folder.")
    try:
        filesystem, path = fs.FileSystem.from_uri(address)
    except (ValueError, OSError, NotImplementedError) as error:
        raise StoreUnusable(
            f"SMALLCAP_STORE names a store that cannot be opened ({parts.scheme}://): {type(error).__name__}.",
            remedy="Use a folder, file:// or s3://.",
        ) from None
    return Bucket(filesystem, path, f"{parts.scheme}://{parts.hostname or ''}{parts.path}")


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
