/** What is said beside marks of earlier versions: which to look at, and from which version one for everyone is. */
import { useSyncExternalStore } from 'react';
import { PAGE_UNITS } from '@shared/protocol/ink';
import { boundsOf } from '@shared/rules/ink-geometry';
import type { InkClient } from '~/tablet/ink/ink-client';
import { Icon } from '~/ui/icon';
import { useTexts } from '~/ui/i18n';
import type { CarriedGesture, MarkSign } from './carried-marks';
import { useWhat } from './carried-panel';
import { carriedTexts } from './texts';

export interface MarkSignsProps {
  client: InkClient;
  /** From 1. */
  page: number;
  signs: ReadonlyMap<string, MarkSign>;
  /** Page space (0 to 1) to the share of the shown page. */
  place: (at: { x: number; y: number }) => { x: number; y: number };
  onAsk: (gesture: CarriedGesture) => void;
}

interface Spot {
  sign: MarkSign;
  x: number;
  y: number;
}

/** Nearer than this (shares of the page) signs of one version would lie on each other. */
const APART = 0.06;

const isSame = (a: MarkSign, b: MarkSign): boolean => (a.kind === 'from' && b.kind === 'from' && a.from === b.from) || (a.kind === 'by' && b.kind === 'by' && a.word === b.word);

export function MarkSigns({ client, page, signs, place, onAsk }: MarkSignsProps) {
  const t = useTexts(carriedTexts);
  const what = useWhat();
  useSyncExternalStore(client.subscribe, () => client.pageVersion(page - 1));
  const spots: Spot[] = [];
  const asked = new Set<CarriedGesture>();
  for (const mark of client.model.marksOf(page - 1)) {
    const sign = signs.get(mark.opId);
    const box = sign === undefined ? null : boundsOf(mark.op, 1);
    if (sign === undefined || box === null) continue;
    if (sign.kind === 'ask') {
      if (asked.has(sign.gesture)) continue;
      asked.add(sign.gesture);
    }
    // Beside the mark, where nothing is read.
    const [one, other] = [place({ x: box.left / PAGE_UNITS, y: box.top / PAGE_UNITS }), place({ x: box.right / PAGE_UNITS, y: box.bottom / PAGE_UNITS })];
    const spot = { sign, x: Math.min(sign.kind === 'ask' ? 0.82 : 0.9, Math.max(one.x, other.x)), y: Math.min(0.98, Math.max(0.02, (one.y + other.y) / 2)) };
    const isSaid = sign.kind !== 'ask' && spots.some((told) => isSame(told.sign, sign) && Math.abs(told.x - spot.x) < APART && Math.abs(told.y - spot.y) < APART);
    if (!isSaid) spots.push(spot);
  }
  return (
    <>
      {spots.map(({ sign, x, y }, index) => {
        const at = { left: `${x * 100}%`, top: `${y * 100}%` };
        if (sign.kind === 'by') return <span key={index} className="rd-from" data-prepared style={at} aria-label={sign.label} role="img">{sign.word}</span>;
        return sign.kind === 'from'
          ? <span key={index} className="rd-from" style={at} aria-label={t('fromLabel', { from: sign.from })} role="img">{t('from', { from: sign.from })}</span>
          : (
              <button key={index} type="button" className="rd-ask" data-ink-ignore style={at} aria-label={t('pleaseLabel', { from: sign.gesture.from, what: what(sign.gesture) })} onClick={() => onAsk(sign.gesture)}>
                <span><Icon name="info" size="s" />{t('please')}</span>
              </button>
            );
      })}
    </>
  );
}
