// SPDX-License-Identifier: MIT
//
// Prints the events of a calendar as ical.js reads them, for calendar_test.cc:
// node read_calendar.mjs ICAL.JS EVENTS.ICS. Fails if anything in the file is not as RFC 5545 wants.
// ical.js knows no zones of its own, so local times count by the VTIMEZONE of the file.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , library, file] = process.argv;
const { default: ICAL } = await import(pathToFileURL(library));
ICAL.design.strict = true;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')));

// The value of a property that must be there once.
function only(component, name) {
  const all = component.getAllProperties(name);
  if (all.length !== 1) throw new Error(`${all.length} times ${name}`);
  return all[0].getFirstValue();
}

function shown(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`no zone: ${time}`);
  return time.toJSDate().toISOString().replace('.000', '');
}

if (only(calendar, 'version') !== '2.0') throw new Error('no version 2.0');
only(calendar, 'prodid');
const events = calendar.getAllSubcomponents('vevent').map((event) => {
  const end = event.getFirstPropertyValue('dtend');
  const stamp = only(event, 'dtstamp');
  if (stamp.zone !== ICAL.Timezone.utcTimezone) throw new Error('DTSTAMP is not in UTC');
  return {
    uid: only(event, 'uid'),
    stamp: shown(stamp),
    start: shown(only(event, 'dtstart')),
    end: end ? shown(end) : '',
    summary: only(event, 'summary'),
    description: event.getFirstPropertyValue('description') ?? '',
    place: event.getFirstPropertyValue('location') ?? '',
    tags: event.getAllProperties('categories').flatMap((property) => property.getValues()),
  };
});
console.log(JSON.stringify(events));
