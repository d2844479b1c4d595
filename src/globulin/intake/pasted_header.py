"""Parts of a pasted text that tell of the person or the sample: age, sex, dates, identifiers."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.pasted_dates import DATE, read_date, year_of
from globulin.intake.person import parse_age
from globulin.intake.phrases import joined
from globulin.model import Sex

SEXES: dict[str, Sex] = {"female": "female", "male": "male"}
# How the content of a label without a colon must look, by the kind of the label.
_BARE = {
    "identifier": r"(?=[A-Za-z]{0,3}[-\s]?\d)",
    "contact": r"(?=[+(]?\d[\d\s()-]{5,})",
    "birth": rf"(?=(?:{DATE.pattern}))",
    "collected": rf"(?:\bon\s+)?(?=(?:{DATE.pattern}))",
    "date": rf"(?=(?:{DATE.pattern}))",
    "age": r"(?=\d{1,3}(?!\d))",
}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_GAP = re.compile(r"\t|\s{2,}|[|;]")
_UNIT = r"(y(?:ears?|rs?)?|m(?:onths?|os?|ths?)?|w(?:eeks?|ks?)?|d(?:ays?)?)"
_AGED = re.compile(rf"\d{{1,3}}\s*{_UNIT}?(?![^\W_])", re.IGNORECASE)
_BRIEF = re.compile(r"(?<![\w.,/-])(\d{1,2})(F|M|f)(?![\w/])|(?<![\w.,/-])([FM])(\d{1,2})(?![\w/])")
DATES_OF_A_TABLE = 2
BRIEF_KINDS = frozenset({"age", "sex", "age_sex", "birth", "collected", "date"})


class HeaderReader:
    """Takes labelled content by the labels of the knowledge, and ages as people tell them."""

    def __init__(self, table: dict[str, Any], names_class: Callable[[str], bool]) -> None:
        """Compile the labels, the longest first."""
        words = table["pasted"]
        self._names_class = names_class
        self._kinds = {
            label: kind for kind, labels in table["identifiers"].items() for label in labels
        }
        for kind in ("age", "sex", "age_sex", "collected", "birth"):
            self._kinds |= dict.fromkeys(words[f"{kind}_labels"], kind)
        self._labels = [re.compile(self._label_pattern(), re.IGNORECASE)]
        self._sexes = {
            word: SEXES[sex] for sex, spoken in words["sexes"].items() for word in spoken
        }
        self._labels += [
            re.compile(rf"{self._one_of(kind)}\s+{look}", re.IGNORECASE | re.VERBOSE)
            for kind, look in _BARE.items()
        ]
        sex = joined(self._sexes)
        self._labels.append(
            re.compile(rf"{self._one_of('sex')}\s+(?=(?:{sex})(?![^\W_]))", re.IGNORECASE)
        )
        self._sex = re.compile(rf"(?<![^\W_])({sex})(?![^\W_])", re.IGNORECASE)
        old = joined(words["old"])
        self._old = re.compile(
            rf"(?<![\d.,])(\d{{1,3}})[\s-]*{_UNIT}[\s./-]*(?:{old})(?![^\W_])", re.IGNORECASE
        )
        leads = joined(words["age_leads"])
        self._lead = re.compile(
            rf"(?<![^\W_])(?:{leads})\s+(?:a\s+)?(\d{{1,2}})(?:\s*{_UNIT})?(?:\s*/?\s*({sex}))?"
            r"(?![\w%/]|\.\d|\s*(?:mg|g)\b)",
            re.IGNORECASE,
        )
        self._street = re.compile(
            rf"^\W*\d+\w?\s+(?:[^\W\d]+\s+){{1,3}}(?:{joined(words['street'])})(?![^\W_])",
            re.IGNORECASE,
        )
        self._named = re.compile(
            rf"(?<![^\W_])(?:{joined(words['name_leads'])})\s+[^.,;!?]*[.,;!?]?", re.IGNORECASE
        )

    def _label_pattern(self) -> str:
        return rf"(?<![^\W_])({joined(self._kinds)})\s*(?:\([^)]*\))?\s*[:#]\s*"

    def _one_of(self, kind: str) -> str:
        labels = joined(label for label, own in self._kinds.items() if own == kind)
        return rf"(?<![^\W_])({labels})"

    def strip(self, line: str, where: str, desk: Desk) -> tuple[str, str | None]:
        """Take what a line tells of the person; return the rest, and the date of the sample.

        Whatever is taken is counted; the content of an identifier is not kept.
        """
        rest, collected = self._take_labels(line, where, desk)
        for pattern, kind in (
            (_EMAIL, "contact"),
            (self._named, "name"),
            (self._street, "address"),
        ):
            rest, count = pattern.subn(" ", rest)
            if count:
                desk.drop(kind, count)
        return self._take_told(rest, desk), collected

    def _find_labels(self, line: str) -> list[re.Match[str]]:
        """Return the labels of a line, from left to right, none inside another."""
        found = [match for pattern in self._labels for match in pattern.finditer(line)]
        found.sort(key=lambda match: (match.start(), -match.end()))
        kept: list[re.Match[str]] = []
        for match in found:
            if not kept or match.start() >= kept[-1].end():
                kept.append(match)
        return kept

    def _take_labels(self, line: str, where: str, desk: Desk) -> tuple[str, str | None]:
        labels = self._find_labels(line)
        if not labels or (len(labels) == 1 and len(DATE.findall(line)) >= DATES_OF_A_TABLE):
            return line, None
        rest, collected, position = "", None, 0
        for number, label in enumerate(labels):
            limit = labels[number + 1].start() if number + 1 < len(labels) else len(line)
            end = self._content_end(line, label.end(), limit)
            kind = self._kinds[" ".join(label[1].lower().split())]
            if kind in BRIEF_KINDS and self._names_class(line[label.end() : end]):
                # "Age 34 IgM 412": an age and a sex are one word each.
                end = self._word_end(line, label.end(), end)
            content = line[label.end() : end].strip(" ,;|\t")
            rest += line[position : label.start()]
            position = label.end()
            if self._names_class(content):
                continue
            kept, date = self._take_content(kind, content, where, desk)
            collected = date or collected
            rest += f"  {kept}  "
            position = end
        return rest + line[position:], collected

    def _content_end(self, line: str, start: int, limit: int) -> int:
        """Return where the content of a label ends: at the next label, or at a gap."""
        first = re.compile(r"\s*").match(line, start)
        begin = start if first is None else first.end()
        gap = _GAP.search(line, begin, limit)
        return limit if gap is None else gap.start()

    def _word_end(self, line: str, start: int, limit: int) -> int:
        word = re.compile(r"\s*\S+").match(line, start, limit)
        return limit if word is None else word.end()

    def _take_content(
        self, kind: str, content: str, where: str, desk: Desk
    ) -> tuple[str, str | None]:
        """Take the content of a label; return what does not belong to it, and a sample's date."""
        if not content:
            desk.drop("heading")
            return "", None
        if kind in {"collected", "birth", "date"}:
            return self._take_dated(kind, content, where, desk)
        if kind in {"age", "sex", "age_sex"}:
            return self._take_about(kind, content, where, desk), None
        desk.drop(kind)
        return "", None

    def _take_dated(
        self, kind: str, content: str, where: str, desk: Desk
    ) -> tuple[str, str | None]:
        match = DATE.search(content)
        date = None if match is None else read_date(match[0])
        if kind == "birth":
            desk.birth = date or (None if match is None else year_of(match[0]))
            desk.drop("birth_date")
            return "", None
        if kind == "collected" and date is None:
            desk.leave(where, content, "date_not_clear")
            return "", None
        desk.drop("date")
        return "", date if kind == "collected" else None

    def _take_about(self, kind: str, content: str, where: str, desk: Desk) -> str:
        """Take an age, a sex or both; return the words behind them."""
        ends = [0]
        if kind != "sex" and (age := _AGED.search(content)) is not None:
            days = parse_age(age[0])
            desk.person = replace(desk.person, age_days=days)
            ends.append(age.end())
        # A sex may stand behind the age: "Age: 34 Y F".
        if (sex := self._sex.search(content)) is not None:
            desk.person = replace(desk.person, sex=self._sexes[sex[1].lower()])
            ends.append(sex.end())
        if max(ends) == 0:
            desk.leave(where, content, "line_not_understood")
            return ""
        desk.drop("person")
        return ""

    def _take_told(self, line: str, desk: Desk) -> str:
        """Take an age that somebody tells, with the sex beside it; return the rest."""
        if (old := self._old.search(line)) is not None:
            return self._take_old(line, old, desk)
        if (lead := self._lead.search(line)) is not None:
            self._set(desk, f"{lead[1]}{(lead[2] or 'y')[0]}", lead[3])
            return line[: lead.start()] + " " + line[lead.end() :]
        if (brief := _BRIEF.search(line)) is not None and not self._names_class(
            line[: brief.start()]
        ):
            self._set(desk, brief[1] or brief[4], brief[2] or brief[3])
            return line[: brief.start()] + " " + line[brief.end() :]
        return line

    def _take_old(self, line: str, old: re.Match[str], desk: Desk) -> str:
        after = self._sex.match(line, self._after_space(line, old.end()))
        self._set(desk, f"{old[1]}{old[2][0]}", None if after is None else after[1])
        end = old.end() if after is None else after.end()
        return line[: old.start()] + " " + line[end:]

    def _after_space(self, line: str, position: int) -> int:
        space = re.compile(r"[\s,/-]*").match(line, position)
        return position if space is None else space.end()

    def _set(self, desk: Desk, age: str, sex: str | None) -> None:
        desk.drop("person")
        days = parse_age(age)
        if days is not None:
            desk.person = replace(desk.person, age_days=days)
        if sex is not None:
            desk.person = replace(desk.person, sex=self._sexes[sex.lower()])
