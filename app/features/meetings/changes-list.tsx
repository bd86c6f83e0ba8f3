import type { QueryResult } from '../../../server/application';
import { useFormats, useTexts } from '~/ui/i18n';
import { changesTexts } from './changes-texts';
import { meetingTexts } from './texts';

export type SessionChange = QueryResult<'meetings.home'>['changed'][number]['changes'][number];

/** More than this is not read; the rest is counted. */
const MOST = 8;

/** Period of a session in words; the day once where it does not change. */
export function usePeriod(): (period: { startsAt: Date; endsAt: Date }) => string {
  const f = useFormats();
  return ({ startsAt, endsAt }) => `${f.time(startsAt)} – ${f.time(endsAt)}, ${f.weekday(startsAt)} ${f.date(startsAt)}`;
}

/** What changed, each thing in a sentence. */
export function useChangeWords(): (change: SessionChange) => string[] {
  const t = useTexts(changesTexts);
  const m = useTexts(meetingTexts);
  const period = usePeriod();
  return (change) => {
    switch (change.kind) {
      case 'cancelled':
        return [t('cancelled')];
      case 'time':
        return [t('time', { from: period(change.from), to: period(change.to) })];
      case 'place':
        return [
          ...(change.from.place === change.to.place ? [] : [t('place', { from: change.from.place, to: change.to.place })]),
          ...(change.from.form === change.to.form ? [] : [t('form', { from: m(change.from.form), to: m(change.to.form) })]),
        ];
      case 'title':
      case 'item_renamed':
        return [t(change.kind, { from: change.from, to: change.to })];
      case 'item_moved': {
        const { title, from, to } = change;
        return [from === null || to === null || from === to ? t('item_shifted', { title }) : t('item_moved', { title, from, to })];
      }
      case 'paper_version':
        return [t('paper_version', { title: change.title, number: change.number })];
      default:
        return [t(change.kind, { title: change.title })];
    }
  };
}

export function ChangesList({ changes }: { changes: readonly SessionChange[] }) {
  const t = useTexts(changesTexts);
  const words = useChangeWords();
  const lines = changes.flatMap(words);
  const rest = lines.length - MOST;
  return (
    <ul className="mt-changes">
      {lines.slice(0, rest > 1 ? MOST : undefined).map((line) => <li key={line}>{line}</li>)}
      {rest > 1 ? <li>{t('more', { count: rest })}</li> : null}
    </ul>
  );
}
