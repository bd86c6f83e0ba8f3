import { contradictionIn, contradictionOfPaper, figuresFrom, type TypedFigures } from '@shared/rules/figures';
import { useState } from 'react';
import { NumberField, Notice } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { FigureFields, isFilled } from './figure-fields';
import { ResultEntry } from './result-entry';
import './voting.css';

/** What paper ballots said, entered by who leads the count: what cannot be is said before it is sent. */
export function PaperDialog({ question, isOpen, onClose }: { question: LiveQuestion; isOpen: boolean; onClose: () => void }) {
  const tc = useTexts(countingTexts);
  const language = useLanguage();
  const act = useCommand<'voting.record-paper-ballots'>();
  const [typed, setTyped] = useState<TypedFigures>({});
  const { id, present } = question;
  const type = (field: string, value: number | null): void => setTyped((all) => ({ ...all, [field]: value }));
  const [issued, returned, invalid] = (['issued', 'returned', 'invalid'] as const).map((field) => typed[field] ?? 0) as [number, number, number];
  const valid = returned - invalid;
  const isHandedOut = typed['issued'] != null && typed['returned'] != null && typed['invalid'] != null;
  const filled = isHandedOut && isFilled(question, typed);
  const figures = figuresFrom(question, typed);
  const wrong = !isHandedOut ? null : (contradictionOfPaper({ issued, returned, invalid }, present) ?? (filled ? contradictionIn(question, figures, valid) : null));
  const said = wrong ? describeError({ code: 'invalid', ...wrong }, language) : null;
  return (
    <ResultEntry
      question={question} isOpen={isOpen} onClose={onClose} title={tc('recordTitle')} filled={filled} reason={said} act={act}
      confirm={{ title: tc('publishTitle'), note: tc('publishNote', { issued, returned, invalid }) }}
      publish={(done) => act.run('voting.record-paper-ballots', { questionId: id, present, paper: { issued, returned, invalid }, figures }, done)}
    >
      <div className="vt-fields">
        {(['issued', 'returned', 'invalid'] as const).map((field) => (
          <NumberField key={field} label={tc(field)} value={typed[field] ?? null} min={0} max={present} onChange={(value) => type(field, value)} />
        ))}
      </div>
      <div role="status"><Notice tone={said ? 'warn' : 'accent'} icon={said ? 'warning' : 'vote'} title={said ?? tc('valid', { count: Math.max(0, valid) })} /></div>
      <FigureFields question={question} typed={typed} most={present} onType={type} />
    </ResultEntry>
  );
}
