import { contradictionIn, contradictionOfPaper } from '@shared/rules/figures';
import { useState } from 'react';
import { Button, ConfirmDialog, Dialog, NumberField, Notice, Stack } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { FigureFields, figuresFrom, isFilled, type Typed } from './figure-fields';
import { openOf } from './open-of';
import { votingTexts } from './texts';
import { Verdict } from './verdict';
import './voting.css';

/** What paper ballots said, entered by who leads the count: what cannot be is said before it is sent. `question` stays up to date from outside. */
export function PaperDialog({ question, isOpen, onClose }: { question: LiveQuestion; isOpen: boolean; onClose: () => void }) {
  const t = useTexts(votingTexts);
  const tc = useTexts(countingTexts);
  const language = useLanguage();
  const act = useCommand<'voting.record-paper-ballots'>();
  const [typed, setTyped] = useState<Typed>({});
  const [asking, setAsking] = useState(false);
  const { id, present, text } = question;
  const type = (field: string, value: number | null): void => setTyped((all) => ({ ...all, [field]: value }));
  const [issued, returned, invalid] = (['issued', 'returned', 'invalid'] as const).map((field) => typed[field] ?? 0) as [number, number, number];
  const valid = returned - invalid;
  const isHandedOut = typed['issued'] != null && typed['returned'] != null && typed['invalid'] != null;
  const filled = isHandedOut && isFilled(question, typed);
  const figures = figuresFrom(question, typed);
  const wrong = !isHandedOut ? null : (contradictionOfPaper({ issued, returned, invalid }, present) ?? (filled ? contradictionIn(question, figures, valid) : null));
  const said = wrong ? describeError({ code: 'invalid', ...wrong }, language) : null;
  if (question.state === 'closed') {
    return (
      <Dialog isOpen={isOpen} onClose={onClose} title={text} size="l" actions={<Button look="pri" onPress={onClose}>{t('close')}</Button>}>
        <Verdict question={question} />
      </Dialog>
    );
  }
  const open = question.state === 'open' ? openOf(question) : null;
  return (
    <>
      <Dialog
        isOpen={isOpen && !asking}
        about={open}
        gone={t('withdrawnMeanwhile')}
        onClose={onClose}
        title={tc('recordTitle')}
        note={text}
        size="l"
        actions={<Button look="pri" size={72} wide isDisabled={!filled} disabledReason={said} onPress={() => setAsking(true)}>{t('publish')}</Button>}
      >
        <Stack gap={5}>
          <div className="vt-fields">
            {(['issued', 'returned', 'invalid'] as const).map((field) => (
              <NumberField key={field} label={tc(field)} value={typed[field] ?? null} min={0} max={present} onChange={(value) => type(field, value)} />
            ))}
          </div>
          <div role="status"><Notice tone={said ? 'warn' : 'accent'} icon={said ? 'warning' : 'vote'} title={said ?? tc('valid', { count: Math.max(0, valid) })} /></div>
          <FigureFields question={question} typed={typed} most={present} onType={type} />
        </Stack>
      </Dialog>
      <ConfirmDialog
        isOpen={isOpen && asking}
        about={open && `${open}:${present}`}
        gone={open ? t('presentMeanwhile', { present }) : t('withdrawnMeanwhile')}
        onClose={() => { act.clear(); setAsking(false); }}
        onConfirm={() => act.run('voting.record-paper-ballots', { questionId: id, present, paper: { issued, returned, invalid }, figures }, () => setAsking(false))}
        busy={act.busy}
        error={act.error}
        title={tc('publishTitle')}
        confirmLabel={t('publish')}
      >
        <Stack gap={3}>
          <p>{text}</p>
          <p>{tc('publishNote', { issued, returned, invalid })}</p>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
