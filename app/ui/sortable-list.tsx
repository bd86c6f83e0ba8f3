import { useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from './button';
import { Icon } from './icon';
import { useAnnounce } from './toast';
import { uiTexts } from './texts';
import { useTexts } from './i18n';
import { useRowDrag } from './use-row-drag';

export interface SortableListProps<T> {
  items: readonly T[];
  itemKey: (item: T) => string;
  /** What moving is about: "nội dung 3". */
  itemLabel: (item: T) => string;
  renderItem: (item: T, index: number) => ReactNode;
  /** The whole new order, and what moved. Called once per move. */
  onMove: (items: T[], moved: { key: string; from: number; to: number }) => void;
  label: string;
  isDisabled?: boolean;
}

/** The list with the entry at `from` put to `to`. */
export function moveEntry<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  const [entry] = next.splice(from, 1);
  if (entry !== undefined) next.splice(to, 0, entry);
  return next;
}

/** Order by dragging the grip, by Alt+↑/↓ anywhere in the row, or by the two buttons; every move is told. */
export function SortableList<T>({ items, itemKey, itemLabel, renderItem, onMove, label, isDisabled }: SortableListProps<T>) {
  const t = useTexts(uiTexts);
  const announce = useAnnounce();
  const hintId = useId();
  const list = useRef<HTMLOListElement>(null);
  const keys = items.map(itemKey);
  const move = (from: number, to: number): void => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length || from === to) return;
    onMove(moveEntry(items, from, to), { key: itemKey(item), from, to });
    announce(t('moved', { label: itemLabel(item), position: to + 1, total: items.length }));
  };
  const { held, grip } = useRowDrag(list, keys, (key, to) => move(keys.indexOf(key), to));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number): void => {
    if (!event.altKey || isDisabled || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  return (
    <>
      <p className="ph-hidden" id={hintId}>{t('reorderHint')}</p>
      <ol className="ph-sortable" ref={list} aria-label={label} aria-describedby={hintId} data-dragging={held ? true : undefined}>
        {items.map((item, index) => {
          const key = itemKey(item);
          const name = itemLabel(item);
          const from = held ? keys.indexOf(held.key) : -1;
          // The rows between the two places make room, so that the gap is where the row would land.
          const shift = !held || held.key === key ? undefined : index < from && index >= held.to ? 'down' : index > from && index <= held.to ? 'up' : undefined;
          return (
            <li className="ph-sortable-row" key={key} data-lifted={held?.key === key || undefined} data-shift={shift} onKeyDown={(event) => onKeyDown(event, index)}>
              <span className="ph-grip" aria-hidden="true" title={t('drag', { label: name })} {...(isDisabled ? {} : grip(key))}>
                <Icon name="grip" />
              </span>
              <div className="ph-sortable-content">{renderItem(item, index)}</div>
              <span className="ph-sortable-buttons">
                <IconButton icon="up" label={t('moveUp', { label: name })} isDisabled={isDisabled || index === 0} onPress={() => move(index, index - 1)} />
                <IconButton icon="down" label={t('moveDown', { label: name })} isDisabled={isDisabled || index === items.length - 1} onPress={() => move(index, index + 1)} />
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
