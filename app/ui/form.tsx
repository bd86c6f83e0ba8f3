import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface FieldProblem {
  /** The id of the control; the link of the summary leads there. */
  fieldId?: string;
  message: string;
}

/**
 * What is left to correct, at the head of a form: takes the focus when problems appear and leads to each field.
 * Put it first inside the router's own form element.
 */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] }) {
  const t = useTexts(uiTexts);
  const box = useRef<HTMLDivElement>(null);
  const signature = problems.map((problem) => problem.message).join('\n');
  useEffect(() => {
    if (signature) box.current?.focus();
  }, [signature]);
  if (problems.length === 0) return null;
  return (
    <div className="ph-error-summary" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <div>
        <p className="ph-strong">{t('summary', { count: problems.length })}</p>
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.fieldId ?? ''}${problem.message}`}>
              {problem.fieldId ? <a href={`#${problem.fieldId}`} onClick={(event) => { event.preventDefault(); document.getElementById(problem.fieldId ?? '')?.focus(); }}>{problem.message}</a> : problem.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The spacing of a form; goes inside `<form>` or the router's `<Form>`. */
export function FormBody({ problems = [], children }: { problems?: readonly FieldProblem[]; children: ReactNode }) {
  return (
    <div className="ph-form">
      <ErrorSummary problems={problems} />
      {children}
    </div>
  );
}

/** Short fields side by side; one under the other when narrow. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className="ph-form-row">{children}</div>;
}
