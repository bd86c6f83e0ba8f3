import type { QueryResult } from '../../../server/application';
import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { WaitingTask } from '../home';
import { delegationTexts } from './texts';

/** For whom this person prepares now, as rows of the waiting list. */
export function delegationTasks({ received }: QueryResult<'delegations.mine'>, language: Language): WaitingTask[] {
  const t = translator(delegationTexts, language);
  return received.filter(({ state }) => state === 'now').map(({ id, personId, fullName, toDay }) => ({
    id: `delegation-${id}`, icon: 'marks', tone: 'accent', title: t('task', { name: fullName }), note: t('taskNote', { to: toDay }), href: `/prepare-for/${personId}`, action: t('openSessions'),
  }));
}
