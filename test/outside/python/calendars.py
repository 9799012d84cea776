# Reads calendars of the API with icalendar, a reader of someone else, and checks them against the answers in JSON.
# Argument: the address of the API. Standard input: a list of { path, reminder }. Prints a line for each calendar.
import json
import math
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from urllib.request import urlopen

from icalendar import Calendar

api_url = sys.argv[1]


def fetch(path):
    with urlopen(api_url + path, timeout=60) as answer:
        return answer.read()


def both_forms(path, reminder):
    """The calendar, and the answer in JSON of the same minute."""
    while True:
        before = json.loads(fetch(path))
        text = fetch(path + "&format=ics" + (f"&reminder={reminder}" if reminder else ""))
        after = json.loads(fetch(path))
        if before["from"] == after["from"] and before["overpasses"] == after["overpasses"]:
            return text, after


def to_second(time):
    """The nearest second; calendars have no fractions."""
    moment = datetime.fromisoformat(time)
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def margin(each):
    """How much earlier an event begins: as early as the satellite may come, with more than a minute."""
    seconds = each["timingUncertaintySeconds"]
    return timedelta(minutes=math.ceil(seconds / 60) if seconds > 60 else 0)


def starts_of(answer):
    """When the events begin: the overpass, or the rise, or the beginning of the window without a rise."""
    for each in answer["overpasses"]:
        if "time" in each:
            yield to_second(each["time"]) - margin(each)
        elif each["rise"]:
            yield to_second(each["rise"]["time"]) - margin(each)
        else:
            yield to_second(answer["from"])


def read(path, reminder):
    text, answer = both_forms(path, reminder)
    lines = text.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in lines), "lines end in CRLF"
    assert max(map(len, lines)) <= 75, "a line has at most 75 bytes"

    calendar = Calendar.from_ical(text)
    assert not any(part.errors for part in calendar.walk()), "icalendar reports errors"
    assert Calendar.from_ical(calendar.to_ical()) == calendar, "icalendar writes what it has read"
    events = calendar.events

    uids = [str(event["UID"]) for event in events]
    assert all(uids) and len(set(uids)) == len(uids), "each event has a UID of its own"
    starts = [event.DTSTART for event in events]
    assert sorted(starts) == sorted(starts_of(answer)), "the events begin when JSON says"
    for event in events:
        assert event.DTSTART.utcoffset() == event.DTEND.utcoffset() == timedelta(0), "times are in UTC"
        assert event.DTEND > event.DTSTART, "an event ends after its start"
        assert event["DTSTAMP"].dt == datetime.fromisoformat(answer["from"]), "DTSTAMP is when it was computed"
        alarms = [(alarm["ACTION"], alarm["TRIGGER"].dt) for alarm in event.walk("VALARM")]
        is_to_come = event.DTSTART > event["DTSTAMP"].dt
        expected = [("DISPLAY", timedelta(minutes=-reminder))] if reminder and is_to_come else []
        assert alarms == expected, "reminders as asked, of events to come"
        location = f"{answer['place']['latitudeDeg']}, {answer['place']['longitudeDeg']}"
        assert [float(part) for part in event["LOCATION"].split(", ")] == [float(part) for part in location.split(", ")]
        assert event["SUMMARY"] and event["DESCRIPTION"], "an event says what it is"
    return {"path": path, "events": len(events)}


# Several at once: the local AWS spends most of an answer's time waiting.
with ThreadPoolExecutor(8) as pool:
    calendars = list(pool.map(lambda each: read(each["path"], each["reminder"]), json.load(sys.stdin)))
print(json.dumps(calendars))
