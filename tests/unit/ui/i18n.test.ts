import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import {
  daysBetween, defineTexts, describeError, errorTexts, formatBytes, formatClock, formatDate, formatDateTime,
  formatDocumentDate, formatDocumentTime, formatMinutes, formatNumber, formatPercent, formatRelativeDay, formatTime, formatWeekday, hasErrorText, isoDay,
  momentOf, registerErrorTexts, slotNames, translator,
} from '~/ui/i18n';
import { initialsOf, parseDay, parseNumber, parseTime, showDay, encodeDisplay, decodeDisplay, moveEntry } from '~/ui';
import { uiTexts } from '~/ui/texts';

const MORNING = '2026-11-26T01:02:00.000Z';

describe('texts', () => {
  const texts = defineTexts({
    vi: { papers: '{count:number} tài liệu', due: 'Trước {at:time} ngày {at:date}', state: '{state:select:draft=Bản nháp|open=Đang họp|other=Khác}', plain: 'Đóng', year: 'năm {year}' },
    en: { papers: '{count:number} {count:plural:paper|papers}', due: 'Before {at:time}, {at:date}', state: '{state:select:draft=Draft|open=In session|other=Other}', plain: 'Close', year: 'year {year}' },
  });
  const vi = translator(texts, 'vi');
  const en = translator(texts, 'en');

  it('fills numbers, plurals, dates and choices in both languages', () => {
    expect(vi('papers', { count: 1267 })).toBe('1.267 tài liệu');
    expect(en('papers', { count: 1 })).toBe('1 paper');
    expect(en('papers', { count: 2 })).toBe('2 papers');
    expect(vi('due', { at: MORNING })).toBe('Trước 08:02 ngày 26/11/2026');
    expect(vi('state', { state: 'open' })).toBe('Đang họp');
    expect(en('state', { state: 'gone' })).toBe('Other');
    expect(vi('plain')).toBe('Đóng');
    expect(vi('year', { year: 2026 })).toBe('năm 2026');
  });

  it('variants have slots of their own, and what fills one is never read as a slot', () => {
    const days = defineTexts({ vi: { before: 'trước {n} ngày, {who}' }, en: { before: '{n:plural:one day|{n} days} before, {who}' } });
    expect(translator(days, 'en')('before', { n: 1, who: 'all' })).toBe('one day before, all');
    expect(translator(days, 'en')('before', { n: 60, who: '{n:plural:a|b}' })).toBe('60 days before, {n:plural:a|b}');
    expect(slotNames('{n:plural:one|{most} of them} in {room}')).toEqual(['most', 'n', 'room']);
  });

  it('keys, parameters and English keys are checked by the compiler', () => {
    // @ts-expect-error an unknown key
    expect(() => vi('nothing')).not.toThrow();
    // @ts-expect-error a missing parameter
    expect(vi('papers')).toBe(' tài liệu');
    // @ts-expect-error a parameter of another name
    expect(vi('papers', { number: 1 })).toBe(' tài liệu');
    // @ts-expect-error English lacks a key
    defineTexts({ vi: { a: 'a', b: 'b' }, en: { a: 'a' } });
    // @ts-expect-error English has a key too many
    defineTexts({ vi: { a: 'a' }, en: { a: 'a', b: 'b' } });
  });

  it('no English text counts “1 papers”', () => {
    const files = readdirSync(path.join(projectRoot, 'app'), { recursive: true, encoding: 'utf8' }).filter((file) => /(texts|errors)\.ts$/.test(file));
    const bare = files.flatMap((file) =>
      [...readFileSync(path.join(projectRoot, 'app', file), 'utf8').matchAll(/\{(?:\w+:number|count|pages|members|left|days|minutes|seconds)\} (?!is\b|has\b|was\b|and\b)(?:[a-z]+ )?[a-zA-Z]+s\b/gu)].map(([text]) => `${file}: ${text}`),
    );
    expect(files.length).toBeGreaterThan(20);
    expect(bare).toEqual([]);
  });

  it('English asks for no parameter that Vietnamese does not give, and no Vietnamese text is empty', () => {
    for (const set of [uiTexts, errorTexts]) {
      for (const [key, text] of Object.entries(set.vi)) {
        const english = (set.en as Record<string, string>)[key] ?? '';
        expect(text.normalize('NFC'), key).toBe(text);
        expect(text.length * english.length, key).toBeGreaterThan(0);
        for (const slot of slotNames(english)) expect(slotNames(text), key).toContain(slot);
      }
    }
  });
});

describe('formats', () => {
  it('shows times in the zone of the authority', () => {
    expect(formatDate('2026-11-25T17:30:00Z')).toBe('26/11/2026');
    expect(formatTime(MORNING)).toBe('08:02');
    expect(formatDateTime(MORNING)).toBe('08:02, 26/11/2026');
    expect(formatWeekday(MORNING, 'vi')).toBe('Thứ Năm');
    expect(formatDocumentTime(MORNING)).toBe('08 giờ 02 phút');
    expect(formatDocumentDate(MORNING)).toBe('ngày 26 tháng 11 năm 2026');
    expect(formatDocumentDate('2026-02-05T03:00:00Z')).toBe('ngày 05 tháng 02 năm 2026');
    expect(formatDocumentDate('2026-03-05T03:00:00Z')).toBe('ngày 05 tháng 3 năm 2026');
    expect(momentOf('2026-11-26', '08:02')).toBe(MORNING);
    expect(isoDay(momentOf('2026-11-26', '00:00'))).toBe('2026-11-26');
    expect(() => formatDate('soon')).toThrow(RangeError);
  });

  it('groups numbers the way each language writes them', () => {
    expect(formatNumber(1234.5, 'vi')).toBe('1.234,5');
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5');
    expect(formatNumber(10947, 'vi')).toBe('10.947');
    expect(formatNumber(-0.0001, 'vi')).toBe('0');
    expect(formatNumber(-96500, 'vi')).toBe('−96.500');
    expect(formatNumber(81, 'vi', { min: 1, max: 1 })).toBe('81,0');
    expect(formatPercent(17 / 21, 'vi')).toBe('81,0 %');
    expect(formatBytes(421_888, 'vi')).toBe('412 KB');
  });

  it('says durations, clocks and days from now', () => {
    expect(formatMinutes(40, 'vi')).toBe('40 phút');
    expect(formatMinutes(125, 'vi')).toBe('2 giờ 5 phút');
    expect(formatClock(102_000)).toBe('01:42');
    expect(formatClock(-65_000)).toBe('+01:05');
    expect(formatClock(3_723_000)).toBe('1:02:03');
    expect(formatRelativeDay(MORNING, '2026-11-23T02:00:00Z', 'vi')).toBe('Còn 3 ngày');
    expect(formatRelativeDay(MORNING, '2026-11-25T16:59:00Z', 'vi')).toBe('Ngày mai');
    expect(formatRelativeDay(MORNING, '2026-11-25T17:00:00Z', 'vi')).toBe('Hôm nay');
    expect(daysBetween(MORNING, '2026-11-20T00:00:00Z')).toBe(-6);
  });
});

describe('errors', () => {
  it('speaks by reason, then by code, and never shows a key', () => {
    registerErrorTexts(defineTexts({ vi: { 'test.pages': 'Tệp có {pages:number} trang.' }, en: { 'test.pages': 'The file has {pages:number} pages.' } }));
    expect(describeError({ code: 'rejected', reason: 'test.pages', params: { pages: 1200 } }, 'vi')).toBe('Tệp có 1.200 trang.');
    expect(describeError({ code: 'forbidden', reason: 'x.y' }, 'vi')).toBe(errorTexts.vi.forbidden);
    expect(describeError({ code: 'strange', reason: 'x.y' }, 'en')).toBe(errorTexts.en.internal);
    expect(hasErrorText('test.pages')).toBe(true);
    expect(hasErrorText('x.y')).toBe(false);
  });
});

describe('typed input', () => {
  it.each([['26/11/2026', '2026-11-26'], ['5-9-26', '2026-09-05'], ['26112026', '2026-11-26'], ['31/02/2026', null], ['29/2/2028', '2028-02-29'], ['ngày mai', null]])('day %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });
  it.each([['8', '08:00'], ['8:5', '08:05'], ['0805', '08:05'], ['8 giờ 5 phút', '08:05'], ['8h30', '08:30'], ['24:00', null], ['12:60', null], ['', null]])('time %s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });
  it.each([['1.234,5', 'vi', 1234.5], ['1,234.5', 'en', 1234.5], ['40', 'vi', 40], ['−3', 'vi', -3], ['1,5', 'vi', 1.5], ['abc', 'vi', null]] as const)('number %s in %s', (text, language, value) => {
    expect(parseNumber(text, language)).toBe(value);
  });
  it('shows an ISO day as people write it', () => expect(showDay('2026-11-26')).toBe('26/11/2026'));
});

describe('display and order', () => {
  it('keeps the display choice in a cookie value and survives nonsense', () => {
    const choice = { theme: 'dim', scale: 150, leftHand: true } as const;
    expect(decodeDisplay(encodeDisplay(choice))).toEqual(choice);
    expect(decodeDisplay('<script>.9')).toEqual({ theme: 'light', scale: 100, leftHand: false });
  });
  it('moves an entry without losing any', () => expect(moveEntry(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']));
});

describe('initials', () => {
  it('are taken from the last two words', () => {
    expect(initialsOf('Lục Thị Quế Chi')).toBe('QC');
    expect(initialsOf('Đàm Thị Ngọc Ước'.normalize('NFD'))).toBe('NƯ');
    expect(initialsOf('An')).toBe('A');
  });
});
