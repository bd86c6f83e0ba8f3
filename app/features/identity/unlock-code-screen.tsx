import { Form, useNavigation } from '@remix-run/react';
import { type ActionAnswer, CommandName } from '../../commands';
import { Button, Card, FormBody, InlineError, Notice, PageHeading, Screen, Stack, TextField, TopBar } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { AccountMenu } from './account-menu';
import { accountTexts } from './texts';

/** Sets the code that opens a tablet left alone, against the password; or takes it away. */
export function UnlockCodeScreen({ isSet, refusal, answer }: { isSet: boolean; /** Why this tablet would not open by code now. */ refusal: string | null; answer?: ActionAnswer<{ set: boolean }> }) {
  const t = useTexts(accountTexts);
  const language = useLanguage();
  const busy = useNavigation().state !== 'idle';
  const forAdministrator = refusal === 'identity.lock_not_for_administrators';
  return (
    <Screen top={<TopBar backHref="/account" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('unlockCode')} note={t(forAdministrator ? 'unlockCodeNever' : 'unlockCodeNote')} />
        {answer?.ok ? <Notice tone="ok">{t(answer.value.set ? 'codeSaved' : 'codeRemoved')}</Notice> : null}
        {isSet && refusal && !forAdministrator ? <Notice>{describeError({ code: 'rejected', reason: refusal }, language)}</Notice> : null}
        {forAdministrator ? null : (
          <Card padding="l">
            <Form method="post" key={answer?.ok ? 'done' : 'open'}>
              <CommandName name="identity.set-unlock-code" />
              <FormBody>
                {answer && !answer.ok ? <InlineError error={answer.error} /> : null}
                <TextField label={t('currentPassword')} name="password" type="password" autoComplete="current-password" isRequired />
                <TextField label={t('newCode')} name="code" type="password" inputMode="numeric" autoComplete="off" maxLength={6} hint={t('codeHint')} />
                <Button type="submit" look="pri" icon="lock" wide busy={busy}>
                  {t('saveCode')}
                </Button>
                {isSet ? (
                  <Button type="submit" look="quiet" name="remove" value="yes" wide>
                    {t('removeCode')}
                  </Button>
                ) : null}
              </FormBody>
            </Form>
          </Card>
        )}
      </Stack>
    </Screen>
  );
}
