import { Button, ButtonRow, Dialog, InlineError, TextLink } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { PagePicture, usePdfSource } from '../../verification';
import { documentPage } from '../document-page';
import { shownAs, type Document } from './data';
import { manyTexts } from './texts';
import { useDocumentTitle } from './document-title';

/** CSS pixels. */
const WIDTH = 900;

const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes that will be signed, or nothing: they are held to the hash that is signed for. */
async function fetchShown({ officialId, file }: Document, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(`/files/official/${officialId}/${file.revision}`, { signal });
  if (!answer.ok) throw new Error(`the file was refused with ${answer.status}`);
  const data = await answer.arrayBuffer();
  if (hex(await crypto.subtle.digest('SHA-256', data)) !== file.sha256) throw new Error('the bytes are not those announced');
  return data;
}

function Pages({ document }: { document: Document }) {
  const t = useTexts(manyTexts);
  const { source, isBroken } = usePdfSource(document, fetchShown);
  if (isBroken) return <InlineError message={t('broken')} />;
  if (!source) return <p className="ph-3" role="status">{t('loading')}</p>;
  return (
    <ol className="sm-pages" tabIndex={0} aria-label={t('title')}>
      {Array.from({ length: source.pages }, (_, index) => <li key={index}><PagePicture source={source} page={index + 1} width={WIDTH} /></li>)}
    </ol>
  );
}

export interface ReadDialogProps {
  documents: readonly Document[];
  /** Place in the list; null: closed. */
  at: number | null;
  onGo(at: number | null): void;
  onDecide(key: string, isPicked: boolean): void;
}

/** Pages through what waits, one document after the other, and notes what is agreed to. */
export function ReadDialog({ documents, at, onGo, onDecide }: ReadDialogProps) {
  const t = useTexts(manyTexts);
  const titleOf = useDocumentTitle();
  const document = at === null ? undefined : documents[at];
  const isLast = at !== null && at === documents.length - 1;
  const decide = (isPicked: boolean): void => {
    if (!document || at === null) return;
    onDecide(shownAs(document), isPicked);
    onGo(isLast ? null : at + 1);
  };
  return (
    <Dialog
      isOpen={document !== undefined}
      about={document ? 'reading' : null}
      onClose={() => onGo(null)}
      place="full"
      title={document ? titleOf(document) : ''}
      note={document && at !== null ? `${t('reading', { at: at + 1, count: documents.length })} · ${document.title}` : undefined}
      actions={
        <ButtonRow>
          {at !== null && at > 0 ? <Button look="quiet" icon="previous" onPress={() => onGo(at - 1)}>{t('before')}</Button> : null}
          <Button onPress={() => decide(false)}>{isLast ? t('close') : t('skip')}</Button>
          <Button look="pri" icon="check" onPress={() => decide(true)}>{isLast ? t('chooseLast') : t('choose')}</Button>
        </ButtonRow>
      }
    >
      {document ? (
        <>
          <Pages key={shownAs(document)} document={document} />
          <TextLink href={documentPage(document)} iconEnd="next">{t('toPage')}</TextLink>
        </>
      ) : null}
    </Dialog>
  );
}
