"""`python -m positions`: the command line."""

from positions.cli import main

main()
