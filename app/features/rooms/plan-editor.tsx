import { faultOf, MOST_SPOTS, PLAN_SHAPES, planOf, SPOT_ORDERS, type PlanShape, type SeatPlan, type Spot, type SpotOrder } from '@shared/rules/seat-plan';
import { useState } from 'react';
import { Button, ButtonRow, FormRow, NumberField, RadioGroup, Select, Stack, TextField, useAnnounce } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { SeatGrid } from './seat-grid';
import { roomTexts } from './texts';

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A name no spot has yet. */
const freeName = (spots: readonly Spot[]): string => {
  const taken = new Set(spots.map(({ name }) => name));
  let number = spots.length + 1;
  while (taken.has(`S${number}`)) number += 1;
  return `S${number}`;
};

/** The plan of a room: begun from a shape, then spot by spot by hand or keyboard. */
export function PlanEditor({ plan, onChange, seats }: { plan: SeatPlan; onChange: (plan: SeatPlan) => void; /** Offered for a new shape. */ seats: number }) {
  const t = useTexts(roomTexts);
  const language = useLanguage();
  const announce = useAnnounce();
  const [shape, setShape] = useState<PlanShape>('u');
  const [count, setCount] = useState<number | null>(null);
  const [head, setHead] = useState<number | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const { spots } = plan;
  const chosen = spots.find(({ name }) => name === picked) ?? null;
  const change = (next: readonly Spot[]): void => onChange({ ...plan, spots: next });
  const fault = faultOf(plan);
  const put = (name: string, cell: { x: number; y: number }): void => {
    if (cell.x < 0 || cell.y < 0 || cell.x > 99 || cell.y > 99) return;
    if (spots.some((spot) => spot.name !== name && spot.x === cell.x && spot.y === cell.y)) {
      announce(t('cellTaken'));
      return;
    }
    change(spots.map((spot) => (spot.name === name ? { ...spot, ...cell } : spot)));
    announce(t('movedTo', { what: t('spotLabel', { spot: name }) }));
  };
  const pick = (name: string | null): void => {
    setPicked(name);
    announce(name === null ? t('letGo') : t('chosen', { what: t('spotLabel', { spot: name }) }));
  };
  const remove = (name: string): void => {
    change(spots.filter((spot) => spot.name !== name));
    setPicked(null);
  };
  const onKey = (name: string, key: string): boolean => {
    const step = STEPS[key];
    if (key === 'Escape' && picked !== null) pick(null);
    else if (key === 'Delete') remove(name);
    else if (step && chosen?.name === name) put(name, { x: chosen.x + step[0], y: chosen.y + step[1] });
    else return false;
    return true;
  };
  /** A new one goes to the row behind the last. */
  const add = (): void => {
    const name = freeName(spots);
    const last = Math.max(-1, ...spots.map(({ y }) => y));
    change([...spots, { name, x: 0, y: Math.min(99, last + 1) }]);
    pick(name);
  };
  return (
    <Stack gap={4}>
      <FormRow>
        <Select<PlanShape> label={t('shape')} value={shape} onChange={setShape} options={PLAN_SHAPES.map((value) => ({ value, label: t(`shape_${value}`) }))} />
        <NumberField label={t('seats')} value={count ?? seats} onChange={setCount} min={1} max={MOST_SPOTS} />
        {shape === 'rows' ? null : <NumberField label={t('head')} value={head} onChange={setHead} min={1} max={40} isOptional />}
        <Button size={48} icon="refresh" onPress={() => { setPicked(null); onChange({ ...planOf(shape, Math.max(1, count ?? seats), head ?? undefined), order: plan.order }); }}>{t('draw')}</Button>
      </FormRow>
      {fault ? <p className="ph-field-error" role="alert">{describeError({ code: 'invalid', reason: fault.reason, params: { spot: fault.spot } }, language)}</p> : null}
      <p className="ph-sm ph-2">{t('planHint')}</p>
      {spots.length > 0 ? (
        <SeatGrid
          label={t('plan')}
          marks={spots.map((spot) => ({ spot, label: t('spotLabel', { spot: spot.name }), tone: 'taken' }))}
          picked={picked}
          onTap={(name) => pick(picked === name ? null : name)}
          onDrop={put}
          onKey={onKey}
        />
      ) : null}
      <ButtonRow>
        <Button size={48} icon="add" onPress={add}>{t('addSpot')}</Button>
        {chosen ? <Button size={48} icon="delete" onPress={() => remove(chosen.name)}>{t('removeSpot', { spot: chosen.name })}</Button> : null}
      </ButtonRow>
      {chosen ? (
        <TextField
          label={t('spotName')}
          value={chosen.name}
          maxLength={8}
          onChange={(name) => {
            if (name === '' || spots.some((spot) => spot !== chosen && spot.name === name)) return;
            setPicked(name);
            change(spots.map((spot) => (spot === chosen ? { ...spot, name } : spot)));
          }}
        />
      ) : null}
      <RadioGroup<SpotOrder> label={t('order')} value={plan.order} onChange={(order) => onChange({ ...plan, order })} options={SPOT_ORDERS.map((value) => ({ value, label: t(`order_${value}`) }))} />
    </Stack>
  );
}
