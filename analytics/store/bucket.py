"""A folder of an object store. Its put takes a condition, so that two machines may publish into one bucket."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote

from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import MemoryStore, S3Store

from analytics.errors import StoreUnusable

PATIENCE: Any = {
    "client_options": {"allow_http": True, "connect_timeout": "5s", "timeout": "60s"},
    "retry_config": {
        "max_retries": 3,
        "retry_timeout": timedelta(seconds=20),
        "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=5), "base": 2},
    },
}
"""How long a bucket is waited for: a page must not hang on it. `http` is spoken only to an address that says so."""
FAILURES = (BaseError, OSError)


class Bucket:
    """A folder of an object store: a put is whole, so files are written in place."""

    def __init__(self, objects: S3Store | MemoryStore, path: str, address: str) -> None:
        self.objects, self.path, self.address = objects, path.strip("/"), address

    def read(self, name: str) -> bytes:
        return self.mark(name)[0]

    def mark(self, name: str) -> tuple[bytes, str]:
        try:
            found = self.objects.get(self._key(name))
            return bytes(found.bytes()), str(found.meta["e_tag"])
        except FileNotFoundError as error:
            self._must_be_there(error)
            raise FileNotFoundError(name) from None
        except FAILURES as error:
            raise self._unusable("read", error) from error

    def write(self, name: str, data: bytes) -> None:
        self._put(name, data, "overwrite")

    def replace(self, name: str, data: bytes, mark: str | None) -> bool:
        try:
            self._put(name, data, "create" if mark is None else {"e_tag": mark})
        except (AlreadyExistsError, PreconditionError):
            return False
        return True

    def _put(self, name: str, data: bytes, mode: Any) -> None:
        try:
            self.objects.put(self._key(name), data, mode=mode, use_multipart=False)
        except (AlreadyExistsError, PreconditionError):
            raise
        except FAILURES as error:
            self._must_be_there(error)
            raise self._unusable("written", error) from error

    def names(self, folder: str) -> dict[str, datetime]:
        prefix = self._key(folder)
        try:
            listed = self.objects.list_with_delimiter(prefix)["objects"]
        except FAILURES as error:
            self._must_be_there(error)
            raise self._unusable("listed", error) from error
        return {
            f"{folder}/{str(entry['path']).rpartition('/')[2]}": entry["last_modified"].astimezone(UTC)
            for entry in listed
        }

    def move(self, name: str, to: str) -> None:
        with contextlib.suppress(*FAILURES):
            self.objects.rename(self._key(name), self._key(to))

    def delete(self, name: str) -> None:
        with contextlib.suppress(*FAILURES):
            self.objects.delete(self._key(name))

    def _key(self, name: str) -> str:
        return f"{self.path}/{name}".lstrip("/")

    def _must_be_there(self, error: Exception) -> None:
        """An object that is absent is one thing, a bucket that is absent another: it is no empty store."""
        if "NoSuchBucket" in str(error):
            raise StoreUnusable(
                f"SMALLCAP_STORE names a bucket that is not there ({self.address}).",
                remedy="Write its name as its owner does, or make it first.",
            ) from None

    def _unusable(self, verb: str, error: Exception) -> StoreUnusable:
        return StoreUnusable(
            f"The store at {self.address} could not be {verb}: {type(error).__name__}.",
            instead="What was published before stands.",
            remedy="Check the address in SMALLCAP_STORE and the credentials for it.",
        )


def open_bucket(parts: SplitResult) -> Bucket:
    """The bucket of an address, `s3://BUCKET/FOLDER?region=&endpoint_override=&scheme=` or `memory://` for a trial.

    What the address leaves open comes from the environment (`AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, ...). Raises
    `StoreUnusable` for another kind of address, and for one without a bucket.
    """
    address = f"{parts.scheme}://{parts.hostname or ''}{parts.path}"
    if parts.scheme in ("memory", "mock"):
        return Bucket(MemoryStore(), parts.path, address)
    if parts.scheme != "s3":
        raise StoreUnusable(
            f"SMALLCAP_STORE names a store of a kind that is not served ({parts.scheme}://).",
            remedy="Use a folder, file:// or s3://.",
        )
    if not parts.hostname:
        raise StoreUnusable("SMALLCAP_STORE names no bucket (s3://).", remedy="Write it as s3://bucket/folder.")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    unknown = sorted(asked.keys() - {"region", "endpoint_override", "scheme"})
    if unknown:
        raise StoreUnusable(
            f"SMALLCAP_STORE carries an option that is not known ({unknown[0][:40]}).",
            remedy="Known are region, endpoint_override and scheme.",
        )
    options: dict[str, Any] = {"region": asked["region"]} if "region" in asked else {}
    if "endpoint_override" in asked:
        options["endpoint"] = f"{asked.get('scheme', 'https')}://{asked['endpoint_override']}"
    if parts.username:
        options |= {"access_key_id": unquote(parts.username), "secret_access_key": unquote(parts.password or "")}
    try:
        return Bucket(S3Store(parts.netloc.rpartition("@")[2], **options, **PATIENCE), parts.path, address)
    except (*FAILURES, ValueError) as error:
        raise StoreUnusable(
            f"SMALLCAP_STORE names a store that cannot be opened (s3://): {type(error).__name__}.",
            remedy="Write it as s3://bucket/folder.",
        ) from None
