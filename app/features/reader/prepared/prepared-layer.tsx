/** Prepared marks on a page, in the colour of who prepares, each with the tap that adopts it. */
import { PAGE_UNITS } from '@shared/protocol/ink';
import { boundsOf } from '@shared/rules/ink-geometry';
import type { PageSize } from '@shared/rules/viewport';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import { PageMarks } from '../ink-marks';
import type { PreparedGesture } from './prepared-marks';
import { preparedTexts } from './texts';
import type { PreparedLayer } from './use-prepared';

/** What a prepared mark is, in words. */
export function usePreparedWords(): (gesture: PreparedGesture) => string {
  const t = useTexts(preparedTexts);
  return ({ marks, page }) => {
    const op = marks[0]?.op;
    const what = op?.kind === 'note' ? op.text : op?.kind === 'highlight' ? (op.quote.exact === '' ? t('highlight') : `“${op.quote.exact.replace(/\s+/gu, ' ').trim()}”`) : t('ink');
    return t('what', { what, page });
  };
}

export interface PreparedOnPage {
  readonly layers: readonly PreparedLayer[];
  readonly onAdopt: (gesture: PreparedGesture) => void;
  /** A note is read before it is adopted. */
  readonly onRead: (gesture: PreparedGesture) => void;
}

interface PreparedMarksProps extends PreparedOnPage {
  /** From 1. */
  page: number;
  size: PageSize;
  rotation: number;
  /** Page space (0 to 1) to the share of the shown page. */
  place: (at: { x: number; y: number }) => { x: number; y: number };
}

export function PreparedMarks({ layers, page, size, rotation, place, onAdopt, onRead }: PreparedMarksProps) {
  const t = useTexts(preparedTexts);
  const what = usePreparedWords();
  return (
    <>
      {layers.filter(({ isShown }) => isShown).map((layer) => (
        <div key={layer.inkId} className="rd-prepared">
          <PageMarks client={layer.client} page={page} size={size} rotation={rotation} asks={layer.asks} />
          {layer.gestures.filter((gesture) => gesture.page === page).map((gesture) => {
            const boxes = gesture.marks.flatMap(({ op }) => boundsOf(op, 1) ?? []);
            const [right, top, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
            const at = place({ x: right / PAGE_UNITS, y: (top + bottom) / 2 / PAGE_UNITS });
            const isNote = gesture.marks[0]?.op.kind === 'note';
            const name = layer.name;
            return (
              <button
                key={gesture.key} type="button" className="rd-ask" data-prepared data-ink-ignore style={{ left: `${Math.min(0.84, at.x) * 100}%`, top: `${Math.min(0.98, Math.max(0.02, at.y)) * 100}%` }}
                aria-label={t(isNote ? 'readLabel' : 'adoptLabel', { name, what: what(gesture) })} onClick={() => (isNote ? onRead : onAdopt)(gesture)}
              >
                <span><Icon name={isNote ? 'note' : 'check'} size="s" />{t(isNote ? 'read' : 'adopt')}</span>
              </button>
            );
          })}
        </div>
      ))}
    </>
  );
}
