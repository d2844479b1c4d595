"""Runs every benchmark: `make bench`."""

from bench import answers, reading, site, start

if __name__ == "__main__":
    start.main()
    answers.main()
    reading.main()
    site.main()
