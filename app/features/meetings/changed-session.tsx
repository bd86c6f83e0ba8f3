import type { QueryResult } from '../../../server/application';
import { LinkButton, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ChangesList } from './changes-list';
import { changesTexts } from './changes-texts';
import './meetings.css';

/** On the home screen: a session that is not as this person last saw it, until they have looked at its page. */
export function ChangedSession({ session }: { session: QueryResult<'meetings.home'>['changed'][number] }) {
  const t = useTexts(changesTexts);
  const { id, title, startsAt, cancelled, changes } = session;
  return (
    <Notice
      tone={cancelled ? 'bad' : 'warn'}
      icon={cancelled ? undefined : 'refresh'}
      title={t(cancelled ? 'cancelledHome' : 'changedHome', { title })}
    >
      {/* Below the words: beside them a narrow column would leave no line to read. */}
      {cancelled ? <p>{`${t('plannedFor', { at: startsAt })} ${t('reason', { reason: cancelled.reason })}`}</p> : <ChangesList changes={changes} />}
      <p className="mt-look"><LinkButton href={`/meetings/${id}`} size={48} iconEnd="next">{t('look')}</LinkButton></p>
    </Notice>
  );
}
