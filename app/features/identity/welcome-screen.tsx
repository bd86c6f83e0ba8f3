import { Form, useNavigation } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import type { QueryResult } from '../../../server/application';
import { Button, FormBody, InlineError, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { NewPasswordFields, ofPassword } from './new-password-fields';
import { FrontDoor } from './front-door';
import { accountTexts } from './texts';
import { useRepeated } from './use-repeated';

/** What a one-time link opens: the first administrator, or a new password. */
export function WelcomeScreen({ link, error }: { link: QueryResult<'identity.link'>; error?: PublicError }) {
  const t = useTexts(accountTexts);
  const busy = useNavigation().state !== 'idle';
  const repeated = useRepeated();
  const { account } = link;
  return (
    <FrontDoor>
      <Form method="post">
        <FormBody>
          <h1 className="ph-h3">{t(account ? 'setPasswordTitle' : 'welcomeTitle')}</h1>
          <p className="ph-sm ph-3">{account ? t('welcomeFor', { userName: account.userName ?? '', fullName: account.fullName }) : t('welcomeNote')}</p>
          {error && !ofPassword(error) ? <InlineError error={error} /> : null}
          {account ? (
            <input type="text" hidden readOnly autoComplete="username" value={account.userName ?? ''} />
          ) : (
            <>
              <TextField label={t('fullName')} name="fullName" autoComplete="name" isRequired />
              <TextField label={t('userName')} hint={t('userNameHint')} name="userName" autoComplete="username" autoCapitalize="none" spellCheck={false} isRequired />
            </>
          )}
          <NewPasswordFields name="password" repeated={repeated} error={error} />
          <Button type="submit" look="pri" size={72} wide busy={busy} disabledReason={repeated.same ? null : t('repeatNeeded')}>
            {t(account ? 'save' : 'create')}
          </Button>
          <p className="ph-sm ph-3">{t('linkUntil', { at: link.expiresAt })}</p>
        </FormBody>
      </Form>
    </FrontDoor>
  );
}
