import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, InlineError, LinkButton, Notice, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { accountTexts } from './texts';
import { noticeTexts } from './notice-texts';

type Notice = QueryResult<'identity.notices'>['notices'][number];

const isKnownKind = (kind: string): kind is keyof (typeof noticeTexts)['vi'] => kind in noticeTexts.vi;

/** What was changed, in words: `userName,roles` → "tên đăng nhập, vai trò". */
function useWhat(): (what: string | undefined) => string {
  const t = useTexts(noticeTexts);
  const words: Record<string, string> = { userName: t('whatUserName'), email: t('whatEmail'), roles: t('whatRoles'), unblocked: t('whatUnblocked') };
  return (what = '') => what.split(',').map((name) => words[name] ?? name).join(', ');
}

/** What was done to the person's account, or to the people of a body the person chairs: stays until it is read. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const t = useTexts(noticeTexts);
  const own = useTexts(accountTexts);
  const what = useWhat();
  const { run, busy, error } = useCommand<'identity.read-notice'>();
  if (notices.length === 0) return null;
  return (
    <Stack gap={3} as="section">
      {error ? <InlineError error={error} /> : null}
      {notices.map(({ id, kind, params, at }) => kind === 'unlock_code_offered' ? (
        <CodeOffer key={id} busy={busy} onPutAside={() => run('identity.read-notice', { noticeId: id })} />
      ) : (
        <Notice
          key={id}
          tone="warn"
          icon="caution"
          title={isKnownKind(kind) ? t(kind, { by: '', released: '', person: '', body: '', count: '', ...params, at, what: what(params.what) }) : kind}
          end={
            <Button size={48} icon="check" busy={busy} onPress={() => run('identity.read-notice', { noticeId: id })}>
              {own('noticeRead')}
            </Button>
          }
        >
          <p>{t('toDo')}</p>
        </Notice>
      ))}
    </Stack>
  );
}

/** Nothing happened: a code for the tablet is offered, and can be put aside (I23). */
function CodeOffer({ busy, onPutAside }: { busy: boolean; onPutAside: () => void }) {
  const t = useTexts(noticeTexts);
  return (
    <Notice
      icon="lock"
      end={
        <ButtonRow>
          <LinkButton href="/account/unlock-code" size={48}>{t('setCode')}</LinkButton>
          <Button size={48} look="quiet" busy={busy} onPress={onPutAside}>{t('notNow')}</Button>
        </ButtonRow>
      }
    >
      {t('unlock_code_offered')}
    </Notice>
  );
}
