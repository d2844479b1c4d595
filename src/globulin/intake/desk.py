"""Takes in the results of one person from any format, and keeps an account of everything."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from globulin.intake.amounts import Amount, AmountReader
from globulin.intake.bands import BandReader, make_band_reader
from globulin.intake.beside import BesideReader, Heard
from globulin.intake.findings import FindingReader
from globulin.intake.followed import FollowedReader, repeated, with_reasons
from globulin.intake.heard import decide, findings_of, with_what_was_told
from globulin.intake.names import NameReader
from globulin.intake.person import (
    Told,
    age_from_birth,
    days_between,
    parse_date,
    settle_as_of,
    settle_person,
)
from globulin.intake.raw import RawResult
from globulin.knowledge import Knowledge
from globulin.model import (
    Check,
    CheckLevel,
    GivenFinding,
    Limits,
    Person,
    Report,
    Reported,
    Result,
    Suggested,
    Unread,
)

FINDING_UNKNOWN = "finding_not_known"


@dataclass(frozen=True, eq=False)
class Readers:
    """The readers of names, amounts and findings, made once for one opened knowledge."""

    names: NameReader
    amounts: AmountReader
    findings: FindingReader
    bands: BandReader
    followed: FollowedReader
    beside: BesideReader
    table: dict[str, Any]
    settings: frozenset[str]


@lru_cache(maxsize=4)
def make_readers(knowledge: Knowledge) -> Readers:
    """Return the readers of one opened knowledge."""
    table = knowledge.table("reports")
    amounts = AmountReader(knowledge)
    return Readers(
        NameReader(knowledge),
        amounts,
        FindingReader(knowledge),
        make_band_reader(table),
        FollowedReader(knowledge, amounts),
        BesideReader(knowledge, amounts),
        table,
        frozenset(setting.id for setting in knowledge.settings()),
    )


@dataclass(slots=True, kw_only=True)
class Desk:
    """One person's report in the making."""

    readers: Readers
    told: Told
    person: Person = field(default_factory=Person)
    birth: str | None = None
    as_of: str | None = None
    setting: str | None = None
    results: list[Result] = field(default_factory=list)
    findings: list[GivenFinding] = field(default_factory=list)
    left: list[Unread] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    checks: list[Check] = field(default_factory=list)
    overheard: list[str] = field(default_factory=list)
    followed: list[Result] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def take(self, raw: RawResult, *, is_certain: bool = True, is_final: bool = True) -> bool:
        """Take one result in, or leave it unread with the reason; tell which of the two.

        What is left is followed where it can be, and where it `is_certain`; the side that the
        laboratory tells of another test is kept, where the result `is_final`.
        """
        named = self.readers.names.read(
            raw.names,
            raw.codes,
            specimen=raw.specimen,
            method=raw.method,
            headings=raw.headings,
        )
        refusal = raw.refusal or named.refusal
        if refusal in {None, "other_test"} and not raw.has_content:
            refusal = "no_value"
        if refusal is not None or named.analyte is None:
            code = refusal or "other_test"
            self.leave(raw.where, raw.as_text(), code)
            if is_certain and code in self.readers.followed.left_as:
                self.follow(raw)
            if code in self.readers.beside.left_as:
                self.hear(raw, is_certain=is_final)
            return False
        amount = self.readers.amounts.read(raw, named.analyte)
        for doubt in amount.doubts:
            self.check(doubt.level, doubt.code, raw.where, suggested=doubt.suggested)
        for code, text in amount.unread:
            self.leave(raw.range_where or raw.where, text, code)
        if raw.absent is not None:
            self.leave(f"{raw.where}.dataAbsentReason", raw.absent, "value_absent")
        if raw.value is not None and raw.text:
            self.leave(f"{raw.where}.text", raw.text, "comment")
        self.results.append(_result(raw, named.analyte, named.loinc, amount))
        if raw.collected is not None and parse_date(raw.collected) is None:
            self.check("note", "date_incomplete", raw.where)
        return True

    def follow(self, raw: RawResult) -> None:
        """Keep a dated amount that is not judged, where only its course is told."""
        result = self.readers.followed.read(raw)
        if result is not None:
            self.followed.append(result)

    def hear(self, raw: RawResult, *, is_certain: bool = True) -> None:
        """Keep the side that the laboratory tells of another test."""
        has_several = any(
            left.code == "several_flags" and left.where.startswith(f"{raw.where}.")
            for left in self.left
        )
        heard = self.readers.beside.read(raw, is_certain=is_certain and not has_several)
        if heard is not None:
            self.heard.append(heard)

    def age_on(self, day: str | None) -> int | None:
        """Return the age in days on a day, as far as it is known before everything is read."""
        age = self.person.age_days if self.told.age_days is None else self.told.age_days
        today = self.told.as_of or self.as_of
        if age is None:
            return age_from_birth(self.birth, day or today)
        return age if day is None or today is None else age - max(days_between(day, today), 0)

    def tell(self, given: str, *, present: bool | None, where: str, hpo: str | None = None) -> None:
        """Take in a finding; one that is not known is also left unread."""
        found = self.readers.findings.read(given, present=present, where=where, hpo=hpo)
        self.findings.extend(found)
        if found[0].id is None:
            self.leave(where, given, FINDING_UNKNOWN)

    def tell_named(
        self, names: tuple[str, ...], *, present: bool | None, where: str, hpo: str | None
    ) -> None:
        """Take in a finding of a coded list: only one whose whole name is known, never a part."""
        known = [name for name in names if self.readers.findings.is_name(name)]
        given = known[0] if known else names[0]
        found = self.readers.findings.read_name(given, present=present, where=where, hpo=hpo)
        self.findings.append(found)
        if found.id is None:
            self.leave(where, given, FINDING_UNKNOWN)

    def leave(self, where: str, text: str, code: str) -> None:
        """Leave a part of the input unread; a band that it tells of counts all the same."""
        reason = self.readers.table["unread"][code]
        self.left.append(Unread(where=where, text=text, reason=reason, code=code))
        known = {(finding.id, finding.where) for finding in self.findings}
        for key, words in self.readers.bands.read(text, code).items():
            if (key, where) not in known:
                (found,) = self.readers.findings.read(key, present=True, where=where)
                self.findings.append(replace(found, given=words))

    def check(
        self, level: CheckLevel, code: str, where: str, *, suggested: Suggested | None = None
    ) -> None:
        """Note something about the input that a reader must know."""
        message = self.readers.table["checks"][code]
        self.checks.append(
            Check(level=level, code=code, where=where, message=message, suggested=suggested)
        )

    def drop(self, kind: str, count: int = 1) -> None:
        """Count an identifier of a person; it is not kept."""
        if count:
            self.dropped[kind] += count

    def overhear(self, text: str) -> None:
        """Drop a line that may name a person; its words are still listened to for an emergency."""
        self.drop("heading")
        self.overheard.append(text)

    def close(self) -> Report:
        """Return the report, with ages at the day of each sample."""
        collected = [result.collected for result in self.results if result.collected]
        collected += [result.collected or "" for result in repeated(self.followed)]
        as_of = settle_as_of(self.told, self.as_of, collected)
        given_age = self.person.age_days
        if given_age is None:
            given_age = age_from_birth(self.birth, as_of)
        given = replace(self.person, age_days=given_age)
        person = settle_person(self.told, given)
        self._note_overridden(given, person)
        for number, (text, present) in enumerate(self.told.findings, start=1):
            self.tell(text, present=present, where=f"finding {number}")
        beside = findings_of(decide(self.heard), self.findings, self.readers.findings)
        self.findings += beside
        if person.pregnant is None and self._tells_pregnancy():
            person = replace(person, pregnant=True)
        self._note_contradictions()
        return Report(
            person=person,
            as_of=as_of,
            setting=self.told.setting or self.setting,
            results=tuple(self._aged(result, person, as_of) for result in self.results),
            findings=tuple(self.findings),
            unread=with_what_was_told(
                with_reasons(self.left, self.followed, self.readers.followed),
                self.heard,
                beside,
                self.readers.beside,
                self.readers.followed.reason,
            ),
            dropped=dict(sorted(self.dropped.items())),
            checks=tuple(self.checks),
            overheard=tuple(self.overheard),
            followed=tuple(_with_age(result, person, as_of) for result in self.followed),
        )

    def _tells_pregnancy(self) -> bool:
        """Tell whether a finding says that the person is pregnant."""
        key = self.readers.table["told_person"]["pregnant"]
        return any(finding.id == key and finding.present for finding in self.findings)

    def _note_overridden(self, given: Person, person: Person) -> None:
        for name in ("age_days", "sex", "pregnant"):
            before = getattr(given, name)
            if before is not None and before != getattr(person, name):
                self.check("note", f"{name.removesuffix('_days')}_overridden", "patient")

    def _note_contradictions(self) -> None:
        """Note findings that are told to be there and not to be there."""
        told: dict[str, set[bool]] = {}
        for finding in self.findings:
            if finding.id is not None and finding.present is not None:
                told.setdefault(finding.id, set()).add(finding.present)
        for finding in self.findings:
            if finding.id is not None and len(told.pop(finding.id, ())) > 1:
                self.check("warning", "finding_contradicted", finding.where)

    def _aged(self, result: Result, person: Person, as_of: str | None) -> Result:
        """Return the result with the person's age on the day of its sample."""
        since = 0
        if result.collected is not None and as_of is not None:
            since = days_between(result.collected, as_of)
        if since < 0:
            self.check("warning", "date_after_today", result.where)
        if person.age_days is None:
            return result
        age_days = person.age_days - max(since, 0)
        if age_days < 0:
            self.check("warning", "date_before_birth", result.where)
            return result
        return replace(result, age_days=age_days)


def _with_age(result: Result, person: Person, as_of: str | None) -> Result:
    """Return a followed result with the age on its day; a day that cannot be has none."""
    if person.age_days is None or result.collected is None or as_of is None:
        return replace(result, age_days=person.age_days)
    age_days = person.age_days - max(days_between(result.collected, as_of), 0)
    return replace(result, age_days=age_days if age_days >= 0 else None)


def _result(raw: RawResult, analyte: str, loinc: str | None, amount: Amount) -> Result:
    interval: Limits | str | None = raw.range_text
    if raw.low is not None or raw.high is not None:
        interval = Limits(low=raw.low, high=raw.high, unit=raw.range_unit)
    return Result(
        analyte=analyte,
        loinc=loinc,
        where=raw.where,
        value=amount.value,
        comparator=amount.comparator,
        unit=amount.unit,
        interval=amount.interval,
        flag=amount.flag,
        collected=parse_date(raw.collected),
        method=raw.method,
        laboratory=raw.laboratory,
        refusal=amount.refusal,
        reported=Reported(
            name=raw.name,
            code=raw.codes[0] if raw.codes else None,
            value=raw.text if raw.value is None else raw.value,
            unit=raw.unit or raw.unit_code,
            interval=interval,
            flag=raw.flag,
        ),
    )
