import { useId } from 'react';
import type { ReactNode } from 'react';
import { FieldError, FieldFrame } from './field';
import type { FieldFrameProps } from './field';
import { Icon } from './icon';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface Option<T extends string = string> {
  value: T;
  label: string;
  /** A second line under the label (radio groups) . */
  hint?: string;
  isDisabled?: boolean;
}

export interface SelectProps<T extends string = string> extends FieldFrameProps {
  id?: string;
  name?: string;
  options: readonly Option<T>[];
  value?: T | '';
  defaultValue?: T | '';
  onChange?: (value: T) => void;
  /** Shown while nothing is chosen; "Chọn" by default. */
  placeholder?: string;
  isDisabled?: boolean;
}

/** A native list of choices: the tablet shows its own large picker, and it works before scripts run. */
export function Select<T extends string = string>({ id, name, options, value, defaultValue, onChange, placeholder, isDisabled, ...frame }: SelectProps<T>) {
  const t = useTexts(uiTexts);
  const initial = value === undefined ? (defaultValue ?? '') : undefined;
  return (
    <FieldFrame {...frame} id={id}>
      {(ids) => (
        <span className="ph-input-box" data-disabled={isDisabled || undefined}>
          <select
            className="ph-input ph-select"
            id={ids.id}
            name={name}
            value={value}
            defaultValue={initial}
            onChange={onChange ? (event) => onChange(event.currentTarget.value as T) : undefined}
            disabled={isDisabled}
            aria-required={frame.isRequired || undefined}
            aria-invalid={ids.invalid}
            aria-describedby={ids.describedBy}
          >
            {(value ?? initial) === '' || placeholder ? <option value="" disabled={frame.isRequired}>{placeholder ?? t('choose')}</option> : null}
            {options.map((option) => <option key={option.value} value={option.value} disabled={option.isDisabled}>{option.label}</option>)}
          </select>
          <span className="ph-select-mark"><Icon name="open" size="s" /></span>
        </span>
      )}
    </FieldFrame>
  );
}

interface CheckedProps {
  name?: string;
  value?: string;
  isSelected?: boolean;
  defaultSelected?: boolean;
  onChange?: (isSelected: boolean) => void;
  isDisabled?: boolean;
  hint?: ReactNode;
  error?: string | null | false;
  children: ReactNode;
}

function CheckedInput({ role, name, value, isSelected, defaultSelected, onChange, isDisabled, hint, error, children }: CheckedProps & { role?: 'switch' }) {
  const id = useId();
  return (
    <div className="ph-check-row" data-disabled={isDisabled || undefined}>
      <label className="ph-check" data-kind={role ?? 'checkbox'}>
        <input
          type="checkbox"
          role={role}
          className="ph-check-input"
          name={name}
          value={value}
          checked={isSelected}
          defaultChecked={defaultSelected}
          onChange={onChange ? (event) => onChange(event.currentTarget.checked) : isSelected === undefined ? undefined : () => undefined}
          disabled={isDisabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined}
        />
        <span className="ph-check-box" aria-hidden="true">{role ? null : <Icon name="check" size="s" />}</span>
        <span className="ph-check-label">
          <span>{children}</span>
          {hint ? <span className="ph-field-hint" id={`${id}-hint`}>{hint}</span> : null}
        </span>
      </label>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

/** Several may be chosen; the whole line is the target. */
export function Checkbox(props: CheckedProps) {
  return <CheckedInput {...props} />;
}

/** On or off at once, without a button to confirm. */
export function Switch(props: CheckedProps) {
  return <CheckedInput {...props} role="switch" />;
}

export interface RadioGroupProps<T extends string = string> {
  label: ReactNode;
  labelHidden?: boolean;
  /** Form name; one is made when absent. */
  name?: string;
  options: readonly Option<T>[];
  value?: T | null;
  defaultValue?: T;
  onChange?: (value: T) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
  hint?: ReactNode;
  error?: string | null | false;
  /** `row` side by side (segments), `column` one under the other. */
  direction?: 'row' | 'column';
  /** `filter`: what a list shows; no form is filled in, so no rings. */
  look?: 'form' | 'filter';
}

/** Exactly one of a few. */
export function RadioGroup<T extends string = string>({ label, labelHidden, name, options, value, defaultValue, onChange, isDisabled, isRequired, hint, error, direction = 'column', look = 'form' }: RadioGroupProps<T>) {
  const id = useId();
  const controlled = value !== undefined;
  return (
    <fieldset className="ph-radio-group" aria-describedby={[hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined} disabled={isDisabled}>
      <legend className={labelHidden ? 'ph-hidden' : 'ph-field-label'}>{label}</legend>
      <div className="ph-radio-list" data-direction={direction} data-look={look}>
        {options.map((option) => (
          <label key={option.value} className="ph-check" data-kind="radio" data-disabled={option.isDisabled || undefined}>
            <input
              type="radio"
              className="ph-check-input"
              name={name ?? id}
              value={option.value}
              checked={controlled ? value === option.value : undefined}
              defaultChecked={controlled ? undefined : defaultValue === option.value}
              onChange={onChange || controlled ? () => onChange?.(option.value) : undefined}
              disabled={option.isDisabled}
              required={isRequired}
            />
            <span className="ph-check-box" aria-hidden="true" />
            <span className="ph-check-label">
              <span>{option.label}</span>
              {option.hint ? <span className="ph-field-hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {hint ? <p className="ph-field-hint" id={`${id}-hint`}>{hint}</p> : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </fieldset>
  );
}
