"""Runs every benchmark: `make bench`."""

from bench import reading, site, start

if __name__ == "__main__":
    start.main()
    reading.main()
    site.main()
