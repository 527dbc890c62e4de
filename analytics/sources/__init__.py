"""The only code that touches a network; reached only by `analytics.refresh`."""
