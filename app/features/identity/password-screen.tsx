import { Form, useNavigation } from '@remix-run/react';
import { type ActionAnswer, CommandName } from '../../commands';
import { Button, Card, FormBody, InlineError, Notice, PageHeading, Screen, Stack, TextField, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from './account-menu';
import { NewPasswordFields, ofPassword } from './new-password-fields';
import { accountTexts } from './texts';
import { useRepeated } from './use-repeated';

/** Changes the password against the old one. */
export function PasswordScreen({ answer }: { answer?: ActionAnswer<unknown> }) {
  const t = useTexts(accountTexts);
  const busy = useNavigation().state !== 'idle';
  const repeated = useRepeated();
  return (
    <Screen top={<TopBar backHref="/account" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('changePassword')} />
        {answer?.ok ? <Notice tone="ok">{t('passwordSaved')}</Notice> : null}
        <Card padding="l">
          <Form method="post">
            <CommandName name="identity.change-password" />
            <FormBody>
              {answer && !answer.ok && !ofPassword(answer.error) ? <InlineError error={answer.error} /> : null}
              <TextField label={t('currentPassword')} name="current" type="password" autoComplete="current-password" isRequired />
              <NewPasswordFields name="next" repeated={repeated} error={answer && !answer.ok ? answer.error : undefined} />
              <Button type="submit" look="pri" icon="key" wide busy={busy} disabledReason={repeated.same ? null : t('repeatNeeded')}>
                {t('save')}
              </Button>
            </FormBody>
          </Form>
        </Card>
      </Stack>
    </Screen>
  );
}
