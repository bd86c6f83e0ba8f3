import type { QueryResult } from '../../../server/application';
import { Notice } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { importedTexts } from './imported-texts';

/** Where a session came from; null: it was held here. */
export type ImportedFrom = QueryResult<'imports.of-session'>;

/** Says of a session of earlier years where it came from, and what is not known of it. */
export function ImportedNotice({ imported: { importedAt, source, chair } }: { imported: NonNullable<ImportedFrom> }) {
  const t = useTexts(importedTexts);
  const f = useFormats();
  return (
    <Notice tone="neutral" icon="document" title={t('importedNotice')}>
      {[t('importedFrom', { date: f.date(importedAt), source }), chair === '' ? '' : t('importedChair', { name: chair })].filter(Boolean).join(' ')}
    </Notice>
  );
}
