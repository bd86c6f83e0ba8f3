import { useRevalidator } from '@remix-run/react';
import { useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { DropZone, InlineError, ProgressBar, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { documentTexts } from '../documents';
import { sendLibraryFile } from './send-library-file';
import { libraryTexts } from './texts';

interface Sending {
  name: string;
  share: number;
}

/** Chooses files for the library and sends them one after the other; each is refused alone. */
export function AddFiles() {
  const t = useTexts(libraryTexts);
  // With them come the sentences for why a file is refused.
  const d = useTexts(documentTexts);
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<{ name: string; error: PublicError }[]>([]);
  const { revalidate } = useRevalidator();
  const line = useRef<Promise<void>>(Promise.resolve());
  const send = async (file: File): Promise<void> => {
    const name = file.name.normalize('NFC');
    setSending({ name, share: 0 });
    const error = await sendLibraryFile(file, (share) => setSending({ name, share }));
    if (error) setRefused((before) => [...before, { name, error }]);
    revalidate();
    setSending(null);
  };
  const onFiles = (files: readonly File[]): void => {
    setRefused([]);
    for (const file of files) line.current = line.current.then(() => send(file));
  };
  return (
    <Stack gap={3}>
      <DropZone hint={t('addHint')} buttonLabel={t('add')} onFiles={onFiles} />
      {sending ? <ProgressBar label={t('sending', { name: sending.name })} value={sending.share} tone="accent" note={sending.share < 1 ? undefined : d('checking')} /> : null}
      {refused.map(({ name, error }, index) => <InlineError key={index} error={error} detail={name} />)}
    </Stack>
  );
}
