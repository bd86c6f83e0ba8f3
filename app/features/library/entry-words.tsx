import type { QueryResult } from '../../../server/application';
import { Chip, Row, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { libraryTexts } from './texts';

export type OpenEntry = QueryResult<'library.entry'>;
export type Entry = QueryResult<'library.entries'>['entries'][number];

/** Days of documents have no hour: noon is that day everywhere. */
export const dayOf = (day: string): Date => new Date(`${day}T12:00:00+07:00`);

/** "Nghị định số 30/2020/NĐ-CP"; a law without a number by its kind. */
export function useEntryName(): (entry: Pick<Entry, 'kind' | 'number'>) => string {
  const t = useTexts(libraryTexts);
  return ({ kind, number }) => (number === '' ? t(`kind_${kind}`) : t('numbered', { kind: t(`kind_${kind}`), number }));
}

const TONES = { in_force: 'ok', amended: 'warn', replaced: 'bad', not_yet: 'warn' } as const;
const ICONS = { in_force: 'check', amended: 'info', replaced: 'warning', not_yet: 'clock' } as const;

export function EntryState({ state }: Pick<Entry, 'state'>) {
  const t = useTexts(libraryTexts);
  return <StateWord tone={TONES[state]} icon={ICONS[state]}>{t(`state_${state}`)}</StateWord>;
}

/** Whose it is, and that it is a part only. */
export function EntryChips({ entry }: { entry: Pick<Entry, 'isShared' | 'isExcerpt'> }) {
  const t = useTexts(libraryTexts);
  return (
    <Row gap={2} wrap>
      <Chip size="s">{t(entry.isShared ? 'shared' : 'own')}</Chip>
      {entry.isExcerpt ? <Chip size="s" tone="warn">{t('excerpt')}</Chip> : null}
    </Row>
  );
}

/** Who issued it and when, and from when it holds. */
export function useEntryFacts(): (entry: Pick<Entry, 'issuer' | 'issuedOn' | 'inForceOn'>) => string {
  const t = useTexts(libraryTexts);
  return ({ issuer, issuedOn, inForceOn }) => [t('issued', { issuer, on: dayOf(issuedOn) }), inForceOn ? t('forceFrom', { on: dayOf(inForceOn) }) : ''].filter(Boolean).join('. ');
}

/** What amended or replaced it; null: nothing did. */
export function useByWords(): (entry: Pick<Entry, 'state' | 'byNumber'>) => string | null {
  const t = useTexts(libraryTexts);
  return ({ state, byNumber }) => (byNumber === '' ? null : t(state === 'replaced' ? 'replacedBy' : 'amendedBy', { number: byNumber }));
}
