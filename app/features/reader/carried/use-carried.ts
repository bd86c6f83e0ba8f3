/** What I do about marks of an earlier version: what is drawn goes the way of all ink, what is said of it to the server; each can be taken back. */
import { useMemo, useState, useSyncExternalStore } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { InkClient } from '~/tablet/ink/ink-client';
import type { MarkOp } from '~/tablet/ink/ink-model';
import { useTexts } from '~/ui/i18n';
import { useToast } from '~/ui/toast';
import { gesturesAsked, movedMarks, placedAt, signsOf, sorted, type CarriedGesture, type CarriedState, type MarkSign } from './carried-marks';
import { carriedTexts } from './texts';

/** A word of mine about one mark. */
export interface Settled {
  readonly id: string;
  readonly as: 'confirmed' | 'let_go' | 'open';
  readonly opIds?: string[];
}

export interface CarriedDoors {
  readonly state: CarriedState;
  /** Tells the server; what follows runs once it knows. */
  readonly onSettle: (marks: readonly Settled[], then?: () => void) => void;
}

export interface Carried {
  readonly asking: readonly CarriedGesture[];
  readonly tray: readonly CarriedGesture[];
  readonly moved: { readonly shown: readonly string[]; readonly away: readonly string[] };
  readonly signs: ReadonlyMap<string, MarkSign>;
  readonly placing: CarriedGesture | null;
  readonly startPlacing: (gesture: CarriedGesture | null) => void;
  readonly confirm: (gestures: readonly CarriedGesture[]) => void;
  readonly toTray: (gesture: CarriedGesture) => void;
  readonly bringBack: (gesture: CarriedGesture) => void;
  readonly letGo: (gesture: CarriedGesture) => void;
  readonly placeAt: (at: { page: number; x: number; y: number }) => void;
  readonly putAllAway: () => void;
  readonly bringAllBack: () => void;
}

const NOTHING: CarriedState = { number: 1, isBehind: false, own: [], forAll: [] };

export function useCarried(doors: CarriedDoors | undefined, client: InkClient, canShare: boolean): Carried {
  const t = useTexts(carriedTexts);
  const toast = useToast();
  const version = useSyncExternalStore(client.subscribe, client.version);
  const state = doors?.state ?? NOTHING;
  const [placing, setPlacing] = useState<CarriedGesture | null>(null);
  const gestures = useMemo(() => gesturesAsked(state), [state]);
  const signs = useMemo(() => signsOf(state, gestures), [state, gestures]);
  // The model changes in place; its version says when.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  const { asking, tray } = useMemo(() => sorted(gestures, client.model), [gestures, client, version]);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  const moved = useMemo(() => movedMarks(state, client.model), [state, client, version]);

  const settle = (marks: readonly Settled[], then?: () => void): void => doors?.onSettle(marks, then);
  const reopen = (all: readonly CarriedGesture[]): Settled[] => all.flatMap(({ rows }) => rows.map(({ id, opIds }) => ({ id, as: 'open' as const, opIds: [...opIds] })));
  const drawnNow = ({ opIds }: CarriedGesture): { ids: string[]; ops: MarkOp[] } => {
    const marks = opIds.flatMap((opId) => (client.model.shows(opId) ? (client.model.mark(opId) ?? []) : []));
    return { ids: marks.map(({ opId }) => opId), ops: marks.map(({ op }) => op) };
  };

  const confirm = (all: readonly CarriedGesture[]): void => {
    // A question is asked in the private layer; what is for everyone is drawn anew in theirs.
    const anew = all.filter(({ layer }) => layer === 'shared' && canShare).map((gesture) => ({ ...drawnNow(gesture), gesture }));
    const added = anew.map(({ ops }) => ops.map(() => uuidv7()));
    const marks = all.flatMap((gesture): Settled[] => {
      const at = anew.findIndex((one) => one.gesture === gesture);
      return gesture.rows.map(({ id, opIds }) => {
        const renamed = at < 0 ? opIds : opIds.map((opId) => added[at]?.[anew[at]?.ids.indexOf(opId) ?? -1] ?? opId);
        return { id, as: 'confirmed', opIds: [...renamed] };
      });
    });
    settle(marks, () => anew.forEach(({ ids, ops }, rank) => client.add('shared', ops, ids, added[rank])));
    toast({
      text: t('confirmed', { count: all.length }), icon: 'check',
      onUndo: () => settle(reopen(all), () => anew.forEach(({ ids }, rank) => { client.erase(added[rank] ?? []); client.restore(ids); })),
    });
  };
  const toTray = (gesture: CarriedGesture): void => {
    const { ids } = drawnNow(gesture);
    client.erase(ids);
    toast({ text: t('putAway', { count: 1 }), onUndo: () => client.restore(ids) });
  };
  const bringBack = ({ opIds }: CarriedGesture): void => {
    client.restore(opIds);
    toast({ text: t('broughtBack', { count: 1 }), onUndo: () => client.erase(opIds) });
  };
  const letGo = (gesture: CarriedGesture): void => {
    settle(gesture.rows.map(({ id }) => ({ id, as: 'let_go' })));
    toast({ text: t('letGone'), onUndo: () => settle(reopen([gesture])) });
  };
  const placeAt = (at: { page: number; x: number; y: number }): void => {
    const gesture = placing;
    if (gesture === null) return;
    setPlacing(null);
    const now = drawnNow(gesture);
    const ops = placedAt(gesture.ops, at);
    const ids = ops.map(() => uuidv7());
    const layer = gesture.layer === 'shared' && canShare ? 'shared' : 'private';
    settle(gesture.rows.map(({ id }, rank) => ({ id, as: 'confirmed', opIds: ids.slice(rank, rank + 1) })), () => client.add(layer, ops, now.ids, ids));
    toast({ text: t('placed', { page: at.page + 1 }), icon: 'check', onUndo: () => settle(reopen([gesture]), () => { client.erase(ids); client.restore(now.ids); }) });
  };
  const putAllAway = (): void => {
    const ids = [...moved.shown];
    client.erase(ids);
    toast({ text: t('putAway', { count: ids.length }), onUndo: () => client.restore(ids) });
  };
  const bringAllBack = (): void => {
    const ids = [...moved.away];
    client.restore(ids);
    toast({ text: t('broughtBack', { count: ids.length }), onUndo: () => client.erase(ids) });
  };
  return { asking, tray, moved, signs, placing, startPlacing: setPlacing, confirm, toTray, bringBack, letGo, placeAt, putAllAway, bringAllBack };
}
