import { Form, useLocation, useSubmit } from '@remix-run/react';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Avatar, Button, displayOfPage, DisplaySheet, Drawer, LinkButton, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { accountTexts } from './texts';
import './account-menu.css';

export interface AccountPerson {
  personId: string;
  fullName: string;
  title: string;
  roles: readonly string[];
  /** Seals what this device keeps for the person. */
  deviceKey: string;
}

const Me = createContext<AccountPerson | null>(null);

export function AccountProvider({ me, children }: { me: AccountPerson; children: ReactNode }) {
  return <Me.Provider value={me}>{children}</Me.Provider>;
}

/** The signed-in person. @throws Error outside the signed-in pages. */
export function useMe(): AccountPerson {
  const me = useContext(Me);
  if (!me) throw new Error('useMe is used outside the signed-in pages');
  return me;
}

/** Initials at the end of the top bar; opens display, password and sign-out. */
export function AccountMenu() {
  const me = useMe();
  const t = useTexts(accountTexts);
  const submit = useSubmit();
  const { pathname, search } = useLocation();
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
          {me.roles.includes('admin') ? null : (
            <Form method="post" action="/lock" reloadDocument>
              <input type="hidden" name="next" value={pathname + search} />
              <Button type="submit" icon="lock" wide>
                {t('lockNow')}
              </Button>
            </Form>
          )}
          {/* As a page of its own: nothing of the papers stays in this window's memory, and the sign-in page sweeps the device. */}
          <Form method="post" action="/sign-out" reloadDocument>
            <Stack gap={3}>
              <Button type="submit" icon="signOut" wide>
                {t('signOut')}
              </Button>
              <Button type="submit" look="quiet" name="everywhere" value="yes" wide>
                {t('signOutEverywhere')}
              </Button>
            </Stack>
          </Form>
        </Stack>
      </Drawer>
      {preferences ? (
        <DisplaySheet
          isOpen
          onClose={() => setOpen(null)}
          preferences={preferences}
          onLanguage={(locale) => submit({ locale }, { method: 'post', action: '/language' })}
        />
      ) : null}
    </>
  );
}
