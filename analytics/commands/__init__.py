"""What the command line does, a command a module: each takes its options and the settings, and returns an exit code."""
