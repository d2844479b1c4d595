"""Reference intervals: those of the main classes compared, all others carried over."""

from collections import defaultdict
from math import floor

from tools.import_evidence.laboratory_tables import (
    DATE,
    Import,
    Row,
    joined,
    plain,
    read_csv,
    read_rules,
    rules_by_line,
    source_names,
)

FILE = "reference_intervals"
DAYS = {"days": 1.0, "months": 30.4375, "years": 365.25}
EVIDENCE = {"laboratory-catalogue", "reference-work"}
# Two pages print the same limit with another number of digits.
CLOSE = 0.006


def compare_known(run: Import) -> None:
    """Tell for each row of the classes that the knowledge holds whether it stands there."""
    classes = {rule["evidence"]: rule["id"] for rule in read_rules("intervals_known")}
    names = source_names()
    bands: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for file in classes.values():
        for band in read_csv(run.knowledge / "intervals" / f"{file}.csv"):
            for source in band["sources"].split(";"):
                bands[band["analyte"], source].append(band)
    for line, row in run.rows(FILE):
        if row["analyte"] not in classes:
            continue
        source = names.get(row["source_id"], row["source_id"])
        same = [band for band in bands[row["analyte"], source] if _is_same(row, band)]
        if not same:
            run.problems.append(f"{FILE}:{line}: not in the knowledge")
        elif any(band["counted"] == "true" for band in same):
            run.tell(FILE, line, "standing already")
        else:
            run.tell(FILE, line, "standing already, not counted")


def _is_same(row: Row, band: Row) -> bool:
    sex = "" if row["sex"] == "any" else row["sex"]
    if sex != band["sex"]:
        return False
    high = _same_limit(row, band, "high")
    # A lower limit of about zero was left out: it cannot flag a low value.
    low = _same_limit(row, band, "low") or (not band["low"] and "left out" in band["note"])
    return high and low


def _same_limit(row: Row, band: Row, end: str) -> bool:
    if not row[end] or not band[end]:
        return row[end] == band[end]
    ours, theirs = _mg_per_dl(row[end], row["unit"]), _mg_per_dl(band[end], band["unit"])
    return abs(ours - theirs) <= CLOSE * theirs


def _mg_per_dl(number: str, unit: str) -> float:
    return float(number) * (100.0 if unit == "g/L" else 1.0)


def import_intervals(run: Import) -> None:
    """Write a file of bands for each other analyte, copies of a table merged."""
    analytes = {rule["evidence"]: rule for rule in read_rules("analytes")}
    known = {rule["evidence"] for rule in read_rules("intervals_known")}
    tables = {(rule["analyte"], rule["source"]): rule for rule in read_rules("interval_tables")}
    changes = rules_by_line("interval_rows")
    units = {rule["evidence"]: rule["ucum"] for rule in read_rules("unit_names")}
    files: dict[str, dict[tuple[str, ...], Row]] = defaultdict(dict)
    for line, row in run.rows(FILE):
        if row["analyte"] in known:
            continue
        if row["analyte"] not in analytes:
            run.problems.append(f"{FILE}:{line}: no rule for the analyte {row['analyte']!r}")
            continue
        change = changes.get(line, [{}])[0]
        if change.get("fate") == "dropped":
            run.tell(FILE, line, "dropped", change["reason"])
            continue
        row["unit"] = units.get(row["unit"], row["unit"])
        analyte = analytes[row["analyte"]]
        rule = tables.get((row["analyte"], row["source_id"]), {})
        band = _band(_changed(row, change), analyte["id"], rule, change)
        run.sources.add(row["source_id"])
        bands = files[analyte["file"]]
        key = (band["table"], band["sex"], band["age_low_days"], band["age_high_days"])
        if key in bands and any(bands[key][end] != band[end] for end in ("low", "high", "unit")):
            run.problems.append(f"{FILE}:{line}: two limits for one band of {band['table']}")
        elif key in bands:
            bands[key]["sources"] = joined([bands[key]["sources"], band["sources"]], ";")
            bands[key]["note"] = joined([bands[key]["note"], band["note"]])
            run.tell(FILE, line, "merged with its copy")
        else:
            bands[key] = band
            run.tell(FILE, line, "corrected" if change else "loaded", change.get("reason", ""))
    for file, found in files.items():
        run.write(f"intervals/{file}.csv", list(found.values()))


def _changed(row: Row, change: Row) -> Row:
    """Return the row with what the rule sets: `field=value` pairs, an empty value clears."""
    pairs = (pair.partition("=") for pair in change.get("set", "").split(";") if pair)
    return row | {name.strip(): value.strip() for name, _, value in pairs}


def _band(row: Row, analyte: str, rule: Row, change: Row) -> Row:
    source = source_names().get(row["source_id"], row["source_id"])
    sex = "" if row["sex"] == "any" else row["sex"]
    low, high, unit = row["age_low"], row["age_high"], row["age_unit"]
    is_zero = row["low"] != "" and float(row["low"]) == 0.0
    note = [part for part in row["note"].split("; ") if not part.startswith("half-open band:")]
    note += [rule.get("note", ""), change.get("reason", "")]
    if is_zero:
        note.append("the page prints 0 as lower limit: left out, it cannot flag a low value")
    is_counted = change.get("fate") != "not counted" and rule.get("counted") != "false"
    table = rule.get("table") or f"{analyte.lower()}-{source}"
    return {
        "id": f"{analyte.lower()}-{source}-{sex or 'any'}-{_ages(low, high, unit)}",
        "analyte": analyte,
        "table": table,
        "sex": sex,
        "age_low": low,
        "age_high": high,
        "age_unit": unit,
        "age_low_days": _days(low, unit),
        "age_high_days": _days(high, unit),
        "pregnant": "",
        "low": "" if is_zero else _number(row["low"]),
        "high": _number(row["high"]),
        "unit": row["unit"],
        "method": row["method"],
        "platform": row["platform"],
        "population": row["population"],
        "derivation": row["derivation"],
        "counted": "true" if is_counted else "false",
        "default": "false",
        "evidence": rule.get("evidence") or "laboratory-catalogue",
        "sources": source,
        "date": DATE,
        "checked": rule.get("checked", ""),
        "note": joined(note),
    }


def _number(text: str) -> str:
    return plain(float(text)) if text else ""


def _days(age: str, unit: str) -> str:
    # Whole days at or below: somebody on the day of a birthday belongs to the band that begins.
    return str(floor(float(age) * DAYS[unit])) if age else ""


def _ages(low: str, high: str, unit: str) -> str:
    return f"{low}-{high}{unit[0]}" if high else f"{low}{unit[0]}-up"
