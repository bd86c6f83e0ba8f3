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

/** Least distance of two offers, in shares of the page: a finger must find each. */
const APART = 0.05;

/** Where each mark is offered: at its height in the margin, where nothing is read, and never two on one another. */
function offersOn(gestures: readonly PreparedGesture[], page: number, place: PreparedMarksProps['place']): { gesture: PreparedGesture; y: number }[] {
  const offers = gestures.filter((gesture) => gesture.page === page).map((gesture) => {
    const boxes = gesture.marks.flatMap(({ op }) => boundsOf(op, 1) ?? []);
    const [left, right] = [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
    const [top, bottom] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
    return { gesture, y: Math.max(0.03, place({ x: (left + right) / 2 / PAGE_UNITS, y: (top + bottom) / 2 / PAGE_UNITS }).y) };
  });
  offers.sort((a, b) => a.y - b.y);
  offers.forEach((offer, index) => { offer.y = Math.max(offer.y, (offers[index - 1]?.y ?? -1) + APART); });
  // A page full of them begins again from its foot.
  offers.reverse().forEach((offer, index) => { offer.y = Math.min(offer.y, (offers[index - 1]?.y ?? 0.97 + APART) - APART); });
  return offers.reverse();
}

export function PreparedMarks({ layers, page, size, rotation, place, onAdopt, onRead }: PreparedMarksProps) {
  const t = useTexts(preparedTexts);
  const what = usePreparedWords();
  const shown = layers.filter(({ isShown }) => isShown);
  return (
    <div className="rd-prepared">
      {shown.map((layer) => <PageMarks key={layer.inkId} client={layer.client} page={page} size={size} rotation={rotation} asks={layer.asks} only={new Set(layer.gestures.flatMap(({ marks }) => marks.map(({ opId }) => opId)))} />)}
      {offersOn(shown.flatMap(({ gestures }) => gestures), page, place).map(({ gesture, y }) => {
        const { name } = gesture;
        const isNote = gesture.marks[0]?.op.kind === 'note';
        return (
          <button
            key={gesture.key} type="button" className="rd-ask" data-prepared data-ink-ignore style={{ top: `${y * 100}%` }}
            aria-label={t(isNote ? 'readLabel' : 'adoptLabel', { name, what: what(gesture) })} onClick={() => (isNote ? onRead : onAdopt)(gesture)}
          >
            <span><Icon name={isNote ? 'note' : 'check'} size="s" /></span>
          </button>
        );
      })}
    </div>
  );
}
