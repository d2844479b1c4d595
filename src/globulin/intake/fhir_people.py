"""Whom each FHIR resource speaks of: people are never mixed, and what names nobody stays apart."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from globulin.intake.desk import Desk
from globulin.intake.fhir_parts import as_dict, as_items, text_of
from globulin.intake.fhir_pile import Pile, Placed, as_local, base_of, root_of
from globulin.model import Person, Sex
from globulin.vocabulary import normalize

# What a Patient holds beside age and sex names a person: it is counted and not kept.
IDENTIFIERS = {
    "id": "identifier",
    "identifier": "identifier",
    "name": "name",
    "telecom": "contact",
    "address": "address",
    "birthDate": "birth_date",
    "photo": "photo",
    "contact": "contact",
    "link": "identifier",
    "deceasedDateTime": "date",
    "generalPractitioner": "clinician",
    "managingOrganization": "clinician",
}
NOT_OF_A_PERSON = frozenset({"resourceType", "meta", "gender", "active", "implicitRules"})
SEXES: dict[str, Sex] = {"female": "female", "male": "male"}
BEARING = frozenset({"Observation", "DiagnosticReport", "Condition"})


@dataclass(slots=True)
class People:
    """The people of an input, and who stands behind each resource."""

    pile: Pile
    parents: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    patients: dict[str, list[Placed]] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find every patient once, and which report or panel lists which result."""
        seen: dict[str, str] = {}
        for placed in self.pile.placed:
            if placed.kind == "Patient":
                key = seen.setdefault(_identity(placed), placed.where)
                self.patients.setdefault(key, []).append(placed)
                self._known[placed.where] = key
            for name in ("result", "hasMember"):
                for item in as_items(placed.resource.get(name)):
                    found = self.pile.find(as_dict(item).get("reference"), placed)
                    if found is not None:
                        self.parents[found.where].append(placed)

    def above(self, placed: Placed) -> list[Placed]:
        """Return what holds or lists a resource, and what holds or lists that, nearest first."""
        found: dict[str, Placed] = {placed.where: placed}
        waiting = [placed]
        while waiting:
            one = waiting.pop(0)
            holder = self.pile.at(one.holder)
            for parent in [*self.parents.get(one.where, ()), *([holder] if holder else ())]:
                if parent.where not in found:
                    found[parent.where] = parent
                    waiting.append(parent)
        return list(found.values())[1:]

    def groups(self) -> dict[str | None, list[Placed]]:
        """Return the resources by the person they speak of, in the order of the input."""
        groups: dict[str | None, list[Placed]] = {}
        idle: list[Placed] = []
        keys = {one.where: self._key(one) for one in self.pile.placed if one.kind != "Patient"}
        people = {key for key in keys.values() if key is not None} | set(self.patients)
        # What names nobody belongs to the only person there is, and else to nobody known.
        only = next(iter(people)) if len(people) == 1 else None
        for placed in self.pile.placed:
            if placed.kind == "Patient":
                continue
            key = keys[placed.where] or only
            if key is None and placed.kind not in BEARING and placed.kind:
                idle.append(placed)
            else:
                groups.setdefault(key, []).append(placed)
        if not groups:
            groups = {key: [] for key in self.patients} or {None: []}
        next(iter(groups.values())).extend(idle)
        return groups

    def _key(self, placed: Placed) -> str | None:
        for one in (placed, *self.above(placed)):
            subject = subject_of(one)
            key = self._key_of(subject, one) if subject else None
            if key is not None:
                return key
        return None

    def _key_of(self, subject: dict[str, Any], near: Placed) -> str | None:
        """Return the key of the person that a subject names; without a Patient, the name itself."""
        reference = text_of(subject.get("reference"))
        found = self.pile.find(reference, near)
        if found is not None:
            return self._known.get(found.where)
        if reference is not None:
            is_person = kind_of_reference(subject) in {None, "Patient"}
            source = base_of(near) or root_of(near)
            return f"reference {source} {as_local(reference, near)}" if is_person else None
        return self._by_identifier(subject) or self._by_name(subject)

    def _by_identifier(self, subject: dict[str, Any]) -> str | None:
        wanted = as_dict(subject.get("identifier"))
        if not wanted.get("value"):
            return None
        pair = wanted.get("system"), wanted.get("value")
        found = {
            key
            for key, placed in self.patients.items()
            for own in as_items(placed[0].resource.get("identifier"))
            if (as_dict(own).get("system"), as_dict(own).get("value")) == pair
        }
        return found.pop() if len(found) == 1 else f"identifier {json.dumps(pair)}"

    def _by_name(self, subject: dict[str, Any]) -> str | None:
        display = text_of(subject.get("display"))
        if display is None:
            return None
        words = set(normalize(display).split())
        found = [
            key
            for key, placed in self.patients.items()
            if words and words <= _name_words(placed[0].resource)
        ]
        return found[0] if len(found) == 1 else f"name {normalize(display)}"


def subject_of(placed: Placed) -> dict[str, Any]:
    """Return the reference to whom or what a resource speaks of, or an empty one."""
    for name in ("subject", "patient"):
        for item in as_items(placed.resource.get(name)):
            subject = {"reference": item} if isinstance(item, str) else as_dict(item)
            if any(subject.get(key) for key in ("reference", "identifier", "display")):
                return subject
    return {}


def kind_of_reference(reference: dict[str, Any]) -> str | None:
    """Return the type of resource that a reference names, or None where it does not tell."""
    told = text_of(reference.get("type"))
    if told is not None:
        return told
    parts = (text_of(reference.get("reference")) or "").split("/_history/")[0].split("/")
    return parts[-2] if len(parts) > 1 and parts[-2][:1].isupper() else None


def read_patient(placed: list[Placed], desk: Desk) -> None:
    """Take age and sex of a patient; whatever else stands there is counted and not kept."""
    for one in placed:
        for name, value in one.resource.items():
            if value and name not in NOT_OF_A_PERSON:
                kind = IDENTIFIERS.get(name, "patient_field")
                desk.drop(kind, len(value) if isinstance(value, list) else 1)
    if placed:
        # All copies of a patient are alike in these.
        desk.person = Person(sex=SEXES.get(text_of(placed[0].resource.get("gender")) or ""))
        desk.birth = text_of(placed[0].resource.get("birthDate"))


def _identity(placed: Placed) -> str:
    """Return what is the same for two copies of one patient, or else the place."""
    patient = placed.resource
    systems = [as_dict(own).get("system") for own in as_items(patient.get("identifier"))]
    if not systems or None in systems:
        return placed.where
    names = ("identifier", "name", "birthDate", "gender")
    return json.dumps([patient.get(name) for name in names], sort_keys=True)


def _name_words(patient: dict[str, Any]) -> set[str]:
    texts: list[str] = []
    for item in as_items(patient.get("name")):
        name = as_dict(item)
        for key in ("text", "family", "given", "prefix"):
            texts += [part for part in as_items(name.get(key)) if isinstance(part, str)]
    return set(normalize(" ".join(texts)).split())
