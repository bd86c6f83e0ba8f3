import { useState } from 'react';
import { Button, ButtonRow, Checkbox, ComboBox, ConfirmDialog, Divider, LinkButton, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useMe } from '../../me';
import type { Directory, Person } from './directory';
import { EditorDialog } from './editor-dialog';
import type { FreshLink } from './link-dialog';
import { adminTexts } from './texts';
import { useEditor } from './use-editor';

const ROLES = ['officer', 'leader', 'clerk', 'admin'] as const;
type Role = (typeof ROLES)[number];

interface PersonValues {
  fullName: string;
  userName: string;
  title: string;
  unitId: string | null;
  email: string;
  roles: Role[];
}

const valuesOf = (person: Person | null): PersonValues => ({
  fullName: person?.fullName ?? '',
  userName: person?.userName ?? '',
  title: person?.title ?? '',
  unitId: person?.unitId ?? null,
  email: person?.email ?? '',
  roles: person ? [...person.roles] : [],
});

type PersonCommand = 'organization.create-person' | 'organization.update-person' | 'identity.issue-link' | 'identity.request-link';

const fieldsOf = (values: PersonValues) => ({ ...values, email: values.email.trim() || null });

interface PersonDialogProps {
  person: Person | null;
  directory: Directory;
  onClose: () => void;
  onLink: (link: FreshLink) => void;
}

/** Makes or changes one person; a new one gets a link for a password at once. */
export function PersonDialog({ person, directory, onClose, onLink }: PersonDialogProps) {
  const t = useTexts(adminTexts);
  const me = useMe();
  const toast = useToast();
  const theirs = valuesOf(person);
  const editor = useEditor<PersonCommand, PersonValues, { link?: FreshLink; asked?: boolean }>(theirs, ({ link, asked }) => {
    if (asked) toast({ text: t('linkAsked'), icon: 'key' });
    if (link) onLink(link);
    else onClose();
  });
  const [isBlocking, setBlocking] = useState(false);
  const { value, set, problem } = editor;
  const isBlocked = person?.status === 'blocked';
  const unitName = (id: string | null): string => directory.units.find((unit) => unit.id === id)?.name ?? '';
  const update = (blocked: boolean, values: PersonValues): void => {
    if (person) editor.run('organization.update-person', { ...fieldsOf(values), personId: person.id, version: person.version, blocked });
  };
  /** Blocking and unblocking save nothing else that may stand in the fields. */
  const block = (blocked: boolean): void => update(blocked, theirs);
  const save = (): void => (person ? update(isBlocked, value) : editor.run('organization.create-person', fieldsOf(value)));
  return (
    <EditorDialog
      title={t(person ? 'editPerson' : 'newPerson')}
      note={person?.fullName}
      editor={editor}
      compared={[
        [t('fullName'), value.fullName, theirs.fullName],
        [t('userName'), value.userName, theirs.userName],
        [t('personTitle'), value.title, theirs.title],
        [t('unit'), unitName(value.unitId), unitName(theirs.unitId)],
        [t('roles'), value.roles.map((role) => t(role)).join(', '), theirs.roles.map((role) => t(role)).join(', ')],
      ]}
      onTakeTheirs={() => editor.replace(theirs)}
      onSave={save}
      onClose={onClose}
    >
      <TextField label={t('fullName')} value={value.fullName} onChange={(fullName) => set({ fullName })} isRequired maxLength={120} error={problem('fullName')} autoCapitalize="words" />
      <TextField label={t('userName')} hint={t('userNameHint')} value={value.userName} onChange={(userName) => set({ userName })} isRequired maxLength={60} error={problem('userName')} autoCapitalize="none" spellCheck={false} />
      <TextField label={t('personTitle')} value={value.title} onChange={(title) => set({ title })} isOptional maxLength={200} />
      <ComboBox label={t('unit')} options={directory.units.map(({ id, name, shortName }) => ({ value: id, label: name, note: shortName }))} value={value.unitId} onChange={(unitId) => set({ unitId })} isOptional />
      <TextField type="email" label={t('email')} value={value.email} onChange={(email) => set({ email })} isOptional maxLength={200} error={problem('email')} />
      <fieldset className="adm-fieldset">
        <legend className="ph-field-label">{t('roles')}</legend>
        {ROLES.map((role) => (
          <Checkbox key={role} isSelected={value.roles.includes(role)} hint={t(`${role}Hint`)} onChange={(on) => set({ roles: on ? [...value.roles, role] : value.roles.filter((other) => other !== role) })}>
            {t(role)}
          </Checkbox>
        ))}
      </fieldset>
      {person ? (
        <>
          <Divider />
          <ButtonRow>
            {isBlocked ? (
              <Button size={48} icon="unlock" busy={editor.busy} onPress={() => block(false)}>
                {t('unblock')}
              </Button>
            ) : (
              <>
                <Button size={48} icon="key" busy={editor.busy} onPress={() => (person.hasPassword ? editor.run('identity.request-link', { personId: person.id }) : editor.run('identity.issue-link', { kind: 'set_password', personId: person.id }))}>
                  {t(person.hasPassword ? 'askLink' : 'newLink')}
                </Button>
                {person.id === me.personId ? null : (
                  <Button size={48} look="danger" icon="lock" onPress={() => setBlocking(true)}>
                    {t('block')}
                  </Button>
                )}
              </>
            )}
          </ButtonRow>
          <ButtonRow>
            <LinkButton size={48} icon="download" href={`/account/exports?kind=person&id=${person.id}`}>
              {t('exportPerson')}
            </LinkButton>
            {person.id === me.personId ? null : (
              <LinkButton size={48} icon="personRemove" href={`/admin/leaving/${person.id}`}>
                {t('deletePerson')}
              </LinkButton>
            )}
          </ButtonRow>
          <ConfirmDialog
            isOpen={isBlocking}
            about={`${person.id}:${person.version}`}
            onClose={() => setBlocking(false)}
            onConfirm={() => block(true)}
            title={t('blockTitle', { name: person.fullName })}
            confirmLabel={t('block')}
            look="danger"
            busy={editor.busy}
            error={editor.error}
          >
            <p>{t('blockNote')}</p>
          </ConfirmDialog>
        </>
      ) : null}
    </EditorDialog>
  );
}
