"""What results are read with: patterns, settings, links of findings, codes of tests."""

from dataclasses import dataclass

from globulin.model.rule import Rule
from globulin.model.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A reading of several results together: it is found where one of its rules holds."""

    id: str
    name: str
    means: str
    rules: tuple[Rule, ...] = ()
    statements: tuple[Sentence, ...] = ()
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where the question is asked."""

    id: str
    name: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How often a finding was seen in people with a condition: the fact that says so."""

    id: str
    condition: str
    finding: str
    share: str


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
