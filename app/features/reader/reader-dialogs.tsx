/** Small questions of the reader: which page, how to look at it, who sees the marks, what a note says, what was refused. */
import { useState } from 'react';
import { INK_LIMITS } from '@shared/protocol/ink';
import { pageOf, readPageNumber } from '@shared/rules/pack-numbers';
import type { InkLayer } from '@shared/protocol/ink';
import type { InkClient } from '~/tablet/ink/ink-client';
import type { Mark } from '~/tablet/ink/ink-model';
import type { PendingOp } from '~/tablet/ink/ink-storage';
import type { ReaderView } from '~/tablet/reader/reader-view';
import { Button, ButtonRow, IconButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import { carriedTexts } from './carried/texts';
import { PageMarks } from './ink-marks';
import type { NumberedPaper } from './reader-props';
import { readerTexts } from './texts';

export interface GoToDialogProps {
  isOpen: boolean;
  onClose: () => void;
  total: number;
  initial: string;
  onGo: (page: number) => void;
  /** Numbers through all papers of the session; empty where it has none. */
  numbers: readonly NumberedPaper[];
  documentId: string;
  /** Opens another paper at a page. */
  onOther: (documentId: string, page: number) => void;
}

export function GoToDialog(props: GoToDialogProps) {
  const { isOpen, onClose, total, initial, onGo, numbers } = props;
  const t = useTexts(readerTexts);
  const [value, setValue] = useState(initial);
  const page = Number(value);
  const valid = /^\d+$/.test(value.trim()) && page >= 1 && page <= total;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('goToTitle')} size="s">
      <form className="rd-goto" onSubmit={(event) => { event.preventDefault(); if (valid) onGo(page); }}>
        <label className="ph-strong" htmlFor="rd-goto">{t('goToField', { total })}</label>
        <input id="rd-goto" className="rd-field ph-num" inputMode="numeric" autoFocus value={value} onChange={(event) => setValue(event.target.value)} aria-invalid={value !== '' && !valid} aria-describedby="rd-goto-error" />
        <p id="rd-goto-error" className="rd-field-error" role="alert">{value !== '' && !valid ? t('goToInvalid', { total }) : ''}</p>
        <Button look="pri" type="submit" wide isDisabled={!valid}>{t('goToButton', { page: valid ? page : '…' })}</Button>
      </form>
      {numbers.length > 0 ? <GoToNumber {...props} /> : null}
    </Dialog>
  );
}

/** By the number that stands on paper, also in another paper of the session. */
function GoToNumber({ numbers, documentId, onGo, onOther }: GoToDialogProps) {
  const t = useTexts(readerTexts);
  const [typed, setTyped] = useState('');
  const wanted = readPageNumber(typed);
  const found = wanted && numbers.flatMap((run) => {
    const page = pageOf(run, run.pages, wanted);
    return page === null ? [] : [{ documentId: run.documentId, page: page + 1 }];
  })[0];
  const wrong = typed.trim() !== '' && !found;
  return (
    <form className="rd-goto" onSubmit={(event) => { event.preventDefault(); if (found?.documentId === documentId) onGo(found.page); else if (found) onOther(found.documentId, found.page); }}>
      <label className="ph-strong" htmlFor="rd-goto-number">{t('goToNumberField')}</label>
      <input id="rd-goto-number" className="rd-field ph-num" value={typed} onChange={(event) => setTyped(event.target.value)} aria-invalid={wrong} aria-describedby="rd-goto-number-error" />
      <p id="rd-goto-number-error" className="rd-field-error" role="alert">{wrong ? t('goToNumberInvalid') : ''}</p>
      <Button type="submit" wide isDisabled={!found}>{t('goToNumber')}</Button>
    </form>
  );
}

export interface ViewDialogProps {
  isOpen: boolean;
  onClose: () => void;
  view: ReaderView;
  percent: number;
  zoom: 'width' | 'page' | number;
  onGoTo: () => void;
  onMarks: () => void;
  onKeys: () => void;
  onDisplay: () => void;
  /** Marks of earlier versions; absent where there is none. */
  onCarried?: (() => void) | undefined;
  canRedo: boolean;
  onRedo: () => void;
}

export function ViewDialog({ isOpen, onClose, view, percent, zoom, onGoTo, onMarks, onKeys, onDisplay, onCarried, canRedo, onRedo }: ViewDialogProps) {
  const t = useTexts(readerTexts);
  const tc = useTexts(carriedTexts);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('viewMenu')} place="drawer">
      <div className="rd-zoom-row">
        <IconButton icon="zoomOut" look="sec" label={t('zoomOut')} onPress={() => view.zoomBy(-1)} />
        <span className="ph-lg ph-num" role="status">{t('zoomNow', { percent })}</span>
        <IconButton icon="zoomIn" look="sec" label={t('zoomIn')} onPress={() => view.zoomBy(1)} />
      </div>
      <ButtonRow align="fill">
        <Button look={zoom === 'width' ? 'soft' : 'sec'} aria-pressed={zoom === 'width'} onPress={() => view.fit('width')}>{t('fitWidth')}</Button>
        <Button look={zoom === 'page' ? 'soft' : 'sec'} aria-pressed={zoom === 'page'} onPress={() => view.fit('page')}>{t('fitPage')}</Button>
      </ButtonRow>
      <Button wide icon="newVersion" onPress={() => view.rotate()}>{t('rotate')}</Button>
      <Button wide icon="forward" onPress={onGoTo}>{t('goTo')}</Button>
      <Button wide icon="marks" onPress={onMarks}>{t('marks')}</Button>
      {onCarried ? <Button wide icon="history" onPress={onCarried}>{tc('open')}</Button> : null}
      <Button wide icon="redo" isDisabled={!canRedo} onPress={onRedo}>{t('redo')}</Button>
      <Button wide icon="settings" onPress={onDisplay}>{t('display')}</Button>
      <Button wide icon="info" onPress={onKeys}>{t('shortcuts')}</Button>
    </Dialog>
  );
}

const SHARE_WORDS = { yes: 'layerSharedHint', no: 'shareForbidden', unknown: 'shareUnknown' } as const;

export interface LayerDialogProps {
  isOpen: boolean;
  onClose: () => void;
  layer: InkLayer;
  /** `unknown` until the server has answered. */
  mayShare: 'yes' | 'no' | 'unknown';
  page: number;
  client: InkClient;
  onLayer: (layer: InkLayer) => void;
  onShare: () => void;
  onUnshare: (marks: readonly Mark[]) => void;
}

export function LayerDialog({ isOpen, onClose, layer, mayShare, page, client, onLayer, onShare, onUnshare }: LayerDialogProps) {
  const t = useTexts(readerTexts);
  const canShare = mayShare === 'yes';
  const marks = isOpen ? client.model.marksOf(page - 1).filter((mark) => mark.own) : [];
  const own = marks.filter((mark) => mark.layer === 'private');
  const shared = marks.filter((mark) => mark.layer === 'shared');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('layerTitle')} size="m">
      <div className="rd-layers" role="group" aria-label={t('layerTitle')}>
        <button type="button" className="rd-layer-choice" data-layer="private" aria-pressed={layer === 'private'} onClick={() => onLayer('private')}>
          <Icon name="private" size="l" />
          <span><span className="rd-layer-name">{t('layerPrivate')}</span><span className="ph-sm">{t('layerPrivateHint')}</span></span>
          {layer === 'private' ? <Icon name="check" /> : null}
        </button>
        <button type="button" className="rd-layer-choice" data-layer="shared" aria-pressed={layer === 'shared'} disabled={!canShare} onClick={() => onLayer('shared')}>
          <Icon name="presenting" size="l" />
          <span><span className="rd-layer-name">{t('layerShared')}</span><span className="ph-sm">{t(SHARE_WORDS[mayShare])}</span></span>
          {layer === 'shared' ? <Icon name="check" /> : null}
        </button>
      </div>
      {canShare && own.length > 0 ? <Button wide icon="share" onPress={onShare}>{t('sharePage', { count: own.length, page })}</Button> : null}
      {shared.length > 0 ? <Button wide icon="private" onPress={() => onUnshare(shared)}>{t('unsharePage', { count: shared.length, page })}</Button> : null}
    </Dialog>
  );
}

export interface ShareDialogProps {
  marks: readonly Mark[];
  page: number;
  view: ReaderView;
  client: InkClient;
  preview: string | undefined;
  onClose: () => void;
  onShare: () => void;
}

/** Asked once, with the page as the others will see it. */
export function ShareDialog({ marks, page, view, client, preview, onClose, onShare }: ShareDialogProps) {
  const t = useTexts(readerTexts);
  const size = view.size(page);
  return (
    <Dialog
      isOpen onClose={onClose} size="m" title={t('shareTitle', { count: marks.length, page })} note={t('shareHint')}
      actions={<><Button onPress={onClose}>{t('shareKeep')}</Button><Button look="live" icon="presenting" onPress={onShare}>{t('shareConfirm', { count: marks.length })}</Button></>}
    >
      <figure className="rd-share-preview" aria-label={t('preview')}>
        <div className="rd-share-page">
          {preview === undefined ? <svg viewBox={`0 0 ${size.width} ${size.height}`} /> : <img src={preview} alt="" />}
          <PageMarks client={client} page={page} size={size} rotation={0} only={new Set(marks.map(({ opId }) => opId))} />
        </div>
      </figure>
      {marks.some(({ op }) => op.kind === 'note') ? <ul className="rd-share-notes">{marks.flatMap(({ op, opId }) => (op.kind === 'note' ? [<li key={opId}>{op.text}</li>] : []))}</ul> : null}
    </Dialog>
  );
}

export interface NoteDialogProps {
  /** A note to change, or the place of a new one. */
  note: { readonly page: number; readonly mark: Mark | null; readonly author: string };
  layer: InkLayer;
  /** For whom it is prepared. */
  preparedFor?: string | undefined;
  onClose: () => void;
  onSave: (text: string) => void;
  onDelete: () => void;
}

export function NoteDialog({ note, layer, preparedFor, onClose, onSave, onDelete }: NoteDialogProps) {
  const t = useTexts(readerTexts);
  const { mark } = note;
  const before = mark?.op.kind === 'note' ? mark.op.text : '';
  const [text, setText] = useState(before);
  const own = mark === null || mark.own;
  const clean = text.normalize('NFC').trim();
  return (
    <Dialog
      isOpen onClose={onClose} size="s" title={own ? t('noteTitle', { page: note.page }) : t('noteFrom', { name: note.author, page: note.page })}
      note={preparedFor === undefined ? <span className="rd-note-layer" data-layer={mark?.layer ?? layer}><Icon name={(mark?.layer ?? layer) === 'shared' ? 'presenting' : 'private'} size="s" /> {(mark?.layer ?? layer) === 'shared' ? t('layerShared') : t('layerPrivate')}</span>
        : <span className="rd-note-layer" data-layer="prepared"><Icon name="personCheck" size="s" /> {t('notePrepared', { name: preparedFor })}</span>}
      actions={own ? (
        <>
          {mark === null ? <Button onPress={onClose}>{t('noteCancel')}</Button> : <Button look="danger" icon="delete" onPress={onDelete}>{t('noteDelete')}</Button>}
          <Button look="pri" isDisabled={clean === '' || clean === before} onPress={() => onSave(clean)}>{t('noteSave')}</Button>
        </>
      ) : undefined}
    >
      {own ? <textarea className="rd-field rd-note-field" rows={5} autoFocus maxLength={INK_LIMITS.text} aria-label={t('noteField')} value={text} onChange={(event) => setText(event.target.value)} />
        : <p className="rd-note-text ph-read">{before}</p>}
    </Dialog>
  );
}

export function RefusedDialog({ refused, client, onClose }: { refused: readonly PendingOp[]; client: InkClient; onClose: () => void }) {
  const t = useTexts(readerTexts);
  const reason = (op: PendingOp): string => (op.refusal === 'forbidden' ? t('refusedForbidden') : op.refusal === 'invalid' ? t('refusedInvalid') : t('refusedOther'));
  return (
    <Dialog isOpen={refused.length > 0} onClose={onClose} title={t('refusedTitle')} note={t('refusedHint')} size="m">
      <ul className="rd-refused">
        {refused.map((op) => {
          const mark = client.model.mark(op.opId);
          return (
            <li key={op.opId}>
              <p className="ph-strong">{mark === undefined ? reason(op) : `${t('pageLabel', { page: mark.op.page + 1 })}: ${reason(op)}`}</p>
              <ButtonRow>
                {mark !== undefined && op.layer === 'shared' ? <Button size={48} onPress={() => client.keepRefusedPrivate(op.opId)}>{t('keepPrivate')}</Button> : null}
                <Button size={48} look="danger" onPress={() => client.discardRefused(op.opId)}>{t('discard')}</Button>
              </ButtonRow>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

/** All marks of the paper by page; a tap goes there. */
export function MarksDialog({ isOpen, onClose, client, page: current, onPage, onAdd }: { isOpen: boolean; onClose: () => void; client: InkClient; page: number; onPage: (page: number) => void; onAdd: (() => void) | undefined }) {
  const t = useTexts(readerTexts);
  const pages = isOpen ? [...client.model.allMarks()] : [];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('marks')} place="drawer">
      {onAdd === undefined ? null : <Button wide icon="note" onPress={onAdd}>{t('addNote', { page: current })}</Button>}
      {pages.length === 0 ? <p>{t('marksEmpty')}</p> : (
        <ul className="rd-marks-list">
          {pages.map(([page, marks]) => (
            <li key={page}>
              <button type="button" className="rd-marks-page" onClick={() => onPage(page + 1)}>
                <span className="ph-strong">{t('marksOfPage', { page: page + 1, count: marks.length })}</span>
                {marks.flatMap(({ op, opId, layer }) => {
                  const text = op.kind === 'note' ? op.text : op.kind === 'highlight' ? `“${op.quote.exact.replace(/\s+/gu, ' ').trim()}”` : null;
                  return text === null ? [] : [<span key={opId} className="rd-marks-text" data-layer={layer}>{text}</span>];
                })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts(readerTexts);
  const rows = [
    ['←  →  PgUp  PgDn  Home  End', t('keysPage')],
    ['G', t('keysGo')],
    ['Alt ←', t('keysBack')],
    ['F', t('keysFollow')],
    ['V  P  H  N  E', t('keysTools')],
    ['N  N', t('keysNote')],
    ['Ctrl Z  ·  Ctrl Shift Z', t('keysUndo')],
    ['Ctrl +  ·  Ctrl −  ·  Ctrl 0', t('keysZoom')],
    ['Ctrl F', t('keysSearch')],
    ['?', t('keysHelp')],
  ] as const;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('shortcuts')} size="m">
      <table className="rd-keys"><tbody>{rows.map(([keys, what]) => <tr key={keys}><th scope="row"><kbd>{keys}</kbd></th><td>{what}</td></tr>)}</tbody></table>
    </Dialog>
  );
}
