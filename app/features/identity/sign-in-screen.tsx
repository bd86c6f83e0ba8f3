import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { Button, Checkbox, InlineError, Notice, Row, Stack, TextField, TextLink } from '~/ui';
import { useLanguage, useTexts } from '~/ui/i18n';
import { FrontDoor } from './front-door';
import { offlineTexts } from '../offline';
import { accountTexts } from './texts';
import { useLanguageChoice } from './use-language-choice';

/** Sign-in: one question, one action; what was typed stays when it was wrong. */
export function SignInScreen({ error, userName, next, sample, trustable, closed = false }: { error?: PublicError; /** The code was wrong too often. */ closed?: boolean; userName?: string; next: string; sample: boolean; /** This installation has its own authority, which a tablet is made to trust once. */ trustable: boolean }) {
  const t = useTexts(accountTexts);
  const off = useTexts(offlineTexts);
  const choice = useLanguageChoice();
  const language = useLanguage();
  const busy = useNavigation().state !== 'idle';
  const [shown, setShown] = useState(false);
  return (
    <FrontDoor
      below={
        <>
          <choice.Form method="post" action="/language" aria-label={t('languageChoice')}>
            <Row gap={2}>
              {(['vi', 'en'] as const).map((locale) => (
                <Button key={locale} type="submit" size={48} look={locale === language ? 'soft' : 'quiet'} name="locale" value={locale} aria-pressed={locale === language}>
                  <span lang={locale}>{locale === 'vi' ? 'Tiếng Việt' : 'English'}</span>
                </Button>
              ))}
            </Row>
          </choice.Form>
          {choice.isMissed ? <InlineError message={off('changeNeedsServer')} /> : null}
          {sample ? <Notice tone="warn">{t('sampleNote')}</Notice> : null}
          <TextLink href="/verify" icon="signature">
            {t('verifyLink')}
          </TextLink>
          <TextLink href="/screen" icon="roomScreen">
            {t('wallLink')}
          </TextLink>
          {trustable ? (
            <TextLink href="/trust" icon="lock">
              {t('trustLink')}
            </TextLink>
          ) : null}
        </>
      }
    >
      <Form method="post">
        <Stack gap={5}>
          <h1 className="ph-h3">{t('signInTo')}</h1>
          {error ? <InlineError error={error} /> : null}
          {closed && !error ? <Notice tone="warn">{t('codesOver')}</Notice> : null}
          <input type="hidden" name="next" value={next} />
          <TextField label={t('userName')} name="userName" defaultValue={userName} autoComplete="username" autoCapitalize="none" spellCheck={false} isRequired />
          <TextField label={t('password')} name="password" type={shown ? 'text' : 'password'} autoComplete="current-password" isRequired />
          <Checkbox isSelected={shown} onChange={setShown}>
            {t('showPassword')}
          </Checkbox>
          <Button look="pri" size={72} type="submit" wide busy={busy}>
            {t('signIn')}
          </Button>
        </Stack>
      </Form>
    </FrontDoor>
  );
}
