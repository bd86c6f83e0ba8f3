import { Form, useLocation, useRouteLoaderData } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Avatar, Button, displayOfPage, DisplaySheet, Drawer, InlineError, LinkButton, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useMe } from '../../me';
import { offlineTexts } from '../offline';
import { accountTexts } from './texts';
import { useLanguageChoice } from './use-language-choice';
import { useReached } from './use-reached';
import './account-menu.css';

/** Initials at the end of the top bar; opens display, password and sign-out. */
export function AccountMenu() {
  const me = useMe();
  const t = useTexts(accountTexts);
  const { pathname, search } = useLocation();
  const off = useTexts(offlineTexts);
  const choice = useLanguageChoice();
  const lock = useReached();
  const isRehearsal = Boolean((useRouteLoaderData('root') as { rehearsal: unknown } | undefined)?.rehearsal);
  const [open, setOpen] = useState<'menu' | 'display' | null>(null);
  const preferences = useMemo(() => (open === 'display' ? displayOfPage() : null), [open]);
  return (
    <>
      <AriaButton className="acc-trigger" aria-label={`${t('menu')}: ${me.fullName}`} onPress={() => setOpen('menu')}>
        <Avatar name={me.fullName} />
      </AriaButton>
      <Drawer isOpen={open === 'menu'} onClose={() => setOpen(null)} title={me.fullName} note={me.title}>
        <Stack gap={3}>
          <Button icon="textSize" wide onPress={() => setOpen('display')}>
            {t('display')}
          </Button>
          <LinkButton href="/account/password" icon="key" wide>
            {t('changePassword')}
          </LinkButton>
          {me.roles.includes('admin') ? (
            <LinkButton href="/admin" icon="settings" wide>
              {t('administration')}
            </LinkButton>
          ) : null}
          {/* An administrator's account opens by password only. */}
          {me.roles.includes('admin') || isRehearsal ? null : (
            <Form method="post" action="/lock" reloadDocument onSubmit={lock.send}>
              <Stack gap={3}>
                {lock.isMissed ? <InlineError message={off('notLocked')} /> : null}
                <input type="hidden" name="next" value={pathname + search} />
                <Button type="submit" icon="lock" wide>
                  {t('lockNow')}
                </Button>
              </Stack>
            </Form>
          )}
          {/* In a rehearsal there is a way out of it, over every page, and no other. */}
          {isRehearsal ? null : <SignOut />}
        </Stack>
      </Drawer>
      {preferences ? (
        <DisplaySheet
          isOpen
          onClose={() => setOpen(null)}
          preferences={preferences}
          onLanguage={choice.choose}
          languageFault={choice.isMissed ? off('changeNeedsServer') : undefined}
        />
      ) : null}
    </>
  );
}

/** As a page of its own: nothing of the papers stays in this window's memory, and the sign-in page sweeps the device. */
function SignOut() {
  const t = useTexts(accountTexts);
  const off = useTexts(offlineTexts);
  const signOut = useReached();
  return (
    <Form method="post" action="/sign-out" reloadDocument onSubmit={signOut.send}>
      <Stack gap={3}>
        {signOut.isMissed ? <InlineError message={off('notSignedOut')} /> : null}
        <Button type="submit" icon="signOut" wide>
          {t('signOut')}
        </Button>
        <Button type="submit" look="quiet" name="everywhere" value="yes" wide>
          {t('signOutEverywhere')}
        </Button>
      </Stack>
    </Form>
  );
}
