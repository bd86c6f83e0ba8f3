import { CONSENT_RULES } from '@shared/rules/consent';
import { Disclosure, DisclosureList, FormRow, Notice, NumberField, PageHeading, RadioGroup, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { BodyRules } from './body-rules';
import type { Body, Membership } from './directory';
import { EditorDialog } from './editor-dialog';
import { draftOf, faultsOf, isWeight, policyOf, type PolicyDraft } from './policy-draft';
import { rulesTexts } from './rules-texts';
import { adminTexts } from './texts';
import { useEditor } from './use-editor';

/** Changes the rules of a body that it decides for itself; below stands in words what they come to, as they are typed (O14). */
export function RulesDialog({ body, members, onClose }: { body: Body; members: readonly Membership[]; onClose: () => void }) {
  const t = useTexts(rulesTexts);
  const ta = useTexts(adminTexts);
  const theirs = draftOf(body.policy);
  const editor = useEditor<'organization.update-body', PolicyDraft>(theirs, onClose);
  const { value, set } = editor;
  const faults = faultsOf(value);
  const voters = members.filter(({ voting }) => voting);
  const policy = faults.size === 0 ? policyOf(body.policy, value) : body.policy;
  const preside = (change: Partial<PolicyDraft['presiding']>): void => set({ presiding: { ...value.presiding, ...change } });
  const save = (): void => {
    const { name, shortName, unitId, validFrom, validTo, id: bodyId, version } = body;
    if (faults.size === 0) editor.run('organization.update-body', { bodyId, version, name, shortName, unitId, validFrom, validTo, policy });
  };
  const weighted = Object.values(value.weights).filter((typed) => typed.trim() !== '').length;
  const clock = (field: 'at' | 'quietFrom' | 'quietTo', label: string) => <TextField label={label} value={value[field]} onChange={(typed) => set({ [field]: typed })} inputMode="numeric" maxLength={5} error={faults.has(field) ? t('clockWrong') : null} />;
  return (
    <EditorDialog
      title={t('title')}
      note={body.name}
      editor={editor}
      compared={[[t('title'), JSON.stringify(value), JSON.stringify(theirs)]]}
      onTakeTheirs={() => editor.replace(theirs)}
      onSave={save}
      onClose={onClose}
    >
      <Notice>{t('note')}</Notice>
      <RadioGroup label={t('checkIn')} value={value.roomCheckIn} onChange={(roomCheckIn) => set({ roomCheckIn })} options={[{ value: 'self', label: t('checkIn_self') }, { value: 'code', label: t('checkIn_code'), hint: t('checkIn_codeHint') }]} />
      <RadioGroup label={t('changeable')} value={value.changeable} onChange={(changeable) => set({ changeable })} options={[{ value: 'yes', label: t('changeable_yes') }, { value: 'no', label: t('changeable_no') }]} />
      <RadioGroup label={t('modes')} hint={t('modesHint')} value={value.secret} onChange={(secret) => set({ secret })} options={[{ value: 'yes', label: t('modes_yes') }, { value: 'no', label: t('modes_no') }]} />
      <RadioGroup label={t('recused')} value={value.recused} onChange={(recused) => set({ recused })} options={[{ value: 'absent', label: t('recused_absent') }, { value: 'leaves', label: t('recused_leaves') }]} />
      <RadioGroup label={t('rollOrder')} value={value.rollOrder} onChange={(rollOrder) => set({ rollOrder })} options={[{ value: 'protocol', label: t('rollOrder_protocol') }, { value: 'name', label: t('rollOrder_name') }]} />
      <RadioGroup label={t('consent')} hint={t('consentHint')} value={value.consent} onChange={(consent) => set({ consent })} options={CONSENT_RULES.map((rule) => ({ value: rule, label: t(`consent_${rule}`) }))} />
      <PageHeading level={3} title={t('presiding')} note={t('presidingNote')} />
      <RadioGroup label={t('by')} value={value.presiding.by} onChange={(by) => preside({ by })} options={[{ value: 'deputies', label: t('by_deputies') }, { value: 'members', label: t('by_members') }]} />
      <FormRow>
        <TextField label={t('office')} value={value.presiding.office} onChange={(office) => preside({ office })} maxLength={80} error={faults.has('office') ? t('officeMissing') : null} />
        <TextField label={t('deputy')} value={value.presiding.deputy} onChange={(deputy) => preside({ deputy })} maxLength={80} error={faults.has('deputy') ? t('officeMissing') : null} />
      </FormRow>
      {value.presiding.by === 'members' ? <RadioGroup label={t('memberSigns')} value={value.presiding.member} onChange={(member) => preside({ member })} options={[{ value: 'TL', label: t('memberSigns_TL') }, { value: 'TUQ', label: t('memberSigns_TUQ') }]} /> : null}
      <PageHeading level={3} title={t('reminders')} />
      <FormRow>
        <NumberField label={t('days')} hint={t('daysHint')} value={value.days} onChange={(days) => set({ days })} min={0} max={10} />
        {clock('at', t('at'))}
      </FormRow>
      <NumberField label={t('minutes')} hint={t('minutesHint')} value={value.minutes} onChange={(minutes) => set({ minutes })} min={0} max={1_440} step={10} error={faults.has('minutes') ? t('minutesHint') : null} />
      <FormRow>
        {clock('quietFrom', t('quietFrom'))}
        {clock('quietTo', t('quietTo'))}
      </FormRow>
      <PageHeading level={3} title={t('papers')} />
      <RadioGroup label={t('approval')} value={value.approval} onChange={(approval) => set({ approval })} options={[{ value: 'both', label: t('approval_both') }, { value: 'leader', label: t('approval_leader') }, { value: 'office', label: t('approval_office') }]} />
      <FormRow>
        <NumberField label={t('dueDays')} value={value.dueDays} onChange={(dueDays) => set({ dueDays })} min={0} max={30} />
        <NumberField label={t('dueExtraordinary')} value={value.dueExtraordinary} onChange={(dueExtraordinary) => set({ dueExtraordinary })} min={0} max={30} />
      </FormRow>
      <FormRow>
        <NumberField label={t('dueRemind')} hint={t('daysHint')} value={value.dueRemind} onChange={(dueRemind) => set({ dueRemind })} min={0} max={10} />
        <NumberField label={t('summaryOver')} hint={t('summaryOverHint')} value={value.summaryOver} onChange={(summaryOver) => set({ summaryOver })} min={0} max={500} error={faults.has('papers') ? t('papersWrong') : null} />
      </FormRow>
      <Notice icon="info">{t('substitutes')}</Notice>
      <DisclosureList>
        <Disclosure title={t('weights')} note={t('weightsNote', { n: weighted })}>
          <Stack gap={4}>
            <p className="ph-sm ph-3">{t('weightsHint')}</p>
            {voters.map(({ personId, fullName }) => (
              <TextField key={personId} label={fullName} inputMode="decimal" maxLength={11} value={value.weights[personId] ?? ''} onChange={(typed) => set({ weights: { ...value.weights, [personId]: typed } })} error={isWeight(value.weights[personId] ?? '') ? null : t('weightWrong')} />
            ))}
          </Stack>
        </Disclosure>
      </DisclosureList>
      <PageHeading level={3} title={t('preview')} note={ta('policy')} />
      <BodyRules policy={policy} members={voters.length} voters={voters.map(({ personId }) => personId)} />
    </EditorDialog>
  );
}
