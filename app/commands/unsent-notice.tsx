import { useEffect, useState } from 'react';
import { LinkButton, Notice, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { commandTexts } from './texts';
import { useKeptTexts } from './use-kept-texts';

/** Texts of this person that the server has not got yet, each with the way back to where it was written. */
export function UnsentNotice() {
  const t = useTexts(commandTexts);
  const texts = useKeptTexts();
  const [unsent, setUnsent] = useState<ReturnType<typeof texts.list>>([]);
  useEffect(() => setUnsent(texts.list()), [texts]);
  if (unsent.length === 0) return null;
  return (
    <Stack gap={3}>
      {unsent.map(({ name, at, href }) => (
        <Notice key={name} tone="mine" icon="save" title={t('unsentTitle')} end={<LinkButton size={48} href={href}>{t('unsentOpen')}</LinkButton>}>
          {t('unsentNote', { at })}
        </Notice>
      ))}
    </Stack>
  );
}
