"""The kinds of record that the knowledge holds, and the type of each."""

from dataclasses import dataclass

from globulin.model import (
    Analyte,
    ClaimEntry,
    CodedTest,
    Condition,
    Fact,
    Finding,
    FollowUpTest,
    GlossaryTerm,
    Group,
    Link,
    PagePlan,
    Pattern,
    QuestionEntry,
    RedFlagRule,
    ReferenceInterval,
    ReportedName,
    SectionPlan,
    Sentence,
    Setting,
    Source,
)
from globulin.units import Factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch of the differential: how a number comes about."""

    id: str
    name: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSpelling:
    """A way in which reports write a unit."""

    spelling: str
    unit: str
    source: str
    note: str | None = None


Record = (
    Analyte
    | Branch
    | ClaimEntry
    | CodedTest
    | Condition
    | Fact
    | Finding
    | FollowUpTest
    | GlossaryTerm
    | Group
    | Link
    | PagePlan
    | Pattern
    | QuestionEntry
    | RedFlagRule
    | ReferenceInterval
    | ReportedName
    | SectionPlan
    | Sentence
    | Setting
    | Source
)

RECORD_TYPES: dict[str, type[Record]] = {
    "analyte": Analyte,
    "branch": Branch,
    "claim": ClaimEntry,
    "condition": Condition,
    "fact": Fact,
    "finding": Finding,
    "group": Group,
    "interval": ReferenceInterval,
    "link": Link,
    "loinc": CodedTest,
    "pattern": Pattern,
    "plan": PagePlan,
    "question": QuestionEntry,
    "red_flag": RedFlagRule,
    "section": SectionPlan,
    "setting": Setting,
    "source": Source,
    "term": GlossaryTerm,
    "test": FollowUpTest,
    "test_name": ReportedName,
    "text": Sentence,
}

ROW_TYPES: dict[str, type[Factor] | type[UnitSpelling]] = {
    "factor": Factor,
    "spelling": UnitSpelling,
}
