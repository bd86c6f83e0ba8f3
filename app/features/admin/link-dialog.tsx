import { useState } from 'react';
import { Button, ButtonRow, Dialog, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { adminTexts } from './texts';

export interface FreshLink {
  url: string;
  fullName: string;
  /** ISO. */
  expiresAt: string;
}

/** A one-time link, shown this once. Copying by button needs a secure context; the text selects as a whole for copying by hand. */
export function LinkDialog({ link, onClose }: { link: FreshLink; onClose: () => void }) {
  const t = useTexts(adminTexts);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied(true);
    } catch {
      // Without the right to the clipboard the link stays on the screen to be copied by hand.
      setCopied(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isDismissable={false}
      title={t('linkTitle', { name: link.fullName })}
      note={t('linkNote', { at: link.expiresAt })}
      actions={
        <ButtonRow>
          <Button look="pri" icon={isCopied ? 'check' : 'link'} onPress={() => void copy()}>
            {t(isCopied ? 'copied' : 'copy')}
          </Button>
          <Button look="quiet" onPress={onClose}>
            {t('done')}
          </Button>
        </ButtonRow>
      }
    >
      <Stack gap={2}>
        <p className="ph-label">{t('linkLabel')}</p>
        <p className="adm-link ph-num">{link.url}</p>
      </Stack>
    </Dialog>
  );
}
