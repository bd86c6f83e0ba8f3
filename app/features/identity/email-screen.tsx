import { useState } from 'react';
import { Button, FormBody, InlineError, PageHeading, Screen, Stack, TextField, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from './account-menu';
import { accountTexts } from './texts';

/** The own e-mail address, to which invitations go (I52). */
export function EmailScreen({ email: stored }: { email: string | null }) {
  const t = useTexts(accountTexts);
  const toast = useToast();
  const [email, setEmail] = useState(stored ?? '');
  const { run, busy, error } = useCommand<'identity.set-email'>({ onDone: () => toast({ text: t('emailSaved'), icon: 'check' }) });
  return (
    <Screen top={<TopBar backHref="/account" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('email')} note={t('emailNote')} />
        <FormBody>
          <TextField type="email" label={t('emailLabel')} value={email} onChange={setEmail} isOptional maxLength={200} autoComplete="email" />
          {error ? <InlineError error={error} /> : null}
          <Button look="pri" size={72} wide icon="save" busy={busy} onPress={() => run('identity.set-email', { email: email.trim() || null })}>{t('saveEmail')}</Button>
        </FormBody>
      </Stack>
    </Screen>
  );
}
