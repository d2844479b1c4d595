"""How the site is run: its own address, and the bounds of what it takes in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The address that pages give as their own, and what a request may ask of the site.

    `base` is scheme and host, without a slash at the end; it never comes from a request.
    """

    base: str
    # Smaller than what the form parser would put into a file on the disk.
    most_body_bytes: int = 1_000_000
    most_target_bytes: int = 2_000
    # What is read at once holds everybody else: these keep it near a second.
    most_text: int = 20_000
    most_file_bytes: int = 250_000
    most_findings: int = 200
    most_results: int = 100
    most_question: int = 2_000
    most_questions: int = 100
    body_seconds: float = 10.0
    kept_pages: int = 1_000
