"""One field of a recorded payload spoiled, and what becomes of it on its way to a headline."""
