"""`tripoint` and `python -m tripoint`."""

from tripoint.cli import app


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    app()


if __name__ == "__main__":
    main()
