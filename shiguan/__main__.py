"""`python -m shiguan` and the command `shiguan`."""

import sys

from shiguan.interfaces.cli.main import main as _main


def main() -> None:
    """Run the command line and leave with its status."""
    sys.exit(_main())


if __name__ == "__main__":
    main()
