"""Services that redirect to another host, which lives and would serve all the same: a row each."""

from __future__ import annotations

from tests.faults.rows import FRAMES, FRED, QUARTER, YAHOO, YIELDS, goes_on, stands
from tests.loopback import Fault
from tests.loopback.fred import KEY

THERE, MOVED = "redirects to another host", "has moved"
SECOND = ("the Treasury", "H.15", "the New York Fed")
"""Who serves what FRED does not."""
ROWS = (
    stands(f"Yahoo {THERE}", "prices", Fault("other_host", YAHOO), MOVED),
    goes_on(f"FRED {THERE}", "rates", Fault("other_host", FRED), MOVED, whole=False),
    goes_on(f"FRED {THERE} with the key", "rates", Fault("other_host", "/fred/"), key=KEY),
    *(
        goes_on(
            f"FRED is down and {name} {THERE}",
            "rates",
            (Fault("other_host", where), Fault("500", FRED)),
            "" if name == "H.15" else MOVED,
            whole=False,
        )
        for name, where in zip(SECOND, YIELDS[1:], strict=True)
    ),
    stands(f"all who serve yields {THERE}", "rates", tuple(Fault("other_host", where) for where in YIELDS), MOVED),
    stands(f"the SEC {THERE}", "issuers", Fault("other_host", FRAMES), MOVED, first=True),
    stands(f"the FDIC {THERE}", "banks", Fault("other_host", QUARTER), MOVED),
)
