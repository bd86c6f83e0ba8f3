import { AccountMenu } from '../identity';
import { Card, EmptyState, Screen, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';
import { type SigningActions, SigningPanel } from '../signing';
import { minutesTexts } from './texts';
import '../signing/signing.css';
import './minutes.css';

const nothing = (): void => undefined;
/** Members and guests read; none of the actions is theirs. */
const NO_ACTIONS: SigningActions = { busy: false, error: null, sign: nothing, seal: nothing, refuse: nothing, reopen: nothing, clear: nothing };

/** What members and guests see of the minutes: the file, its signatures, where to verify it. */
export function MinutesReading({ view }: { view: QueryResult<'minutes.view'> }) {
  const t = useTexts(minutesTexts);
  const { session, minutes, can } = view;
  return (
    <Screen top={<TopBar backHref={`/meetings/${session.id}`} title={`${t('title')}: ${session.title}`} end={<AccountMenu />} />} width="narrow">
      {minutes ? <Card padding="none"><SigningPanel document={minutes} can={can} certificate={null} actions={NO_ACTIONS} /></Card> : <EmptyState icon="minutes">{t('notYet')}</EmptyState>}
    </Screen>
  );
}
