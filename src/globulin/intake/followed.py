"""Amounts that are no judged totals, but are followed: a band and light chains of several days."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from globulin.intake.amounts import AmountReader
from globulin.intake.names import is_loinc, is_of_words
from globulin.intake.person import parse_date
from globulin.intake.raw import RawResult
from globulin.knowledge import Knowledge
from globulin.model import Analyte, Limits, Reported, ReportedName, Result, Unread
from globulin.vocabulary import find_phrases, tokenize

RATIO = "{ratio}"
# Two dates, or two values of one day, make a course.
FEWEST = 2


class FollowedReader:
    """Reads a followed amount, where name, number, unit and date are certain."""

    def __init__(self, knowledge: Knowledge, amounts: AmountReader) -> None:
        """Index the whole names and the codes of what is followed."""
        reports = knowledge.table("reports")
        words = reports["followed"]
        self.left_as = frozenset(words["left_as"])
        self.reason = str(words["reason"])
        self._amounts = amounts
        self._neutral = frozenset(words["neutral"])
        self._beside = [tokenize(phrase) for phrase in words["beside"]]
        self._elsewhere = reports["names"]["specimens"]
        self._not_by = {
            analyte: [word for method in methods for word in reports["measured_by"][method]]
            for analyte, methods in words["not_by"].items()
        }
        self._analytes: dict[str, Analyte] = {
            analyte.id: analyte for analyte in knowledge.analytes() if analyte.id in words["names"]
        }
        known = knowledge.all("test_name", ReportedName)
        self._names = {
            self._plain(name): analyte
            for analyte, names in words["names"].items()
            for name in (*names, *(row.name for row in known if row.analyte == analyte))
        }
        self._codes = {
            one.loinc: one.id for one in self._analytes.values() if one.loinc is not None
        }

    def names(self, name: str) -> bool:
        """Tell whether a whole name is that of a followed amount."""
        return self._plain(name) in self._names

    def says_nothing(self, words: Sequence[str]) -> bool:
        """Tell whether words behind a number leave it as it is: "not observed" is a range."""
        tokens = tokenize(" ".join(words))
        return not tokens or tokens in self._beside

    def is_elsewhere(self, text: str) -> bool:
        """Tell whether words name another specimen than blood."""
        return is_of_words(self._elsewhere, text)

    def read(self, raw: RawResult) -> Result | None:
        """Return a followed result, or None where any part of it is not certain."""
        day = parse_date(raw.collected)
        analyte = self._analyte(raw)
        if analyte is None or day is None or raw.refusal is not None or raw.absent is not None:
            return None
        given = raw
        if RATIO in analyte.units and not (raw.unit or raw.unit_code):
            given = replace(raw, unit=RATIO)
        amount = self._amounts.read(given, analyte.id)
        if amount.refusal is not None or amount.doubts or amount.unit not in analyte.units:
            return None
        return Result(
            analyte=analyte.id,
            loinc=analyte.loinc,
            where=raw.where,
            value=amount.value,
            comparator=amount.comparator,
            unit=amount.unit,
            interval=amount.interval,
            flag=amount.flag,
            collected=day,
            method=raw.method,
            laboratory=raw.laboratory,
            reported=Reported(
                name=raw.name,
                code=raw.codes[0] if raw.codes else None,
                value=raw.text if raw.value is None else raw.value,
                unit=raw.unit or raw.unit_code,
                interval=Limits(low=raw.low, high=raw.high, unit=raw.range_unit)
                if raw.low is not None or raw.high is not None
                else raw.range_text,
                flag=raw.flag,
            ),
        )

    def _analyte(self, raw: RawResult) -> Analyte | None:
        """Return the one analyte that all codes and names mean, in blood."""
        around = " ".join((raw.specimen or "", *raw.headings, *raw.names))
        if self.is_elsewhere(around):
            return None
        codes = [code.code.strip() for code in raw.codes if is_loinc(code)]
        found = {self._codes.get(code) for code in codes}
        named = {self._names.get(self._plain(name)) for name in raw.names}
        # A code vouches for a name in other words, not for one of another followed amount.
        found |= named - {None} if codes else named
        if len(found) != 1:
            return None
        analyte = self._analytes.get(found.pop() or "")
        methods = self._not_by.get(analyte.id, ()) if analyte is not None else ()
        is_other = find_phrases(tokenize(f"{raw.method or ''} {around}"), methods)
        return None if is_other else analyte

    def _plain(self, name: str) -> tuple[str, ...]:
        """Return the words of a name that tell what is measured."""
        return tuple(word for word in tokenize(name) if word not in self._neutral)


def repeated(followed: Iterable[Result]) -> list[Result]:
    """Return the results that make a course: several of an analyte, one at least an amount."""
    by_analyte: dict[str, list[Result]] = defaultdict(list)
    for result in followed:
        by_analyte[result.analyte].append(result)
    return [
        result
        for results in by_analyte.values()
        if len({(one.collected, one.value, one.unit, one.comparator) for one in results}) >= FEWEST
        and any(one.is_amount for one in results)
        for result in results
    ]


def with_reasons(
    unread: Iterable[Unread], followed: Iterable[Result], reader: FollowedReader
) -> tuple[Unread, ...]:
    """Return what was left unread; of what makes a course it is told that it is followed."""
    places = {result.where for result in repeated(followed)}
    return tuple(
        replace(left, reason=reader.reason)
        if left.where in places and left.code in reader.left_as
        else left
        for left in unread
    )
