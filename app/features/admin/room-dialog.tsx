import type { QueryResult } from '../../../server/application';
import { planOf } from '@shared/rules/seat-plan';
import { NumberField, Select, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { PlanEditor, roomTexts } from '../rooms';
import type { Body } from './directory';
import { EditorDialog } from './editor-dialog';
import { useEditor } from './use-editor';

export type Room = QueryResult<'rooms.catalogue'>['rooms'][number];

const valuesOf = (room: Room | null) => ({
  name: room?.name ?? '',
  place: room?.place ?? '',
  bodyId: room?.bodyId ?? '',
  capacity: room?.capacity ?? 30,
  equipment: room?.equipment ?? '',
  plan: room?.plan ?? planOf('u', 21),
});

/** Adds a room, or changes one; sessions that have it keep what they took of it. */
export function RoomDialog({ room, bodies, onClose }: { room: Room | null; bodies: readonly Body[]; onClose: () => void }) {
  const t = useTexts(roomTexts);
  const theirs = valuesOf(room);
  const editor = useEditor<'rooms.create-room' | 'rooms.update-room', typeof theirs>(theirs, onClose);
  const { value, set, problem } = editor;
  const save = (): void => {
    const input = { ...value, bodyId: value.bodyId || null, plan: { order: value.plan.order, spots: [...value.plan.spots] } };
    if (room) editor.run('rooms.update-room', { ...input, roomId: room.id, version: room.version });
    else editor.run('rooms.create-room', input);
  };
  return (
    <EditorDialog
      title={t(room ? 'editRoom' : 'newRoom')}
      note={room?.name}
      place="full"
      editor={editor}
      compared={[
        [t('name'), value.name, theirs.name],
        [t('place'), value.place, theirs.place],
        [t('capacity'), String(value.capacity), String(theirs.capacity)],
        [t('equipment'), value.equipment, theirs.equipment],
        [t('seats'), String(value.plan.spots.length), String(theirs.plan.spots.length)],
      ]}
      onTakeTheirs={() => editor.replace(theirs)}
      onSave={save}
      onClose={onClose}
    >
      <TextField label={t('name')} value={value.name} onChange={(name) => set({ name })} isRequired maxLength={120} error={problem('name')} />
      <TextField label={t('place')} hint={t('placeHint')} value={value.place} onChange={(place) => set({ place })} isOptional maxLength={200} error={problem('place')} />
      <Select label={t('ownBody')} value={value.bodyId} onChange={(bodyId) => set({ bodyId })} placeholder={t('everyBody')} options={bodies.map(({ id, name }) => ({ value: id, label: name }))} />
      <NumberField label={t('capacity')} value={value.capacity} onChange={(capacity) => set({ capacity: capacity ?? 1 })} min={1} max={10_000} isRequired error={problem('capacity')} />
      <TextField label={t('equipment')} hint={t('equipmentHint')} value={value.equipment} onChange={(equipment) => set({ equipment })} isOptional maxLength={500} error={problem('equipment')} />
      <Stack gap={3} as="section">
        <h3 className="ph-lg">{t('plan')}</h3>
        <PlanEditor plan={value.plan} seats={value.capacity} onChange={(plan) => set({ plan: { order: plan.order, spots: plan.spots } })} />
      </Stack>
    </EditorDialog>
  );
}
