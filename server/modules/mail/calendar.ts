/** What an entry of a calendar says of a session (RFC 5545, 5546). */
export interface CalendarEntry {
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  uid: string;
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  stampedAt: Date;
  summary: string;
  place: string;
  description: string;
  url: string;
  organizer: { name: string; address: string };
  /** Whom the letter is to; null: a file for whoever fetches it. */
  attendee: { name: string; address: string; isRequired: boolean } | null;
  language: 'vi' | 'en';
}

const ZONE = 'Asia/Ho_Chi_Minh';
/** Viet Nam has kept UTC+7 without summer time since 1975. */
const OFFSET_MS = 7 * 3_600_000;
const TIMEZONE = ['BEGIN:VTIMEZONE', `TZID:${ZONE}`, 'BEGIN:STANDARD', 'DTSTART:19750613T000000', 'TZOFFSETFROM:+0700', 'TZOFFSETTO:+0700', 'TZNAME:+07', 'END:STANDARD', 'END:VTIMEZONE'];

const compact = (at: Date): string => at.toISOString().slice(0, 19).replace(/[-:]/gu, '');
const utc = (at: Date): string => `${compact(at)}Z`;
const local = (at: Date): string => compact(new Date(at.getTime() + OFFSET_MS));

/** TEXT of RFC 5545 3.3.11. */
const text = (value: string): string => value.replace(/[\\;,]/gu, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/gu, '\\n');
/** A quoted parameter cannot hold what ends it (3.2). */
const parameter = (value: string): string => `"${value.replace(/["\r\n]/gu, ' ').trim()}"`;

/** Lines of 75 octets at most (3.1), broken between characters. */
export function foldLine(line: string): string {
  const rows: string[] = [];
  let row = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > 75) {
      rows.push(row);
      row = ' ';
      octets = 1;
    }
    row += character;
    octets += length;
  }
  return [...rows, row].join('\r\n');
}

/** The entry as `text/calendar`. */
export function calendarOf(entry: CalendarEntry): string {
  const { method, uid, sequence, startsAt, endsAt, stampedAt, summary, place, description, url, organizer, attendee, language } = entry;
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Phien//Phien//VI', 'CALSCALE:GREGORIAN', `METHOD:${method}`,
    ...TIMEZONE,
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(stampedAt)}`,
    `DTSTART;TZID=${ZONE}:${local(startsAt)}`,
    `DTEND;TZID=${ZONE}:${local(endsAt)}`,
    `SUMMARY;LANGUAGE=${language}:${text(summary)}`,
    `LOCATION:${text(place)}`,
    `DESCRIPTION:${text(description)}`,
    `URL:${url}`,
    `ORGANIZER;CN=${parameter(organizer.name)}:mailto:${organizer.address}`,
    ...(attendee ? [`ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=${attendee.isRequired ? 'REQ' : 'OPT'}-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE;CN=${parameter(attendee.name)}:mailto:${attendee.address}`] : []),
    `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
