/** The reader: opens the paper, tells what went wrong, and shows it. Loaded lazily in the browser; never rendered on the server. */
import { useEffect, useState } from 'react';
import type { PageSize } from '@shared/rules/viewport';
import { IndexedInkStorage } from '~/tablet/ink/indexed-storage';
import type { InkStorage } from '~/tablet/ink/ink-storage';
import { PdfSource, loadPdfLibrary } from '~/tablet/reader/pdf-source';
import { scanWordsOf } from '~/tablet/reader/scan-words';
import { Seal } from '~/tablet/seal';
import { rememberedPlace } from '~/tablet/reader/place-memory';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import { ReaderScreen } from './reader-screen';
import { ReaderShell } from './reader-shell';
import type { ReaderProps } from './reader-props';
import { readerTexts } from './texts';

type Opening =
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly password: boolean }
  | { readonly state: 'open'; readonly source: PdfSource; readonly first: PageSize; readonly storage: InkStorage };

void loadPdfLibrary();

/** Keyed by document, so that tools, layer and undo begin anew with every paper. */
export function Reader(props: ReaderProps) {
  return <OpenReader key={props.document.id} {...props} />;
}

function OpenReader(props: ReaderProps) {
  const t = useTexts(readerTexts);
  const { document: paper, me } = props;
  const [attempt, setAttempt] = useState(0);
  const [opening, setOpening] = useState<Opening>({ state: 'opening' });
  useEffect(() => {
    const abort = new AbortController();
    let source: PdfSource | null = null;
    setOpening({ state: 'opening' });
    void (async () => {
      try {
        const kept = await (paper.kept?.() ?? null);
        const opened = await PdfSource.open(kept === null ? { url: paper.url } : { data: kept }, abort.signal, { words: scanWordsOf(paper.url) });
        if (abort.signal.aborted) return void opened.close();
        source = opened;
        const start = rememberedPlace(me.id, paper.id)?.page ?? 1;
        const first = await opened.size(Math.min(start, opened.pages)).catch(() => ({ width: 595.28, height: 841.89, rotate: 0 }));
        if (!abort.signal.aborted) setOpening({ state: 'open', source: opened, first, storage: IndexedInkStorage.of(new Seal(me.id, me.deviceKey)) });
      } catch (error) {
        if (!abort.signal.aborted) setOpening({ state: 'failed', password: error instanceof Error && error.name === 'PasswordException' });
      }
    })();
    return () => {
      abort.abort();
      void source?.close();
    };
    // `kept` may be a new function on every render; the address tells whether the bytes are others.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [paper.id, paper.url, me.id, me.deviceKey, attempt]);

  const failed = opening.state === 'failed' && !opening.password;
  useEffect(() => {
    if (!failed) return undefined;
    const again = (): void => setAttempt((count) => count + 1);
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [failed]);

  if (opening.state === 'open') return <ReaderScreen {...props} source={opening.source} first={opening.first} storage={opening.storage} />;
  return (
    <ReaderShell backHref={props.session.backHref} item={props.session.item} title={paper.title}>
      {opening.state === 'opening' ? undefined : (
        <div className="rd-failed" role="alert">
          <Icon name="fileWarning" size="xl" />
          <h2 className="ph-h2">{opening.password ? t('password') : t('openFailed')}</h2>
          <p className="ph-2">{opening.password ? t('passwordHint') : t('openFailedHint')}</p>
          {opening.password ? null : <Button icon="refresh" onPress={() => setAttempt((count) => count + 1)}>{t('retry')}</Button>}
        </div>
      )}
    </ReaderShell>
  );
}
