import { describe, expect, it } from 'vitest';
import { isBackupDue, isBackupLate, lastDue, readBackupPlan } from '../../server/kernel/backup-plan';
import { BootError } from '../../server/kernel/boot-error';

const KEY = 'age1u324tsnr8txsrpqhemruc8hz8s068lt2r3zjgaf0sgff4y0hecgqfh3lns';

describe('the plan of backups', () => {
  it('is none without a folder, and has its defaults with one', () => {
    expect(readBackupPlan({})).toBeNull();
    expect(readBackupPlan({ PHIEN_BACKUP: '/b' })).toEqual({ folder: '/b', at: 120, recipients: [], keep: { daily: 7, weekly: 4, monthly: 12 } });
    expect(readBackupPlan({ PHIEN_BACKUP: '/b', PHIEN_BACKUP_AT: '23:30', PHIEN_BACKUP_KEEP: '1,2,3', PHIEN_BACKUP_KEY: `${KEY}, ${KEY}` })).toMatchObject({ at: 1410, recipients: [KEY, KEY], keep: { daily: 1, weekly: 2, monthly: 3 } });
  });

  it.each([
    ['PHIEN_BACKUP_AT', '24:00'],
    ['PHIEN_BACKUP_AT', 'nửa đêm'],
    ['PHIEN_BACKUP_KEEP', '7,4'],
    ['PHIEN_BACKUP_KEEP', '-1,2,3'],
    ['PHIEN_BACKUP_KEY', 'AGE-SECRET-KEY-1QQQ'],
  ])('%s=%s is refused in both languages, and not repeated where it may be a secret', (name, value) => {
    const error = ((): unknown => {
      try {
        return readBackupPlan({ PHIEN_BACKUP: '/b', [name]: value });
      } catch (thrown) {
        return thrown;
      }
    })();
    if (!(error instanceof BootError)) throw new Error('not refused');
    expect(error.vi).toContain(name);
    expect(error.en).toContain(name);
    expect(error.vi + error.en).not.toContain('SECRET');
  });

  it('is due at its hour by the clock of Viet Nam, once a day', () => {
    expect(lastDue(120, new Date('2026-11-29T19:00:00Z'))).toEqual(new Date('2026-11-29T19:00:00Z'));
    expect(lastDue(120, new Date('2026-11-29T18:59:59Z'))).toEqual(new Date('2026-11-28T19:00:00Z'));
    const at = (iso: string) => new Date(iso);
    expect(isBackupDue(120, { last: null, tried: null }, at('2026-11-29T00:00:00Z'))).toBe(true);
    expect(isBackupDue(120, { last: at('2026-11-28T19:00:05Z'), tried: null }, at('2026-11-29T18:59:00Z'))).toBe(false);
    expect(isBackupDue(120, { last: at('2026-11-28T19:00:05Z'), tried: null }, at('2026-11-29T19:00:00Z'))).toBe(true);
    expect(isBackupDue(120, { last: at('2026-11-28T19:00:05Z'), tried: at('2026-11-29T19:00:01Z') }, at('2026-11-29T20:00:00Z'))).toBe(false);
  });

  it('is late two hours over its time, or where there never was one', () => {
    const last = new Date('2026-11-28T19:00:00Z');
    expect(isBackupLate(last, new Date(last.getTime() + 26 * 3_600_000))).toBe(false);
    expect(isBackupLate(last, new Date(last.getTime() + 26 * 3_600_000 + 1))).toBe(true);
    expect(isBackupLate(null, last)).toBe(true);
  });
});
