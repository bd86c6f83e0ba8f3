import type { QueryResult } from '../../../server/application';
import { LinkButton } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { conclusionsTexts } from './texts';

/** The way from a session to its notice of conclusions, for those who find one there. */
export function ConclusionsLink({ meetingId, isThere, number }: { meetingId: string } & QueryResult<'conclusions.of-session'>) {
  const t = useTexts(conclusionsTexts);
  if (!isThere) return null;
  return <LinkButton href={`/meetings/${meetingId}/conclusions`} icon="minutes" wide>{number === null ? t('title') : t('linkNumber', { number })}</LinkButton>;
}
