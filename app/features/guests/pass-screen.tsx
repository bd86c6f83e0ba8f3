import { Form, useNavigation } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import type { QueryResult } from '../../../server/application';
import { Button, FormBody, InlineError, Notice } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { FrontDoor } from '../identity';
import { guestTexts } from './texts';

/** What the code on an invitation opens: whom it is for, and one button (guests G3). */
export function PassScreen({ pass, error }: { pass: QueryResult<'guests.pass'>; error?: PublicError }) {
  const t = useTexts(guestTexts);
  const busy = useNavigation().state !== 'idle';
  const { fullName, position, bodyName, kind, startsAt, place, isPresent, opensAt } = pass;
  return (
    <FrontDoor>
      <Form method="post">
        <FormBody>
          <p className="ph-sm ph-3">{t('passTitle')}</p>
          <h1 className="ph-h2">{fullName}</h1>
          <p>{position}</p>
          <p><strong>{t('session', { kind })}, {bodyName}</strong></p>
          <p className="ph-num">{t('timePlace', { at: startsAt, place })}</p>
          {error ? <InlineError error={error} /> : null}
          {opensAt ? <Notice>{t('early', { at: opensAt })}</Notice> : <p className="ph-sm ph-3">{t('passNote')}</p>}
          {opensAt ? null : <Button type="submit" look="pri" size={72} wide icon="personCheck" busy={busy}>{t(isPresent ? 'goIn' : 'here')}</Button>}
        </FormBody>
      </Form>
    </FrontDoor>
  );
}
