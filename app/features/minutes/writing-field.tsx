import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { changeBetween, changed, changesNothing, mapped, placeBehind } from '@shared/rules/text-change';
import { expandedPhrase } from './phrases';

export interface WritingFieldProps {
  id: string;
  /** The paragraph as it reads now, with the number it will be printed with. */
  text: string;
  label: string;
  describedBy: string | undefined;
  /** The others who are in this paragraph, by where they are. */
  others: readonly { personId: string; name: string; place: number }[];
  speakers: readonly string[];
  /** @param caret behind what was typed last. */
  onChange(text: string, caret: number): void;
  onFocus(): void;
  onCaret(place: number): void;
  onUndo(): void;
  onRedo(): void;
}

/** Engines that size fields by their content need no measuring. */
const sizesItself = (): boolean => CSS.supports('field-sizing', 'content');

/**
 * One paragraph being written. What others write comes in without moving the caret from its words, and not while an input method composes
 * a word: then it waits for the end of the word.
 */
export function WritingField({ id, text, label, describedBy, others, speakers, onChange, onFocus, onCaret, onUndo, onRedo }: WritingFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  /** What stands in the field: what the last change of either side made of it. */
  const inField = useRef(text);
  const isComposing = useRef(false);
  const latest = useRef(text);
  latest.current = text;

  const bringIn = (): void => {
    const element = field.current;
    if (!element || isComposing.current || inField.current === latest.current) return;
    const change = changeBetween(inField.current, latest.current);
    const [start, end] = [placeBehind(element.selectionStart, change), placeBehind(element.selectionEnd, change)];
    const { selectionDirection } = element;
    inField.current = latest.current;
    element.value = latest.current;
    if (document.activeElement === element) element.setSelectionRange(start, end, selectionDirection);
  };
  const fit = (): void => {
    const element = field.current;
    if (!element || sizesItself()) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  };
  useLayoutEffect(() => {
    bringIn();
    fit();
  });
  useEffect(() => {
    const element = field.current;
    if (!element || sizesItself()) return undefined;
    let width = element.clientWidth;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      fit();
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const element = field.current;
    // The browser's own memory of what was typed knows nothing of what others wrote.
    const own = (event: InputEvent): void => {
      if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
      event.preventDefault();
      if (event.inputType === 'historyUndo') onUndo();
      else onRedo();
    };
    element?.addEventListener('beforeinput', own);
    return () => element?.removeEventListener('beforeinput', own);
  }, [onUndo, onRedo]);

  const typed = (): void => {
    const element = field.current;
    if (!element) return;
    const phrase = isComposing.current ? null : expandedPhrase(element.value, element.selectionStart, speakers);
    if (phrase) {
      element.value = phrase.text;
      element.setSelectionRange(phrase.place, phrase.place);
    }
    const own = changeBetween(inField.current, element.value, element.selectionStart);
    const theirs = changeBetween(inField.current, latest.current);
    inField.current = element.value;
    if (!changesNothing(own)) onChange(changed(latest.current, mapped(own, theirs, false)), element.selectionStart);
    onCaret(element.selectionStart);
  };
  const pressed = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) onRedo();
    else onUndo();
  };
  return (
    <div className="mn-field">
      <textarea
        ref={field}
        id={`p-${id}`}
        className="mn-write ph-doc"
        rows={1}
        defaultValue={text}
        aria-label={label}
        aria-describedby={describedBy}
        onFocus={onFocus}
        onInput={typed}
        onKeyDown={pressed}
        onSelect={(event) => onCaret(event.currentTarget.selectionStart)}
        onCompositionStart={() => void (isComposing.current = true)}
        onCompositionEnd={() => {
          isComposing.current = false;
          typed();
          bringIn();
        }}
      />
      {others.length > 0 ? (
        <div className="mn-carets ph-doc" aria-hidden="true">
          {others.map(({ personId, name, place }) => (
            <p key={personId}>
              {text.slice(0, place)}
              <span className="mn-caret"><span className="mn-caret-name">{name}</span></span>
            </p>
          ))}
        </div>
      ) : null}
    </div>
  );
}
