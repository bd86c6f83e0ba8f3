import { describe, expect, it } from 'vitest';
import { presenceOn } from '../../../server/modules/sitting/attendance-list';
import { coursesOf, staysOf } from '../../../server/modules/sitting/presence';
import { listCsv, type AttendanceList } from '~/features/sitting/list-file';

const at = (time: string): Date => new Date(`2026-11-26T${time}:00+07:00`);

describe('the attendance list', () => {
  it('sitting L55 tells coming and going in order; a mark of absence takes back what stood before', () => {
    const events = [
      { type: 'sitting.checked_in', at: at('07:50'), payload: { personId: 'a', attendance: 'room' } },
      { type: 'sitting.attendance_marked', at: at('07:55'), payload: { marks: [{ personId: 'b', attendance: 'room' }, { personId: 'a', attendance: 'room' }] } },
      { type: 'sitting.person_left', at: at('09:00'), payload: { personId: 'a' } },
      { type: 'sitting.checked_in', at: at('09:20'), payload: { personId: 'a', attendance: 'online' } },
      { type: 'sitting.attendance_marked', at: at('09:30'), payload: { marks: [{ personId: 'b', attendance: 'excused' }] } },
    ];
    const changes = coursesOf(events);
    expect(changes.get('a')).toEqual([{ at: at('07:50'), state: 'room' }, { at: at('09:00'), state: 'left' }, { at: at('09:20'), state: 'online' }]);
    expect(changes.get('b')).toEqual([{ at: at('09:30'), state: 'excused' }]);
  });

  it('sitting L55 the night of an adjourned sitting ends every stay, and the next day is told as coming', () => {
    const marked = (time: Date, personId: string) => ({ type: 'sitting.attendance_marked', at: time, payload: { marks: [{ personId, attendance: 'room' }] } });
    const night = [marked(at('08:00'), 'a'), marked(at('08:00'), 'b'), { type: 'sitting.adjourned', at: at('11:00'), payload: {} }, marked(new Date('2026-11-27T08:00:00+07:00'), 'a')];
    expect(coursesOf(night).get('a')).toEqual([{ at: at('08:00'), state: 'room' }, { at: at('11:00'), state: 'left' }, { at: new Date('2026-11-27T08:00:00+07:00'), state: 'room' }]);
    expect(coursesOf(night).get('b')?.at(-1)).toEqual({ at: at('11:00'), state: 'left' });
    expect(staysOf(night).get('a')).toEqual([{ from: at('08:00'), to: at('11:00') }, { from: new Date('2026-11-27T08:00:00+07:00'), to: null }]);
  });

  it('sitting L63 where it went on on paper, the notes say who was there, and not what tablets said of later moments', () => {
    const events = [
      { type: 'sitting.checked_in', at: at('08:00'), payload: { personId: 'a', attendance: 'room' } },
      { type: 'sitting.checked_in', at: at('08:00'), payload: { personId: 'b', attendance: 'room' } },
      { type: 'sitting.person_left', at: at('10:05'), payload: { personId: 'a' } },
      { type: 'sitting.attendance_marked', at: at('10:06'), payload: { marks: [{ personId: 'b', attendance: 'unexcused' }] } },
      { type: 'sitting.went_on_paper', at: at('08:40'), payload: {} },
      { type: 'sitting.attendance_marked', at: at('08:40'), payload: { marks: [{ personId: 'a', attendance: 'room' }] } },
      { type: 'sitting.person_left', at: at('09:30'), payload: { personId: 'a' } },
    ];
    expect(coursesOf(events).get('a')).toEqual([{ at: at('08:00'), state: 'room' }, { at: at('09:30'), state: 'left' }]);
    expect(coursesOf(events).get('b')).toEqual([{ at: at('08:00'), state: 'room' }, { at: at('08:40'), state: 'left' }]);
  });

  it('sitting L55 presence on an item is all of it, a part with its minutes, or none', () => {
    const item = { from: at('08:00'), to: at('09:00') };
    expect(presenceOn(item, [{ from: at('07:00'), to: null }])).toEqual({ presence: 'all', minutes: 60 });
    expect(presenceOn(item, [{ from: at('08:20'), to: at('08:30') }, { from: at('08:50'), to: at('09:30') }])).toEqual({ presence: 'part', minutes: 20 });
    expect(presenceOn(item, [{ from: at('07:00'), to: at('08:00') }])).toEqual({ presence: 'none', minutes: 0 });
  });

  it('sitting L55 the file has a line for each person and a column for each item, and nothing in it is run', () => {
    const list: AttendanceList = {
      meeting: { id: 'm', title: 'Phiên họp', startsAt: at('08:00'), openedAt: at('08:00'), closedAt: null, place: 'Phòng họp' },
      takenAt: at('10:00'),
      body: 'Ủy ban nhân dân tỉnh', secretary: 'Đàm Thị Ngọc Ước', onPaper: null,
      items: [{ id: 'i', number: 1, title: 'Kế hoạch; năm 2027', from: at('08:00'), to: at('09:00') }],
      sites: [{ name: 'UBND xã Hòa Khê', people: 14, present: 12, lost: [{ from: at('09:12'), to: at('09:20') }] }],
      people: [{ spot: 'A3', fullName: '=Đỗ Khắc', position: 'Chủ tịch', unit: 'UBND tỉnh', role: 'chair', elector: true, site: null, substituteFor: null, state: 'room', reason: null, changes: [{ at: at('07:50'), state: 'room' }], items: [{ presence: 'part', minutes: 20 }] }],
    };
    const [head = '', row = ''] = listCsv(list, 'vi').split('\r\n');
    expect(head).toContain('"1. Kế hoạch; năm 2027"');
    expect(row).toContain('07:50 có mặt tại phòng');
    expect(row).toContain('có mặt 20 phút');
    expect(row).not.toMatch(/(^|;)=/u);
    expect(listCsv(list, 'en')).toContain('there 20 minutes');
  });
});
