import { Form, useNavigation } from '@remix-run/react';
import type { PublicError } from '@shared/protocol/public-error';
import { Avatar, Button, InlineError, Notice, Stack, TextField, TextLink } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { FrontDoor } from './front-door';
import { accountTexts } from './texts';

interface LockScreenProps {
  person: { fullName: string; title: string };
  next: string;
  /** Tries left after a wrong code. */
  left?: number;
  error?: PublicError;
}

/** A tablet that was locked or left alone: whose it is, and the code of that person; the password is one tap away. */
export function LockScreen({ person, next, left, error }: LockScreenProps) {
  const t = useTexts(accountTexts);
  const busy = useNavigation().state !== 'idle';
  return (
    <FrontDoor
      below={
        <TextLink href={`/sign-in?with=password&next=${encodeURIComponent(next)}`} icon="key">
          {t('openByPassword')}
        </TextLink>
      }
    >
      <Form method="post">
        <Stack gap={5}>
          <div className="acc-mark">
            <Avatar name={person.fullName} />
            <div>
              <h1 className="ph-h3">{person.fullName}</h1>
              {person.title ? <p className="ph-sm ph-3">{person.title}</p> : null}
            </div>
          </div>
          {error ? <InlineError error={error} /> : null}
          {left !== undefined && !error ? <Notice tone="warn">{t('wrongCode', { left })}</Notice> : null}
          <input type="hidden" name="next" value={next} />
          <TextField label={t('unlockCode')} name="code" type="password" inputMode="numeric" autoComplete="off" maxLength={6} isRequired key={left} />
          <Button look="pri" size={72} type="submit" icon="unlock" wide busy={busy}>
            {t('unlock')}
          </Button>
        </Stack>
      </Form>
    </FrontDoor>
  );
}
