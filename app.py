"""The dashboard: page settings, then the frame draws the page that was asked for."""

from ui import app_frame

app_frame.run()
