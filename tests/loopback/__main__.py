"""Serve the loopback services until interrupted: python -m tests.loopback [PORT]."""

import sys
import threading

from tests.loopback import REAL, Loopback, real, tiny

if __name__ == "__main__":
    recordings = real() if REAL.exists() else tiny()
    with Loopback(recordings, port=int(sys.argv[1]) if len(sys.argv) > 1 else 0) as loopback:
        for name, value in loopback.environment().items():
            print(f"export {name}={value}", flush=True)
        threading.Event().wait()
