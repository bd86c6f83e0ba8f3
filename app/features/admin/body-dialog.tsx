import { ButtonRow, ComboBox, DateField, FormRow, LinkButton, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { endedBefore, type Body, type Directory } from './directory';
import { EditorDialog } from './editor-dialog';
import { adminTexts } from './texts';
import { useEditor } from './use-editor';

const valuesOf = (body: Body | null) => ({
  name: body?.name ?? '',
  shortName: body?.shortName ?? '',
  unitId: body?.unitId ?? null,
  validFrom: body?.validFrom ?? null,
  validTo: body?.validTo ?? null,
});

/** Makes a body, or changes what it is called and how long it exists; its rules stay. */
export function BodyDialog({ body, directory, today, onClose }: { body: Body | null; directory: Directory; today: string; onClose: () => void }) {
  const t = useTexts(adminTexts);
  const theirs = valuesOf(body);
  const editor = useEditor<'organization.create-body' | 'organization.update-body', typeof theirs>(theirs, onClose);
  const { value, set, problem } = editor;
  const unitName = (id: string | null): string => directory.units.find((unit) => unit.id === id)?.name ?? '';
  const save = (): void => {
    const input = { ...value, unitId: value.unitId ?? '', validFrom: value.validFrom ?? '' };
    if (body) editor.run('organization.update-body', { ...input, bodyId: body.id, version: body.version });
    else editor.run('organization.create-body', input);
  };
  return (
    <EditorDialog
      title={t(body ? 'editBody' : 'newBody')}
      note={body?.name}
      editor={editor}
      compared={[
        [t('name'), value.name, theirs.name],
        [t('shortName'), value.shortName, theirs.shortName],
        [t('bodyUnit'), unitName(value.unitId), unitName(theirs.unitId)],
        [t('validFrom'), value.validFrom, theirs.validFrom],
        [t('validTo'), value.validTo, theirs.validTo],
      ]}
      onTakeTheirs={() => editor.replace(theirs)}
      onSave={save}
      onClose={onClose}
    >
      <TextField label={t('name')} value={value.name} onChange={(name) => set({ name })} isRequired maxLength={200} error={problem('name')} />
      <TextField label={t('shortName')} value={value.shortName} onChange={(shortName) => set({ shortName })} isRequired maxLength={80} error={problem('shortName')} />
      <ComboBox
        label={t('bodyUnit')}
        options={directory.units.filter((unit) => !endedBefore(today, unit) || unit.id === body?.unitId).map(({ id, name, shortName }) => ({ value: id, label: name, note: shortName }))}
        value={value.unitId}
        onChange={(unitId) => set({ unitId })}
        isRequired
        error={problem('unitId')}
      />
      <FormRow>
        <DateField label={t('validFrom')} value={value.validFrom} onChange={(validFrom) => set({ validFrom })} isRequired error={problem('validFrom')} />
        <DateField label={t('validTo')} hint={t('validToHint')} value={value.validTo} onChange={(validTo) => set({ validTo })} isOptional error={problem('validTo')} />
      </FormRow>
      {body ? (
        <ButtonRow>
          <LinkButton size={48} icon="download" href={`/account/exports?kind=body&id=${body.id}`}>
            {t('exportBody')}
          </LinkButton>
        </ButtonRow>
      ) : null}
    </EditorDialog>
  );
}
