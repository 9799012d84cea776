# What schemathesis cannot know from docs/openapi.yaml. schemathesis.toml loads it.
import re
from datetime import datetime, timedelta, timezone
from zlib import crc32

import schemathesis

SWATH_RULE = "swath is for GeoJSON only. Add format=geojson."
TIMES = {"before", "at", "from", "until"}
LIMITS = re.compile(r"(before|at|until) must be from (\S+Z) to (\S+Z): ")
# What overpasses may be refused with, and the parameter that is to blame.
OVERPASS_RULES = {
    r"days and until both say where the time ends\.": "until",
    r"from and pastDays both say where the time begins\.": "pastDays",
    r"(from|until) must be a time in UTC": "from|until",
    r"until must be later than (from|now|\d+ days ago)": "until",
    r"from \S+ until \S+ is longer than ten days\.": "until|pastDays",
    r".*: positions are computed from \S+Z to \S+Z, from ": "from|until",
    r"maxOffNadirKm is for kind=swath only": "maxOffNadirKm",
    r"maybe is for kind=swath only": "maybe",
    r".* has (no|an) instrument \"": "instrument",
    r"instrument must be up to 50 names of instruments": "instrument",
}


# Around now positions are always known, recorded or not.
KEPT_SECONDS = 24 * 3600


VALID = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z)?")


# At most ten days after `from`, and within what is known.
AHEAD_SECONDS = 8 * 24 * 3600


@schemathesis.hook
def before_call(ctx, case, kwargs):
    """
    Moves three of four `before`, `at` and `from` into the last day, which is always known, and `until` into the next
    ones: hardly any random time is. Three of four lists of instruments become one that there is.
    """
    query = case.query or {}
    # The same for each run: by the text, not by chance.
    for name in ("before", "at", "from", "until"):
        text = query.get(name)
        if not isinstance(text, str) or not VALID.fullmatch(text):
            continue
        try:
            datetime.fromisoformat(text)
        except ValueError:
            continue
        digest = crc32(text.encode())
        if digest % 4 != 0:
            seconds = 60 + digest % AHEAD_SECONDS if name == "until" else -(digest % KEPT_SECONDS)
            moved = datetime.now(timezone.utc) + timedelta(seconds=seconds)
            query[name] = f"{moved:%Y-%m-%dT%H:%M:%SZ}"
    instrument = query.get("instrument")
    listed = instrument.split(",") if isinstance(instrument, str) else instrument
    # Not those that are invalid on purpose.
    if isinstance(listed, list) and 0 < len(listed) <= 50 and all(0 < len(str(name)) <= 100 for name in listed):
        if crc32(repr(instrument).encode()) % 4 != 0:
            query["instrument"] = "MODIS"


@schemathesis.deserializer("text/csv", "text/calendar")
def as_text(ctx, response):
    """Tables and calendars are text; their schemas have patterns."""
    return response.text


@schemathesis.check
def valid_data_is_refused_with_reason(ctx, response, case):
    """Valid data gets 400 only by the rules that a schema cannot state and the description does."""
    query = case.query or {}
    if response.status_code != 400 or not case.operation.path.endswith(("/track", "/tracks", "/elements", "/overpasses")):
        return
    if not case.meta.generation.mode.is_positive:
        return
    detail = response.json()["detail"]
    if case.operation.path.endswith("/overpasses"):
        for rule, names in OVERPASS_RULES.items():
            if re.match(rule, detail, re.DOTALL) and any(name in query for name in names.split("|")):
                return
        raise AssertionError(f"valid data is refused, and not by a rule of the description: {detail}")
    if detail == SWATH_RULE and query.get("swath") in (True, "true") and query.get("format") != "geojson":
        return
    # The pattern of a time allows a 31st of February.
    if re.match("(before|at|from|until) must be a time in UTC", detail) and query.keys() & TIMES:
        return
    # A track has from and until, or points and before: until is later, by a day at most.
    if detail.startswith("Give from and until, or points and before") and query.keys() & {"from", "until"}:
        return
    if detail.startswith("until must be later than from, at least 20 s") and {"from", "until"} <= query.keys():
        return
    if detail.startswith("at asks for one set") and "at" in query and query.keys() & {"before", "limit"}:
        return
    found = LIMITS.match(detail)
    if found is None or found[1] not in query:
        raise AssertionError(f"valid data is refused, and not by a rule of the description: {detail}")
    name = found[1]
    earliest, latest = map(datetime.fromisoformat, found.groups()[1:])
    # Python reads an offset only with its plus.
    asked = datetime.fromisoformat(query[name].replace(" 00", "+00"))
    if earliest <= asked.replace(tzinfo=asked.tzinfo or timezone.utc) <= latest:
        raise AssertionError(f"{name}={query[name]} is within the limits and refused: {detail}")
