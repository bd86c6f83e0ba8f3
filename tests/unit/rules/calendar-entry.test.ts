import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarOf, foldLine, type CalendarEntry } from '../../../server/modules/mail/calendar';

const entry: CalendarEntry = {
  method: 'REQUEST',
  uid: '0193f3aa-0000-7000-8000-000000000001@hop.thanhgiang.example',
  sequence: 3,
  startsAt: new Date('2026-11-26T01:00:00Z'),
  endsAt: new Date('2026-11-26T05:00:00Z'),
  stampedAt: new Date('2026-11-19T02:03:04Z'),
  summary: 'Phiên họp thường kỳ, Ủy ban nhân dân tỉnh Thanh Giang; Đoàn đại biểu Quốc hội và Thường trực Hội đồng nhân dân',
  place: 'Phòng họp số 1, tầng 2; trụ sở \\ UBND',
  description: 'Dòng một\nDòng hai',
  url: 'https://hop.thanhgiang.example/meetings/x',
  organizer: { name: 'Đàm Thị "Ngọc" Ước', address: 'uoc@thanhgiang.example' },
  attendee: { name: 'Cù Minh Thạc; Giám đốc: Sở Tài chính', address: 'thac@thanhgiang.example', isRequired: true },
  language: 'vi',
};

const parsed = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as never);
  const event = calendar.getFirstSubcomponent('vevent');
  if (!event) throw new Error('no event');
  return { calendar, event, value: (name: string): unknown => event.getFirstPropertyValue(name) };
};

describe('mail ML3 the entry of a calendar', () => {
  it('mail ML3 is read by another program as it was meant, in Viet Nam’s time', () => {
    const { calendar, event, value } = parsed(calendarOf(entry));
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect([value('uid'), value('sequence'), value('summary'), value('location'), value('description'), value('status')]).toEqual([entry.uid, 3, entry.summary, entry.place, entry.description, 'CONFIRMED']);
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone') ?? undefined);
    const start = value('dtstart') as InstanceType<typeof ICAL.Time>;
    start.zone = zone;
    expect(event.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Ho_Chi_Minh');
    expect(start.toString()).toBe('2026-11-26T08:00:00');
    expect(start.toUnixTime() * 1000).toBe(entry.startsAt.getTime());
    const attendee = event.getFirstProperty('attendee');
    expect([attendee?.getParameter('cn'), attendee?.getParameter('rsvp'), attendee?.getFirstValue()]).toEqual([entry.attendee?.name, 'FALSE', 'mailto:thac@thanhgiang.example']);
    expect(event.getFirstProperty('organizer')?.getParameter('cn')).toBe('Đàm Thị  Ngọc  Ước');
  });

  it('mail ML3 a cancellation of the same entry, and a file for one’s own calendar that names nobody', () => {
    const gone = parsed(calendarOf({ ...entry, method: 'CANCEL', sequence: 4 }));
    expect([gone.calendar.getFirstPropertyValue('method'), gone.value('status'), gone.value('uid'), gone.value('sequence')]).toEqual(['CANCEL', 'CANCELLED', entry.uid, 4]);
    expect(parsed(calendarOf({ ...entry, method: 'PUBLISH', attendee: null })).event.getFirstProperty('attendee')).toBeNull();
  });

  it('mail ML3 lines are 75 octets at most, whole characters, and read as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aệữỰ,;\\"𝛼— \n'), maxLength: 400 }), (summary) => {
        const text = calendarOf({ ...entry, summary });
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toContain('\uFFFD');
        }
        expect(parsed(text).value('summary')).toBe(summary);
      }),
    );
    expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75));
    expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
  });

  it('mail ML3 nothing of a name or place ends a line and begins another', () => {
    const text = calendarOf({ ...entry, place: 'A\r\nATTENDEE:mailto:x@y.example', organizer: { name: 'B"\r\nMETHOD:CANCEL', address: 'b@b.example' } });
    expect(text.split('\r\n').filter((line) => /^(?:METHOD|ATTENDEE:)/u.test(line))).toEqual(['METHOD:REQUEST']);
    // Python's own splitting of lines, which shares no code with either.
    const lines = execFileSync('python3', ['-c', 'import sys\nt=sys.stdin.buffer.read()\nprint(max(len(l) for l in t.split(b"\\r\\n")), t.count(b"\\r\\n")==t.count(b"\\n"))'], { input: text }).toString().trim();
    expect(lines.split(' ')[1]).toBe('True');
    expect(Number(lines.split(' ')[0])).toBeLessThanOrEqual(75);
  });
});
