import { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, DateField, Dialog, Disclosure, FormBody, FormRow, InlineError, Notice, RadioGroup, Stack, TimeField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand, VersionsNotice } from '../../commands';
import { useAudienceWords } from './audience-words';
import { type AudienceObject, type AudienceOffer, type AudienceSeat, useAudienceOffer } from './data';
import { type AudienceDraft, draftOf, factsOf, inputOf, lacksOf, seenBy } from './draft';
import { NamedPicker } from './named-picker';
import { audienceTexts } from './texts';
import './audience.css';

interface AudienceDialogProps {
  object: AudienceObject;
  onClose: () => void;
}

/** Who may see an item's papers, or one paper, and when: said, counted and saved. Stands only where a session is prepared. */
export function AudienceDialog(props: AudienceDialogProps) {
  const offer = useAudienceOffer();
  return offer ? <OfferedDialog {...props} offer={offer} /> : null;
}

const KINDS = ['everyone', 'members', 'named'] as const;

function OfferedDialog({ object, onClose, offer }: AudienceDialogProps & { offer: AudienceOffer }) {
  const t = useTexts(audienceTexts);
  const toast = useToast();
  const words = useAudienceWords();
  const stored = offer.audiences.find(({ objectId }) => objectId === object.id);
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [isTried, setTried] = useState(false);
  const { run, busy, error, clear } = useCommand<'agenda.set-audience' | 'documents.set-audience', unknown>({
    onDone: () => {
      toast({ text: t('saved'), icon: 'check' });
      onClose();
    },
  });
  const set = (change: Partial<AudienceDraft>): void => {
    setDraft({ ...draft, ...change });
    clear();
  };
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) body.current?.scrollIntoView({ block: 'start' });
  }, [error]);

  const lacks = isTried ? lacksOf(draft) : { from: null, until: null };
  const save = (): void => {
    setTried(true);
    const wrong = body.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) return wrong.focus();
    const { from, until } = lacksOf(draft);
    if (from || until) return;
    if (object.kind === 'item') run('agenda.set-audience', { itemId: object.id, version: object.version, ...inputOf(draft) });
    else run('documents.set-audience', { documentId: object.id, version: object.version, ...inputOf(draft) });
  };
  const said = (value: AudienceDraft): string => words(factsOf(value)) || t('everyone');
  const isConflict = error?.code === 'conflict';
  const theirs = draftOf(stored);
  const seen = seenBy(draft, object, offer);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="l"
      title={t('whoSees')}
      note={object.title}
      actions={
        <>
          <p className="au-count" role="status">{t(offer.isPublished ? 'afterSaving' : 'afterPublishing', { seen: seen.length, all: offer.seats.length })}</p>
          <Button look="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button look="pri" icon="save" busy={busy} onPress={save}>{t('save')}</Button>
        </>
      }
    >
      <div ref={body} className="au-body">
        <FormBody>
          {isConflict ? <VersionsNotice error={error} fields={said(draft) === said(theirs) ? [] : [{ name: t('whoSees'), mine: said(draft), theirs: said(theirs) }]} onKeepMine={save} onTakeTheirs={() => setDraft(theirs)} busy={busy} /> : null}
          {error && !isConflict ? <InlineError error={error} /> : null}
          <p className="ph-sm ph-3">{t(object.kind === 'item' ? 'itemNote' : 'paperNote')}</p>
          <RadioGroup label={t('whoSees')} labelHidden options={KINDS.map((kind) => ({ value: kind, label: t(kind), hint: t(`${kind}Hint`) }))} value={draft.kind} onChange={(kind) => set({ kind })} />
          {draft.kind === 'named' ? <NamedPicker offer={offer} people={draft.people} units={draft.units} onChange={set} /> : null}
          <Checkbox isSelected={draft.isTimed} hint={draft.isTimed ? t('timedHint') : undefined} onChange={(isTimed) => set({ isTimed })}>{t('timed')}</Checkbox>
          {draft.isTimed ? (
            <Stack gap={4}>
              <FormRow>
                <DateField label={t('fromDay')} value={draft.from.day} onChange={(day) => set({ from: { ...draft.from, day } })} error={lacks.from && t(lacks.from)} />
                <TimeField label={t('fromTime')} value={draft.from.time} onChange={(time) => set({ from: { ...draft.from, time } })} />
              </FormRow>
              <FormRow>
                <DateField label={t('untilDay')} value={draft.until.day} onChange={(day) => set({ until: { ...draft.until, day } })} error={lacks.until && t(lacks.until)} />
                <TimeField label={t('untilTime')} value={draft.until.time} onChange={(time) => set({ until: { ...draft.until, time } })} />
              </FormRow>
            </Stack>
          ) : null}
          <Outcome draft={draft} seen={seen} object={object} offer={offer} />
        </FormBody>
      </div>
    </Dialog>
  );
}

interface OutcomeProps {
  draft: AudienceDraft;
  seen: readonly AudienceSeat[];
  object: AudienceObject;
  offer: AudienceOffer;
}

/** Who will see it once it is saved, by name, and whom one would miss. */
function Outcome({ draft, seen, object, offer }: OutcomeProps) {
  const t = useTexts(audienceTexts);
  const words = useAudienceWords();
  const passing = seen.filter(({ reader }) => reader.onlyItemId !== null).length;
  const over = object.kind === 'paper' ? offer.audiences.find(({ objectId }) => objectId === object.itemId) : undefined;
  const presenterId = object.itemId === null ? undefined : offer.presenters.get(object.itemId);
  const missed = offer.seats.find(({ personId }) => personId === presenterId && !seen.some((seat) => seat.personId === personId));
  const lines = [words(factsOf(draft)), t('always'), passing > 0 ? t('whileOn', { count: passing }) : '', over ? t('alsoItem', { words: words(over) }) : ''].filter(Boolean);
  return (
    <Stack gap={3}>
      <Notice tone="accent" icon="people">
        {lines.map((line) => <p key={line}>{line}</p>)}
      </Notice>
      {missed ? <Notice tone="warn">{t('presenterOut', { name: missed.fullName })}</Notice> : null}
      <Disclosure title={t('names', { count: seen.length })}>
        <ul className="au-names">
          {seen.map(({ personId, fullName, position }) => (
            <li key={personId}>
              <span className="ph-strong">{fullName}</span>
              <span className="ph-sm ph-3">{position}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Stack>
  );
}
