/** Which of the two layouts fits: rail and upright toolbar, or sheet and lying toolbar. Rails fold from 150 % text. */
import { useMemo, useSyncExternalStore } from 'react';
import type { ReaderInsets } from '~/tablet/reader/reader-view';

export interface ReaderLayout {
  /** Bars at the foot, no rail. */
  readonly stacked: boolean;
  readonly leftHand: boolean;
  readonly phone: boolean;
  readonly insets: ReaderInsets;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-scale', 'data-hand'] });
  return () => {
    window.removeEventListener('resize', listener);
    observer.disconnect();
  };
}

function read(): string {
  const { scale, hand } = document.documentElement.dataset;
  const size = Number(scale ?? '100');
  const stacked = window.innerWidth < 1000 || window.innerHeight > window.innerWidth || size >= 150;
  return `${stacked ? 1 : 0} ${hand === 'left' ? 1 : 0} ${window.innerWidth < 600 ? 1 : 0} ${size}`;
}

export function useReaderLayout(): ReaderLayout {
  const key = useSyncExternalStore(subscribe, read);
  return useMemo(() => {
    const [stacked, left, phone, size = 100] = key.split(' ').map(Number);
    // From 150 % on the bars are drawn in one line (reader.css) and grow no further.
    const rem = size >= 150 ? 1 : size / 100;
    const leftHand = left === 1;
    const side = phone === 1 ? 12 : 38;
    const insets: ReaderInsets = stacked === 1
      ? { gap: 16, marginLeft: side, marginRight: side, marginTop: 20, marginBottom: 132 * rem }
      : { gap: 20, marginLeft: leftHand ? 124 : 44, marginRight: leftHand ? 44 : 124, marginTop: 20, marginBottom: 40 };
    return { stacked: stacked === 1, leftHand, phone: phone === 1, insets };
  }, [key]);
}
