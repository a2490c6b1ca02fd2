# SPDX-License-Identifier: MIT
#
# Prints the events of a calendar as Python's icalendar reads them, for calendar_test.cc:
# python3 read_calendar.py EVENTS.ICS. Fails if anything in the file cannot be read.
import datetime
import json
import sys

import icalendar

with open(sys.argv[1], "rb") as file:
    text = file.read()
# By a name that icalendar does not know, local times count by the VTIMEZONE of the file.
text = text.replace(b"TZID:America/New_York", b"TZID:Own/Rules")
text = text.replace(b"TZID=America/New_York", b"TZID=Own/Rules")
calendar = icalendar.Calendar.from_ical(text)
for component in calendar.walk():
    if component.errors:
        sys.exit(f"{component.name}: {component.errors}")


def shown(time):
    if not isinstance(time, datetime.datetime):
        return time.isoformat()
    if time.tzinfo is None:
        sys.exit(f"no zone: {time}")
    return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def categories(value):
    lists = value if isinstance(value, list) else [value]
    return [str(category) for each in lists for category in each.cats]


events = [
    {
        "uid": str(event["UID"]),
        "stamp": shown(event["DTSTAMP"].dt),
        "start": shown(event["DTSTART"].dt),
        "end": shown(event["DTEND"].dt) if "DTEND" in event else "",
        "summary": str(event["SUMMARY"]),
        "description": str(event.get("DESCRIPTION", "")),
        "place": str(event.get("LOCATION", "")),
        "tags": categories(event["CATEGORIES"]) if "CATEGORIES" in event else [],
    }
    for event in calendar.walk("VEVENT")
]
print(json.dumps(events))
