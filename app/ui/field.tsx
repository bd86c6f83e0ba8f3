import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

/** What every field has: a visible label, an optional hint, and its error in place (icon and sentence). */
export interface FieldFrameProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | false;
  isRequired?: boolean;
  /** Says "không bắt buộc" after the label; for forms where most fields are required. */
  isOptional?: boolean;
  /** Keeps the label for screen readers only; where a heading already says it. */
  labelHidden?: boolean;
  className?: string;
}

export interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: true | undefined;
}

/** Label above, control, then hint and error; hands the ids that tie them together to the control. */
export function FieldFrame({ label, hint, error, isRequired, isOptional, labelHidden, className, id: given, children }: FieldFrameProps & { id?: string; children: (ids: FieldIds) => ReactNode }) {
  const made = useId();
  const t = useTexts(uiTexts);
  const id = given ?? made;
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint ? hintId : '', error ? errorId : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className={className ? `ph-field ${className}` : 'ph-field'} data-invalid={error ? true : undefined}>
      <label className={labelHidden ? 'ph-hidden' : 'ph-field-label'} htmlFor={id}>
        {label}
        {isRequired ? <span className="ph-field-note"> ({t('required')})</span> : null}
        {isOptional ? <span className="ph-field-note"> ({t('optional')})</span> : null}
      </label>
      {children({ id, describedBy, invalid: error ? true : undefined })}
      {hint ? <p className="ph-field-hint" id={hintId}>{hint}</p> : null}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="ph-field-error" id={id}>
      <Icon name="error" size="s" />
      <span>{children}</span>
    </p>
  );
}
