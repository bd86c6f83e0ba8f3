import { Button, ComboBox, DateField, FormRow, NumberField, Row, Select, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { CommandInput } from '../../../server/application';
import { endedBefore, type Directory, type Unit } from './directory';
import { EditorDialog } from './editor-dialog';
import { adminTexts } from './texts';
import { useEditor } from './use-editor';

type Kind = CommandInput<'organization.create-unit'>['kind'];
const KINDS: readonly Kind[] = ['province', 'department', 'office', 'division', 'ward', 'commune', 'special_zone', 'historic_district', 'party', 'council', 'front', 'vertical', 'public_service', 'other'];

interface UnitValues {
  name: string;
  shortName: string;
  kind: Kind;
  parentId: string | null;
  organId: string;
  validFrom: string | null;
  validTo: string | null;
  sortOrder: number | null;
  successorIds: string[];
}

const valuesOf = (unit: Unit | null, directory: Directory): UnitValues => ({
  name: unit?.name ?? '',
  shortName: unit?.shortName ?? '',
  kind: (unit?.kind as Kind | undefined) ?? 'department',
  parentId: unit?.parentId ?? null,
  organId: unit?.organId ?? '',
  validFrom: unit?.validFrom ?? null,
  validTo: unit?.validTo ?? null,
  sortOrder: unit?.sortOrder ?? directory.units.length + 1,
  successorIds: directory.successions.filter(({ fromUnitId }) => fromUnitId === unit?.id).map(({ toUnitId }) => toUnitId),
});

/** Makes or changes one unit. */
export function UnitDialog({ unit, directory, today, onClose }: { unit: Unit | null; directory: Directory; today: string; onClose: () => void }) {
  const t = useTexts(adminTexts);
  const theirs = valuesOf(unit, directory);
  const editor = useEditor<'organization.create-unit' | 'organization.update-unit', UnitValues>(theirs, onClose);
  const { value, set, problem } = editor;
  const nameOf = (id: string | null): string => directory.units.find((other) => other.id === id)?.name ?? '';
  const others = directory.units.filter(({ id }) => id !== unit?.id);
  const asOption = ({ id, name, shortName }: Unit) => ({ value: id, label: name, note: shortName });
  const save = (): void => {
    const { organId, validFrom, sortOrder, ...fields } = value;
    const input = { ...fields, organId: organId.trim() || null, validFrom: validFrom ?? '', sortOrder: sortOrder ?? 0 };
    if (unit) editor.run('organization.update-unit', { ...input, unitId: unit.id, version: unit.version });
    else editor.run('organization.create-unit', input);
  };
  return (
    <EditorDialog
      title={t(unit ? 'editUnit' : 'newUnit')}
      note={unit?.name}
      editor={editor}
      compared={[
        [t('name'), value.name, theirs.name],
        [t('shortName'), value.shortName, theirs.shortName],
        [t('kind'), t(value.kind), t(theirs.kind)],
        [t('parent'), nameOf(value.parentId), nameOf(theirs.parentId)],
        [t('validFrom'), value.validFrom, theirs.validFrom],
        [t('validTo'), value.validTo, theirs.validTo],
      ]}
      onTakeTheirs={() => editor.replace(theirs)}
      onSave={save}
      onClose={onClose}
    >
      <TextField label={t('name')} value={value.name} onChange={(name) => set({ name })} isRequired maxLength={200} error={problem('name')} />
      <TextField label={t('shortName')} value={value.shortName} onChange={(shortName) => set({ shortName })} isRequired maxLength={80} error={problem('shortName')} />
      <Select label={t('kind')} options={KINDS.map((kind) => ({ value: kind, label: t(kind) }))} value={value.kind} onChange={(kind) => set({ kind })} />
      <ComboBox label={t('parent')} placeholder={t('noParent')} options={others.filter((other) => !endedBefore(today, other)).map(asOption)} value={value.parentId} onChange={(parentId) => set({ parentId })} isOptional />
      <FormRow>
        <DateField label={t('validFrom')} value={value.validFrom} onChange={(validFrom) => set({ validFrom })} isRequired error={problem('validFrom')} />
        <DateField label={t('validTo')} hint={t('validToHint')} value={value.validTo} onChange={(validTo) => set({ validTo })} isOptional error={problem('validTo')} />
      </FormRow>
      {value.validTo !== null ? (
        <Stack gap={2}>
          <ComboBox
            key={value.successorIds.length}
            label={t('addSuccessor')}
            options={others.filter(({ id }) => !value.successorIds.includes(id)).map(asOption)}
            value={null}
            onChange={(id) => (id ? set({ successorIds: [...value.successorIds, id] }) : undefined)}
            isOptional
          />
          {value.successorIds.map((id) => (
            <Row key={id} justify="between">
              <span>{nameOf(id)}</span>
              <Button size={48} look="quiet" icon="cross" aria-label={t('remove', { name: nameOf(id) })} onPress={() => set({ successorIds: value.successorIds.filter((other) => other !== id) })}>
                {t('remove', { name: '' })}
              </Button>
            </Row>
          ))}
        </Stack>
      ) : null}
      <TextField label={t('organId')} hint={t('organIdHint')} value={value.organId} onChange={(organId) => set({ organId })} isOptional maxLength={35} error={problem('organId')} />
      <NumberField label={t('sortOrder')} value={value.sortOrder} onChange={(sortOrder) => set({ sortOrder })} min={0} max={9999} />
    </EditorDialog>
  );
}
