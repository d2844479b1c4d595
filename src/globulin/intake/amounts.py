"""The number of a result with its unit and its printed range, and every doubt about them."""

import math
from dataclasses import dataclass, field

from globulin.intake.numbers import parse_comparator, parse_range, parse_value
from globulin.intake.plausible import Envelope, make_envelope
from globulin.intake.raw import RawResult
from globulin.intake.units import UnitReader
from globulin.knowledge import Knowledge
from globulin.model import CheckLevel, Comparator, Flag, Limits, Suggested
from globulin.units import Factors, convert
from globulin.vocabulary import normalize

FLAGS: dict[str, Flag] = {"L": "L", "N": "N", "H": "H", "LL": "LL", "HH": "HH"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A check that a number raised."""

    level: CheckLevel
    code: str
    suggested: Suggested | None = None


@dataclass(slots=True, kw_only=True)
class Amount:
    """The parts of a result that could be read; `refusal` tells why the number must not be used.

    `interval` is in `unit`, or in a unit of its own where the value has none. `unread` are
    (code, text) of parts that were not understood.
    """

    value: float | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    interval: Limits | None = None
    flag: Flag | None = None
    refusal: str | None = None
    doubts: list[Doubt] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, code: str) -> None:
        """Keep the first reason for which the number must not be used."""
        self.refusal = self.refusal or code


class AmountReader:
    """Reads numbers, units, ranges and flags of readable analytes."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Index units, flags and what is plausible of each analyte."""
        self.units = UnitReader(knowledge)
        self.factors: Factors = knowledge.factors()
        reports = knowledge.table("reports")
        table = reports["flags"]
        self._range_labels = tuple(
            sorted(reports["pasted"]["range_labels"], key=lambda label: -len(label))
        )
        self._flags: dict[str, Flag] = {
            _fold_flag(word): FLAGS[letter] for letter, words in table.items() for word in words
        }
        followed = reports["followed"]["names"]
        read = [
            analyte
            for analyte in knowledge.analytes()
            if analyte.units
            and ((analyte.directions and analyte.covered) or analyte.id in followed)
        ]
        self._units = {analyte.id: analyte.units[0] for analyte in read}
        self._envelopes = {
            analyte.id: make_envelope(knowledge, analyte, self.factors)
            for analyte in read
            if analyte.id not in reports["followed"]["without_envelope"]
        }

    def read_flag(self, text: str | None) -> Flag | None:
        """Return the sender's flag in our letters, or None where it has no direction we know."""
        return self._flags.get(_fold_flag(text)) if text else None

    def read(self, raw: RawResult, analyte: str) -> Amount:
        """Return the number of a result with everything that is doubtful about it."""
        amount = Amount(flag=self.read_flag(raw.flag))
        unit_text = self._read_number(raw, amount)
        self._read_unit(raw, unit_text, amount, analyte)
        self._read_interval(raw, amount, analyte)
        envelope = self._envelopes.get(analyte)
        if envelope is None:
            return amount
        if amount.value is not None and amount.refusal == "unit_missing":
            amount.doubts.append(
                Doubt(
                    level="error",
                    code="unit_missing",
                    suggested=envelope.only_unit(amount.value, amount.interval),
                )
            )
        elif amount.value is not None and amount.refusal is None:
            _doubt_unit(amount, envelope)
        return amount

    def _read_number(self, raw: RawResult, amount: Amount) -> str | None:
        """Read value and comparator; return the words after the number, which may be a unit."""
        rest = None
        if raw.value is not None:
            amount.value, amount.comparator = raw.value, parse_comparator(raw.comparator)
            if raw.comparator not in {None, "", "="} and amount.comparator is None:
                amount.refuse("comparator_not_known")
            if _is_contradicted(raw, amount):
                amount.refuse("value_conflict")
        elif raw.text is not None:
            parsed = parse_value(raw.text)
            if parsed is None:
                amount.refuse("not_a_number")
            else:
                amount.comparator, amount.value, rest = parsed
        else:
            amount.refuse("no_value")
        value = amount.value
        if value is not None and (not math.isfinite(value) or value < 0):
            amount.value = None
            amount.refuse("value_impossible")
        if amount.flag is None and self.read_flag(rest) is not None:
            amount.flag, rest = self.read_flag(rest), None
        return rest or None

    def _read_unit(
        self, raw: RawResult, unit_text: str | None, amount: Amount, analyte: str
    ) -> None:
        written = [text for text in (raw.unit_code, raw.unit, unit_text) if text and text.strip()]
        read = {self.units.read(text) for text in written}
        known = read - {None}
        if unit_text is not None and self.units.read(unit_text) is None:
            # Words after the number, such as an exponent, can change it.
            amount.refuse("unit_not_known")
        if len(known) > 1:
            amount.refuse("unit_conflict")
        elif known:
            unit = known.pop()
            amount.unit = unit
            base = self._units[analyte]
            if unit != base and self.factors.find(analyte, unit or "", base) is None:
                amount.refuse("unit_not_convertible")
        elif written:
            amount.refuse("unit_not_known")
        elif amount.value is not None:
            amount.refuse("unit_missing")

    def _read_interval(self, raw: RawResult, amount: Amount, analyte: str) -> None:
        found = self.find_range(raw)
        if found is None:
            return
        limits, unit_text = found
        if limits is None or not _is_range(limits):
            amount.unread.append(("range_not_understood", raw.range_text or raw.range_as_text()))
            return
        unit = self._range_unit(raw, unit_text, amount)
        if unit is not None and (unit == amount.unit or amount.unit is None):
            amount.interval = Limits(low=limits.low, high=limits.high, unit=unit)
            return
        if unit_text is None:
            amount.interval = Limits(low=limits.low, high=limits.high, unit=amount.unit)
            return
        of, to = unit or "", amount.unit or ""
        if self.factors.find(analyte, of, to) is None:
            amount.unread.append(("range_unit_differs", raw.range_text or raw.range_as_text()))
            return
        low, high = (
            None
            if end is None
            else convert(end, analyte=analyte, from_unit=of, to_unit=to, factors=self.factors)
            for end in (limits.low, limits.high)
        )
        amount.interval = Limits(low=low, high=high, unit=amount.unit)

    def find_range(self, raw: RawResult) -> tuple[Limits | None, str | None] | None:
        """Return the limits with the unit beside them; None where there is no range at all."""
        if raw.low is not None or raw.high is not None:
            return Limits(low=raw.low, high=raw.high), raw.range_unit
        if raw.range_text is None or not raw.range_text.strip():
            return None
        parsed = parse_range(self._without_label(raw.range_text))
        if parsed is None:
            return None, None
        limits, rest = parsed
        # Words beside the numbers may limit them to some people, so they must be a unit.
        is_plain = not rest or self.units.read(rest) is not None
        return (limits, raw.range_unit or rest or None) if is_plain else (None, None)

    def _range_unit(self, raw: RawResult, text: str | None, amount: Amount) -> str | None:
        unit = self.units.read(text)
        is_same = text is not None and text.strip() in {raw.unit, raw.unit_code}
        return amount.unit if unit is None and is_same else unit

    def _without_label(self, text: str) -> str:
        plain = text.strip()
        for label in self._range_labels:
            if plain.lower().startswith(label) and not plain[len(label) :][:1].isalpha():
                return plain[len(label) :].strip(" :.")
        return plain


def _is_contradicted(raw: RawResult, amount: Amount) -> bool:
    """Tell whether a text beside the number gives another number, or a sign that it lacks."""
    parsed = parse_value(raw.text or "")
    return parsed is not None and parsed[:2] != (amount.comparator, amount.value)


def _doubt_unit(amount: Amount, envelope: Envelope) -> None:
    """Doubt a number whose unit does not go with its range, or with what blood can hold."""
    value, unit, interval = amount.value, amount.unit, amount.interval
    if value is None or unit is None:
        return
    is_impossible = amount.comparator in {None, ">", ">="} and envelope.is_impossible(value, unit)
    if interval is not None and not envelope.has_range(interval, unit):
        suggested = envelope.suggest(value, unit, interval)
        code = "unit_contradicts_interval" if suggested or is_impossible else "range_not_of_test"
    elif is_impossible:
        suggested = envelope.suggest(value, unit, interval)
        code = "unit_contradicts_interval" if interval else "unit_contradicts_value"
    else:
        likelier = envelope.likelier_unit(value, unit) if amount.comparator is None else None
        if likelier is not None:
            amount.doubts.append(
                Doubt(level="warning", code="unit_worth_checking", suggested=likelier)
            )
        return
    amount.refuse(code)
    amount.value = None
    amount.doubts.append(Doubt(level="error", code=code, suggested=suggested))


def _is_range(limits: Limits) -> bool:
    ends = [end for end in (limits.low, limits.high) if end is not None]
    if any(not math.isfinite(end) or end < 0 for end in ends):
        return False
    return len(ends) == 1 or ends[0] < ends[1]


def _fold_flag(text: str) -> str:
    # A flag of signs only ("++") has no plain word.
    plain = text.strip().strip("()[]").strip()
    return normalize(plain) or plain
