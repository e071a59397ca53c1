"""Run the command line with ``python -m elzmodel``."""

from elzmodel.cli import main

if __name__ == "__main__":
    main(prog_name="elzmodel")
