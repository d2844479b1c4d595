"""The unit of every page: a sentence with the facts and sources it rests on."""

from dataclasses import dataclass

from globulin.model.sentence import Kind


@dataclass(frozen=True, slots=True)
class Statement:
    """One filled sentence; `sources` are the numbers of the page's own source list.

    `our_reading` is true where a fact behind it is an inference of ours, not a source's words.
    """

    text: str
    kind: Kind
    facts: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    our_reading: bool = False
