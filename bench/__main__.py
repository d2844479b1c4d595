"""Runs every benchmark: `make bench`."""

from bench.start import main

if __name__ == "__main__":
    main()
