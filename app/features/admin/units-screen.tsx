import { useState } from 'react';
import { Button, Card, EmptyState, PageHeading, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AdminFrame } from './admin-frame';
import { endedBefore, type Directory, type Unit } from './directory';
import { adminTexts } from './texts';
import { UnitDialog } from './unit-dialog';

/** Units as a tree; those that ended stand apart with their successors. */
export function UnitsScreen({ directory, today }: { directory: Directory; today: string }) {
  const t = useTexts(adminTexts);
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const present = directory.units.filter((unit) => !endedBefore(today, unit));
  const historic = directory.units.filter((unit) => endedBefore(today, unit));
  const shown = new Set(present.map(({ id }) => id));
  const roots = present.filter(({ parentId }) => parentId === null || !shown.has(parentId));
  const nameOf = new Map(directory.units.map(({ id, name }) => [id, name]));
  const successorsOf = (id: string): string[] => directory.successions.filter(({ fromUnitId }) => fromUnitId === id).map(({ toUnitId }) => nameOf.get(toUnitId) ?? '');
  return (
    <AdminFrame place="units">
      <Stack gap={6}>
        <PageHeading
          title={t('units')}
          count={present.length}
          end={
            <Button look="pri" icon="add" onPress={() => setEditing('new')}>
              {t('newUnit')}
            </Button>
          }
        />
        <Card as="section" aria-label={t('presentUnits')}>
          {roots.length === 0 ? <EmptyState icon="building">{t('noUnits')}</EmptyState> : <Tree units={roots} all={present} onEdit={setEditing} />}
        </Card>
        {historic.length > 0 ? (
          <Stack gap={4} as="section">
            <PageHeading level={2} title={t('historicUnits')} count={historic.length} note={t('historicNote')} />
            <Card look="quiet">
              <ul className="adm-tree">
                {historic.map((unit) => (
                  <UnitRow key={unit.id} unit={unit} successors={successorsOf(unit.id)} onEdit={setEditing} />
                ))}
              </ul>
            </Card>
          </Stack>
        ) : null}
      </Stack>
      {editing ? <UnitDialog key={editing} unit={directory.units.find(({ id }) => id === editing) ?? null} directory={directory} today={today} onClose={() => setEditing(null)} /> : null}
    </AdminFrame>
  );
}

function Tree({ units, all, onEdit }: { units: readonly Unit[]; all: readonly Unit[]; onEdit: (id: string) => void }) {
  return (
    <ul className="adm-tree">
      {units.map((unit) => {
        const below = all.filter(({ parentId }) => parentId === unit.id);
        return (
          <UnitRow key={unit.id} unit={unit} successors={[]} onEdit={onEdit}>
            {below.length > 0 ? <Tree units={below} all={all} onEdit={onEdit} /> : null}
          </UnitRow>
        );
      })}
    </ul>
  );
}

function UnitRow({ unit, successors, onEdit, children }: { unit: Unit; successors: readonly string[]; onEdit: (id: string) => void; children?: React.ReactNode }) {
  const t = useTexts(adminTexts);
  const time = unit.validTo ? t('range', { from: unit.validFrom, to: unit.validTo }) : t('since', { from: unit.validFrom });
  const kind = t(unit.kind as 'other');
  return (
    <li>
      <div className="adm-unit">
        <div className="adm-unit-text">
          <p className="ph-strong">{unit.name}</p>
          <p className="ph-sm ph-3">{[kind, unit.organId, time].filter(Boolean).join(' · ')}</p>
          {successors.length > 0 ? <p className="ph-sm">{t('successorLine', { names: successors.join('; ') })}</p> : null}
        </div>
        <Button size={48} look="quiet" icon="edit" aria-label={`${t('edit')}: ${unit.name}`} onPress={() => onEdit(unit.id)}>
          {t('edit')}
        </Button>
      </div>
      {children}
    </li>
  );
}
