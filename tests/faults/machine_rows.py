"""The faults of the machine, a row each: what is done to the store, its folder and the processes beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.faults import files, processes
from tests.faults.place import Place

Harm = Callable[[Place], "AbstractContextManager[None] | None"]
MENDED, FAILED, BUSY = 0, 1, 3


@dataclass(frozen=True)
class Row:
    """One fault: what is done, and what is said by a refresh of a dataset, on the pages, and by `show`.

    `status` is that of the refresh, and `says` what it prints. `shows` stands on Divergence or on Sources. `show`
    is answered unless `unread`, which is then what it says. `kept` tells that the pointer after the refresh is the
    one before it. A harm may last as long as its context; `limit` bounds the files that the refresh may write, as a
    full disk does. A refresh `apart` is one in a process of its own, which reads its environment anew.
    """

    name: str
    harm: Harm
    status: int = MENDED
    says: str = ""
    shows: str = ""
    unread: str = ""
    kept: bool = False
    limit: bool = False
    apart: bool = False
    dataset: str = "rates"


def _mended(name: str, harm: Harm, shows: str = "", **more: str | bool) -> Row:
    """What the next refresh makes good; pages go on meanwhile."""
    return Row(name, harm, MENDED, shows=shows, **more)  # type: ignore[arg-type]


def _refused(name: str, harm: Harm, says: str, **more: str | bool | int) -> Row:
    """What a refresh cannot mend: it says why and leaves what stands."""
    return Row(name, harm, **{"status": FAILED, "says": says, "kept": True, **more})  # type: ignore[arg-type]


DAMAGED = "the newest version is damaged; an older one is shown"
LOST = "what was published cannot be read"
ROWS = (
    _mended("prices cut off", files.spoiled("prices", lambda data: data[: len(data) // 2]), DAMAGED, dataset="prices"),
    _mended("prices of no bytes", files.spoiled("prices", lambda _: b""), DAMAGED, dataset="prices"),
    _mended("a bit of the prices flipped", files.spoiled("prices", files.flipped), DAMAGED, dataset="prices"),
    _mended(
        "a web page in place of the prices", files.spoiled("prices", lambda _: b"<html>"), DAMAGED, dataset="prices"
    ),
    _mended("the prices of another program", files.spoiled("prices", files.foreign), DAMAGED, dataset="prices"),
    _mended("the yields in place of the prices", files.swapped, DAMAGED, dataset="prices"),
    _mended("yields cut off", files.spoiled("rates", lambda data: data[:-100]), DAMAGED),
    _mended("a version of the prices gone", files.gone("prices"), DAMAGED, dataset="prices"),
    _mended("a version of the yields gone", files.gone("rates"), DAMAGED),
    _mended("every version of the yields gone", files.all_gone("rates"), LOST),
    _mended("every version of the prices gone", files.all_gone("prices"), LOST, dataset="prices", unread="No"),
    _mended(
        "the banks cut off, and no older ones", files.spoiled("banks", lambda data: data[:-1]), LOST, dataset="banks"
    ),
    _mended("the issuers gone, and no older ones", files.gone("issuers"), LOST),
    _mended("the pointer cut off", files.pointed(lambda data: data[: len(data) // 2])),
    _mended("a pointer of no bytes", files.pointed(lambda _: b"")),
    _mended("garbage for a pointer", files.pointed(lambda _: b"\x00\xff garbage")),
    _mended("a pointer that nests a hundred thousand lists", files.pointed(lambda _: b"[" * 100_000)),
    _mended("a pointer to no version", files.pointed(files.renamed)),
    _mended("no pointer", files.no_pointer),
    _mended("no pointer and garbage for the newest snapshot", files.no_pointer_and_snapshot),
    _refused(
        "a pointer of another format",
        files.pointed(lambda data: data.replace(b'"format": 1', b'"format": 9')),
        "format 9",
        unread="format 9",
        shows="format 9",
    ),
    _mended("no snapshots", files.no_snapshots),
    _mended("a version that nothing names", files.orphan),
    _mended("half a file of a refresher that was ended", files.left_behind),
    _refused("a store that can only be read", files.read_only, "cannot be written"),
    _refused(
        "a pointer of another owner",
        files.unreadable("current.json"),
        "could not be read: Permission denied",
        unread="could not be read: Permission denied",
        shows="could not be read: Permission denied",
    ),
    _refused("a folder of another owner", files.locked("rates"), "could not be written: Permission denied"),
    _refused("a file in place of the folder of the yields", files.in_the_way, "could not be written", shows=LOST),
    _refused(
        "a folder in place of the pointer",
        files.folder_for_pointer,
        "could not be read",
        unread="could not be read",
        shows="could not be read",
    ),
    _refused(
        "a file in place of the store",
        files.file_for_store,
        "names a file",
        unread="names a file",
        shows="names a file",
    ),
    _mended("no store yet", files.no_store, "Illustrative"),
    _refused("a full disk", files.nothing, "File too large", limit=True),
    _mended("no home folder", files.no_home),
    _mended("a home folder that is not there", files.lost_home),
    _mended("a temporary folder that is not there", files.no_temporary_folder),
    _mended("yfinance's files locked by another", processes.locked_caches, dataset="prices", apart=True),
    _mended("yfinance's files cannot be written", processes.unusable_caches, dataset="prices", apart=True),
    _mended("garbage for the filings' own copies", files.spoiled_copies, dataset="issuers"),
    _mended("garbage among what readers asked for", files.spoiled_requests),
    _mended("a lock left by a refresher that was ended", processes.left_lock),
    _mended("a refresher killed in the middle", processes.killed, "The refresh was ended before it was done"),
    _mended("the progress of a dead process", processes.dead_progress, "The refresh was ended before it was done"),
    _mended("the progress of a process of tomorrow", processes.progress_of_tomorrow),
    _mended("garbage for the progress", processes.spoiled_progress),
    _mended("a refresher killed between the version and the pointer", processes.killed_before_the_pointer),
    Row("the lock held by another", processes.held, BUSY, "Another refresh is running", "Refreshing", kept=True),
    _refused("a lock of another owner", files.locked("refresh.lock"), "cannot be written: permission denied"),
    _refused("a folder in place of the lock", processes.folder_for_lock, "cannot be written"),
)
