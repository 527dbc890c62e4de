"""Run a module as a program that ends with whoever started it: python -m tests.browser.tether MODULE ARGUMENT ...

Its standard input is a pipe of the starter's. However the starter ends, be it by a signal that cannot be caught, the
pipe closes; then this process is asked to end, and made to when it does not.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

GRACE = 5.0
"""Seconds a server has to end by itself."""


def _end_with_starter() -> None:
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_starter, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
