/** At selected text of a paper: mark it, write a note to it, copy it. Selecting is for the mouse and a held finger; a pen writes. */
import { useCallback, useEffect, useState } from 'react';
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { HighlightOp } from '@shared/protocol/ink';
import type { PageLayout } from '@shared/rules/viewport';
import { YELLOW } from '~/tablet/ink/palette';
import { highlightOf } from '~/tablet/ink/snap-highlight';
import { textOfRange } from '~/tablet/ink/text-words';
import type { MeasuredText, TextLayerParts } from '~/tablet/ink/text-words';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import { useToast } from '~/ui/toast';
import { readerTexts } from './texts';

/** A selection rests this long before it is answered. */
const REST_MS = 200;

export interface SelectionBarProps {
  layout: PageLayout;
  texts: ReadonlyMap<number, { readonly parts: TextLayerParts; readonly element: HTMLElement }>;
  measure: (page: number) => MeasuredText | null;
  onHighlight: (ops: readonly HighlightOp[]) => void;
  onNoteAt: (at: { page: number; x: number; y: number }) => void;
}

interface Selected {
  readonly text: string;
  readonly ops: readonly HighlightOp[];
  /** In the content of the scroll area, CSS pixels. */
  readonly left: number;
  readonly top: number;
}

export function SelectionBar({ layout, texts, measure, onHighlight, onNoteAt }: SelectionBarProps) {
  const t = useTexts(readerTexts);
  const toast = useToast();
  const [selected, setSelected] = useState<Selected | null>(null);

  const look = useCallback((): Selected | null => {
    const selection = window.getSelection();
    const text = selection?.toString().trim() ?? '';
    if (selection === null || selection.rangeCount === 0 || text === '') return null;
    const range = selection.getRangeAt(0);
    const ops = [...texts].sort(([a], [b]) => a - b).flatMap(([page, { parts }]) => {
      const part = textOfRange(parts, range);
      const measured = part === null ? null : measure(page);
      if (part === null || measured === null) return [];
      const from = measured.words.findIndex((word) => word.start + word.text.length > part.start);
      const to = measured.words.findLastIndex((word) => word.start < part.end);
      const op = from < 0 || to < from ? null : highlightOf(measured.words, measured.text, from, to, page - 1, YELLOW);
      return op === null ? [] : [op];
    });
    const last = range.getClientRects()[range.getClientRects().length - 1];
    const content = [...texts.values()][0]?.element.parentElement?.getBoundingClientRect();
    if (ops.length === 0 || last === undefined || content === undefined) return null;
    return { text, ops, left: last.right - content.left, top: last.bottom - content.top };
  }, [texts, measure]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setSelected(look()), REST_MS);
    };
    document.addEventListener('selectionchange', changed);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', changed);
    };
  }, [look]);
  // Another scale or rotation puts the words elsewhere.
  useEffect(() => setSelected((before) => (before === null ? null : look())), [layout, look]);

  if (selected === null) return null;
  const done = (): void => {
    window.getSelection()?.removeAllRanges();
    setSelected(null);
  };
  const note = (): void => {
    const op = selected.ops.at(-1);
    const [, , x, y] = op?.quads.at(-1) ?? [0, 0, PAGE_UNITS / 2, PAGE_UNITS / 2];
    if (op !== undefined) onNoteAt({ page: op.page, x, y });
    done();
  };
  const copy = (): void => {
    const tell = (text: string): void => void toast({ text });
    // Without a secure origin there is no clipboard to write to.
    if (navigator.clipboard === undefined) tell(t(document.execCommand('copy') ? 'selectedCopied' : 'selectedNotCopied'));
    else navigator.clipboard.writeText(selected.text).then(() => tell(t('selectedCopied')), () => tell(t('selectedNotCopied')));
    done();
  };
  return (
    // A press would take the selection away before it is answered.
    <div className="rd-selected" role="group" aria-label={t('selected')} data-ink-ignore style={{ left: selected.left, top: selected.top }} onMouseDown={(event) => event.preventDefault()}>
      <button type="button" onClick={() => { onHighlight(selected.ops); done(); }}><Icon name="highlighter" />{t('selectedMark')}</button>
      <button type="button" onClick={note}><Icon name="note" />{t('selectedNote')}</button>
      <button type="button" onClick={copy}><Icon name="copy" />{t('selectedCopy')}</button>
    </div>
  );
}
