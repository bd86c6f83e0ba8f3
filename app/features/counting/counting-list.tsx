import type { QueryResult } from '../../../server/application';
import { Disclosure, Stack, TextLink } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { countingPageTexts } from './texts';

export type CountingDocuments = QueryResult<'counting.of-session'>;

/** The counting minutes of a session beside its other documents; nothing where nobody was named to count. */
export function CountingList({ meetingId, counts }: { meetingId: string; counts: CountingDocuments }) {
  const t = useTexts(countingPageTexts);
  if (counts.length === 0) return null;
  return (
    <Disclosure title={t('list')} note={String(counts.length)}>
      <Stack gap={3}>
        {counts.map(({ questionId, text, number }) => (
          <TextLink key={questionId} href={`/meetings/${meetingId}/counting/${questionId}`} icon="minutes">{`${number ? t('listNumber', { number }) : t('listNone')}: ${text}`}</TextLink>
        ))}
      </Stack>
    </Disclosure>
  );
}
