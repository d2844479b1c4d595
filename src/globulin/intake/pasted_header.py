"""Lines of a pasted text that tell of the person or the sample: age, sex, dates, identifiers."""

import re
from dataclasses import replace
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.pasted_dates import DATE, read_date
from globulin.intake.person import parse_age
from globulin.model import Sex

SEXES: dict[str, Sex] = {"female": "female", "male": "male"}


class HeaderReader:
    """Reads `label: content` lines by the labels of the knowledge."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Compile the labels, the longest first."""
        words = table["pasted"]
        self._kinds = {
            label: kind for kind, labels in table["identifiers"].items() for label in labels
        }
        for kind in ("age", "sex", "collected", "birth"):
            self._kinds |= dict.fromkeys(words[f"{kind}_labels"], kind)
        ordered = sorted(self._kinds, key=lambda label: -len(label))
        joined = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in ordered)
        self._label = re.compile(
            rf"(?<![^\W_])({joined})\s*(?:\([^)]*\))?\s*[:#]\s*", re.IGNORECASE
        )
        self._sexes = {
            word: SEXES[sex] for sex, spoken in words["sexes"].items() for word in spoken
        }
        sexes = "|".join(sorted(map(re.escape, self._sexes), key=lambda word: -len(word)))
        self._sex = re.compile(rf"(?<![^\W_])({sexes})(?![^\W_])", re.IGNORECASE)
        old = "|".join(map(re.escape, words["old"]))
        self._old = re.compile(rf"(\d{{1,3}})[\s-]*([ymwd])[a-z]*[\s./-]*(?:{old})", re.IGNORECASE)

    def take(self, line: str, desk: Desk) -> str | None:
        """Take what a line tells of the person; return the sample's date, or "" for none.

        None: the line is no such line.
        """
        labels = list(self._label.finditer(line))
        if labels and not line[: labels[0].start()].strip():
            return self._take_labels(line, labels, desk)
        if (old := self._old.search(line)) is not None:
            desk.person = replace(desk.person, age_days=parse_age(f"{old[1]}{old[2]}"))
            self._take_sex(line[: old.start()] + line[old.end() :], desk)
            return ""
        return None

    def take_person(self, line: str, end: int, desk: Desk) -> str:
        """Take an age that is told before `end`, and the sex beside it; return the rest."""
        old = self._old.search(line, 0, end)
        if old is None:
            return line
        desk.person = replace(desk.person, age_days=parse_age(f"{old[1]}{old[2]}"))
        sex = self._sex.search(line, old.end(), end)
        if sex is not None:
            desk.person = replace(desk.person, sex=self._sexes[sex[1].lower()])
        return line[: old.start()] + " " + line[(sex or old).end() :].lstrip(" ,;:.-")

    def _take_labels(self, line: str, labels: list[re.Match[str]], desk: Desk) -> str:
        collected = ""
        ends = [*(label.start() for label in labels[1:]), len(line)]
        for label, end in zip(labels, ends, strict=True):
            kind = self._kinds[" ".join(label[1].lower().split())]
            content = line[label.end() : end].strip(" ,;|\t")
            if kind == "collected":
                collected = self._date(content) or collected
            elif kind == "age":
                desk.person = replace(desk.person, age_days=parse_age(content))
            elif kind == "sex":
                self._take_sex(content, desk)
            elif kind == "birth":
                desk.birth = self._date(content)
                desk.drop("birth_date")
            elif content:
                desk.drop(kind)
        return collected

    def _take_sex(self, text: str, desk: Desk) -> None:
        match = self._sex.search(text)
        if match is not None:
            desk.person = replace(desk.person, sex=self._sexes[match[1].lower()])

    def _date(self, text: str) -> str | None:
        match = DATE.search(text)
        return None if match is None else read_date(match[0])
