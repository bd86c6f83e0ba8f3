import { Form, useNavigation } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import type { QueryResult } from '../../../server/application';
import { BrandMark, Button, Card, FormBody, InlineError, Screen, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { NewPasswordFields } from './new-password-fields';
import { accountTexts } from './texts';
import { useRepeated } from './use-repeated';
import './account.css';

/** What a one-time link opens: the first administrator, or a new password. */
export function WelcomeScreen({ link, error }: { link: QueryResult<'identity.link'>; error?: PublicError }) {
  const t = useTexts(accountTexts);
  const busy = useNavigation().state !== 'idle';
  const repeated = useRepeated();
  const { account } = link;
  return (
    <Screen width="narrow" className="acc-screen">
      <Stack gap={5}>
        <div className="acc-mark">
          <BrandMark />
          <div>
            <p className="ph-h2">Phiên</p>
            <p className="ph-sm ph-3">{t('authority')}</p>
          </div>
        </div>
        <Card look="hero" padding="l">
          <Form method="post">
            <FormBody>
              <h1 className="ph-h3">{t(account ? 'setPasswordTitle' : 'welcomeTitle')}</h1>
              <p className="ph-sm ph-3">{account ? t('welcomeFor', { userName: account.userName ?? '', fullName: account.fullName }) : t('welcomeNote')}</p>
              {error ? <InlineError error={error} /> : null}
              {account ? (
                <input type="text" hidden readOnly autoComplete="username" value={account.userName ?? ''} />
              ) : (
                <>
                  <TextField label={t('fullName')} name="fullName" autoComplete="name" isRequired />
                  <TextField label={t('userName')} hint={t('userNameHint')} name="userName" autoComplete="username" autoCapitalize="none" spellCheck={false} isRequired />
                </>
              )}
              <NewPasswordFields name="password" repeated={repeated} />
              <Button type="submit" look="pri" size={72} wide busy={busy} disabledReason={repeated.same ? null : t('repeatNeeded')}>
                {t(account ? 'save' : 'create')}
              </Button>
              <p className="ph-sm ph-3">{t('linkUntil', { at: link.expiresAt })}</p>
            </FormBody>
          </Form>
        </Card>
      </Stack>
    </Screen>
  );
}
