import { useLayoutEffect, useEffect, useRef } from 'react';
import type { HTMLInputTypeAttribute, KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldFrame } from './field';
import type { FieldFrameProps } from './field';

interface TextValueProps extends FieldFrameProps {
  id?: string;
  name?: string;
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  onBlur?: () => void;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  placeholder?: string;
  maxLength?: number;
  autoComplete?: string;
  autoFocus?: boolean;
}

export interface TextFieldProps extends TextValueProps {
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'email' | 'password' | 'search' | 'tel' | 'url'>;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search';
  inputRef?: Ref<HTMLInputElement>;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  spellCheck?: boolean;
  autoCapitalize?: 'none' | 'sentences' | 'words';
  /** Something at the end of the field, for example a unit or a button. */
  end?: ReactNode;
}

/** One line of text; works in plain forms by `name` and in controlled screens by `value`. */
export function TextField({ type = 'text', inputRef, end, onChange, isDisabled, isReadOnly, id, name, value, defaultValue, onBlur, placeholder, maxLength, autoComplete, autoFocus, inputMode, onKeyDown, spellCheck, autoCapitalize, ...frame }: TextFieldProps) {
  return (
    <FieldFrame {...frame} id={id}>
      {(ids) => (
        <span className="ph-input-box" data-disabled={isDisabled || undefined}>
          <input
            ref={inputRef}
            className="ph-input"
            id={ids.id}
            type={type}
            name={name}
            value={value}
            defaultValue={defaultValue}
            onChange={onChange ? (event) => onChange(event.currentTarget.value) : undefined}
            onBlur={onBlur}
            onKeyDown={onKeyDown}
            disabled={isDisabled}
            readOnly={isReadOnly}
            aria-required={frame.isRequired || undefined}
            aria-invalid={ids.invalid}
            aria-describedby={ids.describedBy}
            placeholder={placeholder}
            maxLength={maxLength}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
            inputMode={inputMode}
            spellCheck={spellCheck}
            autoCapitalize={autoCapitalize}
          />
          {end ? <span className="ph-input-end">{end}</span> : null}
        </span>
      )}
    </FieldFrame>
  );
}

export interface TextAreaProps extends TextValueProps {
  /** Lines shown at rest; the field grows with its text. */
  rows?: number;
  /** Reading face for long prose such as minutes. */
  prose?: boolean;
  textAreaRef?: Ref<HTMLTextAreaElement>;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

const useBrowserLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** Several lines of text; grows with its content instead of scrolling inside itself. */
export function TextArea({ rows = 4, prose, textAreaRef, onChange, isDisabled, isReadOnly, id, name, value, defaultValue, onBlur, placeholder, maxLength, autoComplete, autoFocus, onKeyDown, ...frame }: TextAreaProps) {
  const own = useRef<HTMLTextAreaElement | null>(null);
  const fit = (): void => {
    const element = own.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 4}px`;
  };
  useBrowserLayoutEffect(fit, [value]);
  return (
    <FieldFrame {...frame} id={id}>
      {(ids) => (
        <span className="ph-input-box" data-disabled={isDisabled || undefined}>
          <textarea
            ref={(element) => {
              own.current = element;
              if (typeof textAreaRef === 'function') textAreaRef(element);
              else if (textAreaRef) (textAreaRef as { current: HTMLTextAreaElement | null }).current = element;
            }}
            className="ph-input"
            data-prose={prose || undefined}
            id={ids.id}
            name={name}
            rows={rows}
            value={value}
            defaultValue={defaultValue}
            onChange={(event) => {
              onChange?.(event.currentTarget.value);
              fit();
            }}
            onBlur={onBlur}
            onKeyDown={onKeyDown}
            disabled={isDisabled}
            readOnly={isReadOnly}
            aria-required={frame.isRequired || undefined}
            aria-invalid={ids.invalid}
            aria-describedby={ids.describedBy}
            placeholder={placeholder}
            maxLength={maxLength}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
          />
        </span>
      )}
    </FieldFrame>
  );
}
