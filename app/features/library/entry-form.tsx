import { CITED_KINDS, type CitedKind } from '@shared/rules/citations';
import { LIBRARY_STATES, type LibraryState } from '@shared/rules/library-state';
import { Checkbox, DateField, FormRow, Select, TextArea, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { libraryTexts } from './texts';

/** What is said of a document. */
export interface EntryValues {
  isShared: boolean;
  number: string;
  kind: CitedKind | '';
  title: string;
  issuer: string;
  issuedOn: string | null;
  inForceOn: string | null;
  state: LibraryState;
  byNumber: string;
  isExcerpt: boolean;
}

interface EntryFieldsProps {
  value: EntryValues;
  onChange: (change: Partial<EntryValues>) => void;
  /** May be shared with every agency. */
  canShare: boolean;
  problem: (field: string) => string | null;
}

export const inputOf = ({ kind, issuedOn, ...value }: EntryValues) => ({ ...value, kind: kind === '' ? ('khac' as const) : kind, issuedOn: issuedOn ?? '' });

export function EntryFields({ value, onChange, canShare, problem }: EntryFieldsProps) {
  const t = useTexts(libraryTexts);
  return (
    <>
      <FormRow>
        <Select label={t('kind')} value={value.kind} onChange={(kind) => onChange({ kind })} isRequired options={CITED_KINDS.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))} error={problem('kind')} />
        <TextField label={t('number')} hint={t('numberHint')} value={value.number} onChange={(number) => onChange({ number })} maxLength={60} error={problem('number')} />
      </FormRow>
      <TextArea label={t('name')} value={value.title} onChange={(title) => onChange({ title })} rows={2} isRequired maxLength={600} error={problem('title')} />
      <TextField label={t('issuer')} value={value.issuer} onChange={(issuer) => onChange({ issuer })} isRequired maxLength={200} error={problem('issuer')} />
      <FormRow>
        <DateField label={t('issuedOn')} value={value.issuedOn} onChange={(issuedOn) => onChange({ issuedOn })} isRequired error={problem('issuedOn')} />
        <DateField label={t('inForceOn')} value={value.inForceOn} onChange={(inForceOn) => onChange({ inForceOn })} isOptional error={problem('inForceOn')} />
      </FormRow>
      <FormRow>
        <Select label={t('state')} value={value.state} onChange={(state) => onChange({ state })} options={LIBRARY_STATES.map((state) => ({ value: state, label: t(`state_${state}`) }))} />
        {value.state === 'in_force' ? null : <TextField label={t('byNumber')} hint={t('byNumberHint')} value={value.byNumber} onChange={(byNumber) => onChange({ byNumber })} isRequired maxLength={60} error={problem('byNumber')} />}
      </FormRow>
      <Checkbox isSelected={value.isExcerpt} onChange={(isExcerpt) => onChange({ isExcerpt })}>{t('isExcerpt')}</Checkbox>
      {canShare ? <Checkbox isSelected={value.isShared} onChange={(isShared) => onChange({ isShared })} hint={t('isSharedHint')}>{t('isShared')}</Checkbox> : null}
    </>
  );
}
