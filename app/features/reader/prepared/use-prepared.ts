/** Marks prepared for the reader: one ink client for each who prepared; adopting draws them anew as one's own, and once the server has those takes the prepared ones away. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { InkClient } from '~/tablet/ink/ink-client';
import type { InkTransport } from '~/tablet/ink/ink-connection';
import type { InkStorage } from '~/tablet/ink/ink-storage';
import { noteClosedInk, noteOpenInk } from '~/tablet/ink/open-ink';
import { useTexts } from '~/ui/i18n';
import { useToast } from '~/ui/toast';
import type { MarkSign } from '../reader-props';
import { useClosing } from '../use-closing';
import { Adoption } from './adoption';
import { adoptedFrom, gesturesPrepared, type PreparedGesture, type ReaderPrepared } from './prepared-marks';
import { preparedTexts } from './texts';

export interface PreparedLayer {
  readonly inkId: string;
  readonly name: string;
  /** What the ids of adopted marks follow from. */
  readonly key: string;
  readonly client: InkClient;
  readonly asks: ReadonlySet<string>;
  readonly isShown: boolean;
  readonly gestures: readonly PreparedGesture[];
}

export interface Prepared {
  readonly layers: readonly PreparedLayer[];
  /** Own marks that were adopted, by operation, for saying from whom. */
  readonly signs: ReadonlyMap<string, MarkSign>;
  /** Dismissed since the paper was opened. */
  readonly dismissed: number;
  readonly toggle: (inkId: string) => void;
  readonly adopt: (gestures: readonly PreparedGesture[]) => void;
  readonly dismiss: (gestures: readonly PreparedGesture[]) => void;
  readonly bringBack: () => void;
}

const NOTHING: ReaderPrepared = { by: [], adopted: [] };
const NO_LAYERS: readonly PreparedLayer[] = [];
const nothing = (): void => undefined;

export function usePrepared(given: ReaderPrepared = NOTHING, own: InkClient, me: string, transport: InkTransport, storage: InkStorage): Prepared {
  const t = useTexts(preparedTexts);
  const toast = useToast();
  const names = given.by.map(({ inkId }) => inkId).join(' ');
  // Who prepared is settled with the version of the paper, as its own stream is.
  const all = useMemo(
    () => ({ clients: new Map(given.by.map(({ inkId }) => [inkId, new InkClient({ doc: inkId, me, transport, storage, onLive: nothing, onSettled: nothing })])) }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [names, me, transport, storage],
  );
  const started = useRef<object | null>(null);
  useEffect(() => {
    if (started.current === all) return;
    started.current = all;
    for (const [inkId, client] of all.clients) {
      noteOpenInk(inkId);
      void client.start();
    }
  }, [all]);
  useClosing(all, () => {
    for (const [inkId, client] of all.clients) void client.stop().finally(() => noteClosedInk(inkId));
  });
  const watch = useMemo(() => {
    const clients = [own, ...all.clients.values()];
    return {
      subscribe: (listener: () => void) => {
        const ends = clients.map((client) => client.subscribe(listener));
        return () => ends.forEach((end) => end());
      },
      version: () => clients.reduce((sum, client) => sum + client.version(), 0),
    };
  }, [own, all]);
  const version = useSyncExternalStore(watch.subscribe, watch.version);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [dismissed, setDismissed] = useState<readonly { inkId: string; ids: readonly string[] }[]>([]);

  const layers = useMemo(
    () => (given.by.length === 0 ? NO_LAYERS : given.by.flatMap((one): PreparedLayer[] => {
      const client = all.clients.get(one.inkId);
      return client === undefined ? [] : [{ inkId: one.inkId, name: one.name, key: one.key, client, asks: new Set(one.asks), isShown: !hidden.has(one.inkId), gestures: gesturesPrepared(one, client, own) }];
    })),
    // The models change in place; their versions say when.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [given, all, hidden, version],
  );
  const adoption = useMemo(() => new Adoption(own), [own]);
  useEffect(() => layers.forEach((layer) => adoption.finish(layer)), [layers, adoption]);
  const signs = useMemo(() => {
    const by = (name: string): MarkSign => ({ kind: 'by', word: t('from', { name }), label: t('fromLabel', { name }) });
    const found = new Map(given.adopted.map(({ opId, name }) => [opId, by(name)]));
    if (layers.length > 0) {
      for (const marks of own.model.allMarks().values()) {
        for (const { opId } of marks) {
          const name = adoptedFrom(opId, layers);
          if (name !== null) found.set(opId, by(name));
        }
      }
    }
    return found;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [given, layers, own, version, t]);

  const take = (gestures: readonly PreparedGesture[], how: 'erase' | 'restore'): void => {
    for (const [inkId, client] of all.clients) {
      const ids = gestures.filter((gesture) => gesture.inkId === inkId).flatMap(({ marks }) => marks.map(({ opId }) => opId));
      if (ids.length > 0) client[how](ids);
    }
  };
  const nameOf = (gestures: readonly PreparedGesture[]): string => [...new Set(gestures.map(({ name }) => name))].join(', ');
  const adopt = (gestures: readonly PreparedGesture[]): void => {
    const ids = adoption.draw(gestures);
    toast({ text: t('adopted', { count: gestures.length, name: nameOf(gestures) }), icon: 'check', onUndo: () => { own.erase(ids); take(gestures, 'restore'); } });
  };
  const dismiss = (gestures: readonly PreparedGesture[]): void => {
    take(gestures, 'erase');
    setDismissed((before) => [...before, ...gestures.map(({ inkId, marks }) => ({ inkId, ids: marks.map(({ opId }) => opId) }))]);
    toast({ text: t('dismissed', { count: gestures.length, name: nameOf(gestures) }), onUndo: () => take(gestures, 'restore') });
  };
  const away = dismissed.filter(({ inkId, ids }) => ids.some((id) => all.clients.get(inkId)?.model.shows(id) === false));
  return {
    layers, signs, dismissed: away.length, adopt, dismiss,
    toggle: (inkId) => setHidden((before) => new Set(before.has(inkId) ? [...before].filter((one) => one !== inkId) : [...before, inkId])),
    bringBack: () => {
      for (const { inkId, ids } of away) all.clients.get(inkId)?.restore(ids);
      setDismissed([]);
    },
  };
}
