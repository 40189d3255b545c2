"""One module a command: arguments in, an answer on standard output, an exit status."""
