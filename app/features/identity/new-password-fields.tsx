import { useState } from 'react';
import { Checkbox, TextField } from '~/ui';
import type { PublicError } from '@shared/protocol/public-error';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { accountTexts } from './texts';
import type { useRepeated } from './use-repeated';

/** The rule itself is the server's (identity, I7); this is only what the hint says. */
const MIN_SHOWN = 12;

/** Whether a refusal is about the new password itself: it is told where that is typed. */
export const ofPassword = ({ reason }: PublicError): boolean => reason.startsWith('identity.password_');

/** New password and its repetition, with a switch to see both. */
export function NewPasswordFields({ name, repeated: state, error }: { name: string; repeated: ReturnType<typeof useRepeated>; error?: PublicError }) {
  const language = useLanguage();
  const t = useTexts(accountTexts);
  const [shown, setShown] = useState(false);
  const type = shown ? 'text' : 'password';
  return (
    <>
      <TextField label={t('newPassword')} hint={t('newPasswordHint', { min: MIN_SHOWN })} name={name} type={type} autoComplete="new-password" value={state.password} onChange={state.setPassword} isRequired error={error && ofPassword(error) ? describeError(error, language) : null} />
      <TextField label={t('repeatPassword')} type={type} autoComplete="new-password" value={state.repeated} onChange={state.setRepeated} isRequired error={state.differs ? t('repeatWrong') : null} />
      <Checkbox isSelected={shown} onChange={setShown}>
        {t('showPassword')}
      </Checkbox>
    </>
  );
}
