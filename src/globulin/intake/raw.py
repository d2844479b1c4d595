"""One result as a format's reader hands it over, before anything is understood."""

from dataclasses import dataclass

from globulin.model import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RawResult:
    """The parts of one result as received; `where` is its place in the input.

    `names` are all names that the sender gave it, the one to show first. A `refusal` is the
    code of a reason why it must not be read, such as a status of cancelled. `line` is the text
    that it stands in, where there is one.
    """

    where: str
    names: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    value: float | None = None
    comparator: str | None = None
    text: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    low: float | None = None
    high: float | None = None
    range_unit: str | None = None
    range_text: str | None = None
    flag: str | None = None
    collected: str | None = None
    method: str | None = None
    laboratory: str | None = None
    specimen: str | None = None
    refusal: str | None = None
    line: str | None = None

    @property
    def name(self) -> str | None:
        """Return the name to show."""
        return self.names[0] if self.names else None

    @property
    def has_content(self) -> bool:
        """Tell whether there is anything beside a name."""
        parts = (self.value, self.text, self.flag, self.low, self.high, self.range_text)
        return any(part is not None for part in parts)

    def as_text(self) -> str:
        """Return the result on one line, as received."""
        if self.line is not None:
            return self.line
        value = self.text if self.value is None else f"{self.comparator or ''}{self.value:g}"
        span = None
        if self.low is not None or self.high is not None:
            ends = ("" if end is None else f"{end:g}" for end in (self.low, self.high))
            span = f"({'-'.join(ends)})"
        parts = (self.name, value, self.unit, span or self.range_text, self.flag)
        return " ".join(part.strip() for part in parts if part and part.strip())
