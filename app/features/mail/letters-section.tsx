import type { QueryResult } from '../../../server/application';
import { Button, EmptyState, InlineError, ListRow, Notice, PageHeading, RowList, Stack, StateWord, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { mailTexts } from './texts';

type Log = QueryResult<'mail.log'>;
type Letter = Log['letters'][number];

const TONE = { queued: 'neutral', sent: 'ok', failed: 'bad', bounced: 'bad', dropped: 'neutral' } as const;

/** Who was told what by letter, and what became of it. */
export function LettersSection({ log }: { log: Log }) {
  const t = useTexts(mailTexts);
  const { hasServer, letters, withoutAddress } = log;
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} look="lg" title={t('letters')} count={letters.length} note={t('lettersNote')} />
      {hasServer ? null : <Notice tone="warn">{t('noServer')}</Notice>}
      {withoutAddress.length > 0 ? <Notice>{t('withoutAddress', { names: withoutAddress.map(({ fullName }) => fullName).join(', ') })}</Notice> : null}
      {letters.length === 0 ? <EmptyState icon="send">{t('noLetters')}</EmptyState> : null}
      <RowList look="cards" label={t('letters')}>
        {letters.map((letter) => <LetterRow key={letter.id} letter={letter} />)}
      </RowList>
    </Stack>
  );
}

/** A letter sends its own repetition, so that the next one drops no answer about this one. */
function LetterRow({ letter: { personId, fullName, kind, state, problem, code, tries, queuedAt, sentAt, nextAt, canSendAgain } }: { letter: Letter }) {
  const t = useTexts(mailTexts);
  const toast = useToast();
  const { run, busy, error } = useCommand<'mail.send-again'>({ onDone: () => toast({ text: t('againDone'), icon: 'check' }) });
  const words = [
    t(kind),
    sentAt ? t('sentAt', { at: sentAt }) : state === 'queued' ? t('queuedAt', { at: queuedAt }) : '',
    problem ? t(`p_${problem}`) : '',
    code ? t('code', { code }) : '',
    tries > 1 ? t('tries', { count: tries }) : '',
    nextAt ? t('nextAt', { at: nextAt }) : '',
  ].filter(Boolean);
  const [first = '', ...rest] = words;
  return (
    <ListRow
      title={fullName}
      note={[`${first}.`, ...rest].join(' ')}
      isQuiet={state === 'dropped'}
      end={<StateWord tone={TONE[state]}>{t(state)}</StateWord>}
      actions={canSendAgain ? <Button size={48} look="quiet" icon="send" aria-label={t('againTo', { name: fullName })} busy={busy} onPress={() => run('mail.send-again', { personId })}>{t('again')}</Button> : undefined}
    >
      {error ? <InlineError error={error} /> : null}
    </ListRow>
  );
}
