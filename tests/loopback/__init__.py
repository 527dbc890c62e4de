"""The services on loopback: their real paths and shapes, fed from recordings, able to misbehave."""

from tests.loopback.fdic import BankFind
from tests.loopback.recordings import REAL, Recordings, brief, real, tiny
from tests.loopback.sec import Edgar
from tests.loopback.server import Fault, Loopback

__all__ = ["REAL", "BankFind", "Edgar", "Fault", "Loopback", "Recordings", "brief", "real", "tiny"]
