"""Runs every benchmark: `make bench`."""

from bench import reading, start

if __name__ == "__main__":
    start.main()
    reading.main()
