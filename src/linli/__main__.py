"""``python -m linli``: the same as the command ``linli``."""

from linli.faces.cli.entry import main

main()
