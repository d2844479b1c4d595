"""The kinds of record that the knowledge holds, and the type of each."""

from dataclasses import dataclass
from typing import Literal

from globulin.model import (
    Analyte,
    Background,
    ClaimEntry,
    CodedTest,
    Condition,
    ConditionShape,
    CurvePoint,
    Density,
    DensityInput,
    DensityShape,
    Fact,
    Finding,
    FindingWords,
    FollowUpTest,
    GlossaryTerm,
    Group,
    KnowledgeChange,
    Link,
    PagePlan,
    Pattern,
    Phenotype,
    Prior,
    QuestionEntry,
    Rate,
    RedFlagRule,
    RedirectTopic,
    ReferenceInterval,
    ReportedName,
    SectionPlan,
    Sentence,
    Setting,
    SettingWeight,
    ShapeCorrelation,
    SitePage,
    Source,
    Urgency,
)
from globulin.units import Factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch of the differential: how a number comes about."""

    id: str
    name: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """A denominator of shares that is not everybody: never ranked as a cause."""

    id: str
    name: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What facts are about where no other record stands for it: a closed list."""

    id: str
    name: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorHost:
    """A host that shows copies of other people's works: no reader is sent there."""

    id: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgencyFloor:
    """The least urgency of a red flag, as its id was published: a rule may be stricter.

    `source_urgency` and `source_days` are what the source itself asks for, where it asks for
    anything; `told_by` says whether that urgency is the source's own or was proposed by us.
    """

    id: str
    urgency: Urgency
    source: str | None = None
    source_urgency: Urgency | None = None
    source_days: int | None = None
    told_by: Literal["source", "proposal"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSpelling:
    """A way in which reports write a unit."""

    spelling: str
    unit: str
    source: str
    note: str | None = None


Record = (
    Analyte
    | Background
    | Branch
    | ClaimEntry
    | CodedTest
    | Condition
    | ConditionShape
    | CurvePoint
    | Density
    | DensityInput
    | DensityShape
    | Fact
    | Finding
    | FindingWords
    | FollowUpTest
    | GlossaryTerm
    | Group
    | KnowledgeChange
    | Link
    | MirrorHost
    | PagePlan
    | Pattern
    | Phenotype
    | Population
    | Prior
    | QuestionEntry
    | Rate
    | RedFlagRule
    | RedirectTopic
    | ReferenceInterval
    | ReportedName
    | SectionPlan
    | Sentence
    | Setting
    | SettingWeight
    | ShapeCorrelation
    | SitePage
    | Source
    | Topic
    | UrgencyFloor
)

RECORD_TYPES: dict[str, type[Record]] = {
    "analyte": Analyte,
    "background": Background,
    "branch": Branch,
    "change": KnowledgeChange,
    "claim": ClaimEntry,
    "condition": Condition,
    "condition_shape": ConditionShape,
    "correlation": ShapeCorrelation,
    "curve": CurvePoint,
    "density": Density,
    "density_input": DensityInput,
    "fact": Fact,
    "finding": Finding,
    "finding_words": FindingWords,
    "group": Group,
    "interval": ReferenceInterval,
    "link": Link,
    "loinc": CodedTest,
    "mirror_host": MirrorHost,
    "pattern": Pattern,
    "phenotype": Phenotype,
    "plan": PagePlan,
    "population": Population,
    "prior": Prior,
    "question": QuestionEntry,
    "rate": Rate,
    "red_flag": RedFlagRule,
    "redirect_topic": RedirectTopic,
    "section": SectionPlan,
    "setting": Setting,
    "setting_weight": SettingWeight,
    "shape": DensityShape,
    "site_page": SitePage,
    "source": Source,
    "term": GlossaryTerm,
    "test": FollowUpTest,
    "test_name": ReportedName,
    "text": Sentence,
    "topic": Topic,
    "urgency_floor": UrgencyFloor,
}

ROW_TYPES: dict[str, type[Factor] | type[UnitSpelling]] = {
    "factor": Factor,
    "spelling": UnitSpelling,
}
