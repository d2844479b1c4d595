"""Runs every benchmark: `make bench`."""

from bench import answers, differential, reading, site, start

if __name__ == "__main__":
    start.main()
    answers.main()
    reading.main()
    differential.main()
    site.main()
