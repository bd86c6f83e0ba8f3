import { Checkbox, ComboBox, DateField, FormRow, NumberField, RadioGroup, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { holdsOn, type Body, type Directory, type Membership } from './directory';
import { EditorDialog } from './editor-dialog';
import { adminTexts } from './texts';
import { useEditor } from './use-editor';

type Role = 'chair' | 'vice_chair' | 'member';
const ROLES: readonly Role[] = ['chair', 'vice_chair', 'member'];

interface NewMembership {
  personId: string | null;
  position: string;
  role: Role;
  voting: boolean;
  protocolOrder: number | null;
  validFrom: string | null;
  validTo: string | null;
}

/** Makes a person a member of a body from a day on. */
export function MembershipDialog({ body, directory, today, onClose }: { body: Body; directory: Directory; today: string; onClose: () => void }) {
  const t = useTexts(adminTexts);
  const seats = directory.memberships.filter(({ bodyId }) => bodyId === body.id);
  const next = Math.max(0, ...seats.map(({ protocolOrder }) => protocolOrder)) + 1;
  const seated = new Set(seats.filter((seat) => holdsOn(today, seat)).map(({ personId }) => personId));
  const editor = useEditor<'organization.add-membership', NewMembership>({ personId: null, position: '', role: 'member', voting: true, protocolOrder: next, validFrom: today, validTo: null }, onClose);
  const { value, set, problem } = editor;
  const save = (): void => editor.run('organization.add-membership', { ...value, bodyId: body.id, personId: value.personId ?? '', validFrom: value.validFrom ?? '', protocolOrder: value.protocolOrder ?? 0 });
  return (
    <EditorDialog title={t('addMember')} note={body.name} saveLabel={t('addMember')} editor={editor} onSave={save} onClose={onClose}>
      <ComboBox
        label={t('person')}
        options={directory.people.filter(({ id, status }) => status !== 'blocked' && !seated.has(id)).map(({ id, fullName, title }) => ({ value: id, label: fullName, note: title }))}
        value={value.personId}
        onChange={(personId) => set({ personId, position: value.position || (directory.people.find(({ id }) => id === personId)?.title ?? '') })}
        isRequired
        error={problem('personId')}
      />
      <TextField label={t('position')} value={value.position} onChange={(position) => set({ position })} isRequired maxLength={200} error={problem('position')} />
      <RadioGroup<Role> label={t('role')} direction="row" value={value.role} onChange={(role) => set({ role })} options={ROLES.map((role) => ({ value: role, label: t(role) }))} />
      <Checkbox isSelected={value.voting} onChange={(voting) => set({ voting })}>
        {t('voting')}
      </Checkbox>
      <NumberField label={t('protocolOrder')} value={value.protocolOrder} onChange={(protocolOrder) => set({ protocolOrder })} min={1} max={9999} error={problem('protocolOrder')} />
      <FormRow>
        <DateField label={t('validFrom')} value={value.validFrom} onChange={(validFrom) => set({ validFrom })} isRequired error={problem('validFrom')} />
        <DateField label={t('lastDay')} value={value.validTo} onChange={(validTo) => set({ validTo })} isOptional error={problem('validTo')} />
      </FormRow>
    </EditorDialog>
  );
}

/** Sets the last day of a membership. */
export function EndMembershipDialog({ body, membership, today, onClose }: { body: Body; membership: Membership | null; today: string; onClose: () => void }) {
  const t = useTexts(adminTexts);
  const editor = useEditor<'organization.end-membership', { validTo: string | null }>({ validTo: membership?.validTo ?? today }, onClose);
  const save = (): void => editor.run('organization.end-membership', { membershipId: membership?.id ?? '', validTo: editor.value.validTo ?? '', endsNow: membership?.validTo ?? null });
  if (!membership) return null;
  return (
    <EditorDialog place="center" title={t('endTitle', { name: membership.fullName, body: body.shortName })} note={t('endNote')} saveLabel={t('endMember')} editor={editor} onSave={save} onClose={onClose}>
      <DateField label={t('lastDay')} value={editor.value.validTo} onChange={(validTo) => editor.set({ validTo })} isRequired error={editor.problem('validTo')} />
    </EditorDialog>
  );
}
