import { Form } from '@remix-run/react';
import { Button, InlineError } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useReached } from '../identity';
import { offlineTexts } from '../offline';
import { sittingTexts } from './texts';
import './room-screen.css';

/** A screen without a session: the code its secretary types, large enough for the last row. */
export function UnpairedScreen({ code, signedIn }: { code: string; signedIn: string | null }) {
  const t = useTexts(sittingTexts);
  const off = useTexts(offlineTexts);
  const signOut = useReached();
  return (
    <main className="rs" id="main">
      <header className="rs-head"><h1 className="rs-title">{t('wallScreen')}</h1></header>
      <div className="rs-middle">
        {signedIn === null ? (
          <div className="rs-block">
            <p className="rs-line">{t('wallCodeNote')}</p>
            <p className="rs-word rs-code" aria-label={[...code].join(' ')}>{`${code.slice(0, 3)} ${code.slice(3)}`}</p>
          </div>
        ) : (
          <div className="rs-block">
            <p className="rs-line">{t('wallSignedIn', { name: signedIn })}</p>
            {signOut.isMissed ? <InlineError message={off('notSignedOut')} /> : null}
            <Form method="post" action="/sign-out" reloadDocument onSubmit={signOut.send}>
              <input type="hidden" name="next" value="/screen" />
              <Button type="submit" look="pri" size={72} icon="signOut">{t('wallSignOut')}</Button>
            </Form>
          </div>
        )}
      </div>
      <footer className="rs-foot"><span>{t('wallSees')}</span></footer>
    </main>
  );
}
