"""What results are read with: patterns, settings, codes of tests."""

from dataclasses import dataclass

from globulin.model.rule import Rule
from globulin.model.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A reading of several results together: it is found where one of its rules holds.

    `needs` says what has to be known that no rule asks for (an earlier result, light chains): such
    a pattern is named, and found once that can be told.
    """

    id: str
    name: str
    means: str
    rules: tuple[Rule, ...] = ()
    statements: tuple[Sentence, ...] = ()
    needs: str | None = None
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where the question is asked; ages (in days) are those of the people who are seen there."""

    id: str
    name: str
    means: str
    age_from_days: int | None = None
    age_below_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedTest:
    """What a LOINC code measures: a total that is read, or the reason why it is not."""

    id: str
    name: str
    source: str
    analyte: str | None = None
    refusal: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedName:
    """A test as a laboratory reports it, and how its name is read.

    `reads_as` is the analyte that is read, or the code of the reason why the name is not.
    `analyte` is what the test measures, where that is known here.
    """

    id: str
    name: str
    reads_as: str
    source: str
    laboratory: str | None = None
    code: str | None = None
    loinc: str | None = None
    units: str | None = None
    analyte: str | None = None
    note: str | None = None
