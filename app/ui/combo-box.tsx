import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { foldText } from '@shared/language/vietnamese-text';
import { FieldFrame } from './field';
import type { FieldFrameProps } from './field';
import { Icon } from './icon';
import { IconButton } from './button';
import { useAnnounce } from './toast';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface ComboOption {
  value: string;
  label: string;
  /** Second line: position, unit. Searched as well. */
  note?: string;
}

export interface ComboBoxProps extends FieldFrameProps {
  id?: string;
  name?: string;
  options: readonly ComboOption[];
  value?: string | null;
  defaultValue?: string;
  onChange?: (value: string | null) => void;
  isDisabled?: boolean;
  placeholder?: string;
  /** At most this many are shown at once (40): the rest is reached by typing. */
  limit?: number;
}

/** A list searched by typing, with or without marks ("ngoc uoc" finds "Đàm Thị Ngọc Ước"). ARIA 1.2 combobox with list autocompletion. */
export function ComboBox({ id, name, options, value, defaultValue, onChange, isDisabled, placeholder, limit = 40, ...frame }: ComboBoxProps) {
  const t = useTexts(uiTexts);
  const announce = useAnnounce();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [own, setOwn] = useState<string | null>(defaultValue ?? null);
  const chosen = value === undefined ? own : value;
  const chosenLabel = options.find((option) => option.value === chosen)?.label ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useMemo(() => {
    const wanted = foldText(typed ?? '').split(' ').filter(Boolean);
    return options.filter((option) => {
      const text = foldText(`${option.label} ${option.note ?? ''}`);
      return wanted.every((word) => text.includes(word));
    }).slice(0, limit);
  }, [options, typed, limit]);
  const label = typeof frame.label === 'string' ? frame.label.toLocaleLowerCase('vi') : '';

  useEffect(() => {
    if (isOpen && typed !== null) announce(found.length === 0 ? t('noMatch') : t('matches', { count: found.length }));
  }, [announce, found.length, isOpen, t, typed]);
  useEffect(() => {
    if (isOpen) list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);

  const open = (): void => {
    setOpen(true);
    setActive(Math.max(0, found.findIndex((option) => option.value === chosen)));
  };
  const close = (): void => {
    setOpen(false);
    setTyped(null);
  };
  const choose = (option: ComboOption | null): void => {
    setOwn(option?.value ?? null);
    onChange?.(option?.value ?? null);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return open();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((at) => (found.length === 0 ? 0 : (at + step + found.length) % found.length));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      const option = found[active];
      if (option) choose(option);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <FieldFrame {...frame} id={id}>
      {(ids) => (
        <span className="ph-input-box" data-disabled={isDisabled || undefined}>
          <span className="ph-combo" onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) close(); }}>
            <span className="ph-input-box">
              <input
                ref={input}
                className="ph-input"
                id={ids.id}
                role="combobox"
                type="text"
                autoComplete="off"
                spellCheck={false}
                aria-autocomplete="list"
                aria-expanded={isOpen}
                aria-controls={isOpen ? listId : undefined}
                aria-activedescendant={isOpen && found[active] ? `${listId}-${active}` : undefined}
                aria-required={frame.isRequired || undefined}
                aria-invalid={ids.invalid}
                aria-describedby={ids.describedBy}
                disabled={isDisabled}
                placeholder={placeholder}
                value={typed ?? chosenLabel}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  setActive(0);
                  setOpen(true);
                  if (event.currentTarget.value === '') {
                    setOwn(null);
                    onChange?.(null);
                  }
                }}
                onClick={open}
                onKeyDown={onKeyDown}
              />
              <span className="ph-input-end">
                <IconButton icon={chosen && !isOpen ? 'close' : 'open'} size="s" label={chosen && !isOpen ? t('clear', { label }) : t('openList', { label })} isDisabled={isDisabled} onPress={() => {
                  if (chosen && !isOpen) choose(null);
                  else if (isOpen) close();
                  else open();
                  input.current?.focus();
                }}
                />
              </span>
            </span>
            {isOpen && found.length > 0 ? (
              <ul className="ph-combo-list" id={listId} role="listbox" aria-label={label || undefined} ref={list}>
                {found.map((option, index) => (
                  <li
                    key={option.value}
                    id={`${listId}-${index}`}
                    role="option"
                    aria-selected={option.value === chosen}
                    className="ph-combo-option"
                    data-active={index === active || undefined}
                    onPointerDown={(event) => event.preventDefault()}
                    onPointerEnter={() => setActive(index)}
                    onClick={() => choose(option)}
                  >
                    <span>{option.label}</span>
                    {option.note ? <span className="ph-xs ph-3">{option.note}</span> : null}
                  </li>
                ))}
              </ul>
            ) : null}
            {isOpen && found.length === 0 ? <span className="ph-combo-list"><span className="ph-combo-empty"><Icon name="search" size="s" /> {t('noMatch')}</span></span> : null}
          </span>
          {name ? <input type="hidden" name={name} value={chosen ?? ''} disabled={isDisabled} /> : null}
        </span>
      )}
    </FieldFrame>
  );
}
