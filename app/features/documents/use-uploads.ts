import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Seal } from '~/tablet/seal';
import { useMe } from '../../me';
import type { Upload, UploadQueue } from './upload-queue';
import { isUnderWay as isOnItsWay, uploadQueue } from './upload-queue';

export interface Uploads extends Pick<UploadQueue, 'add' | 'answer' | 'answered' | 'retry' | 'dismiss' | 'cancel' | 'cancelAll'> {
  list: readonly Upload[];
  place: (...given: Parameters<UploadQueue['place']>) => void;
}

const NONE: readonly Upload[] = [];
const nothing = (): void => undefined;

/** Files of this person on their way to the server; each stays in the list until it is done or dismissed. @param onStored called when the server took one. */
export function useUploads(meetingId: string, onStored: () => void = nothing): Uploads {
  const { personId, deviceKey } = useMe();
  // Only a browser has files, and a device to keep them on.
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  useEffect(() => setQueue(uploadQueue(meetingId, new Seal(personId, deviceKey))), [meetingId, personId, deviceKey]);
  const list = useSyncExternalStore(queue?.watch ?? watchNothing, queue?.list ?? noList, noList);
  const stored = useRef(onStored);
  stored.current = onStored;
  useEffect(() => queue?.watchStored(() => stored.current()), [queue]);

  const isUnderWay = list.some(isOnItsWay);
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnderWay]);

  return useMemo(
    () => ({
      list,
      add: (files, target) => queue?.add(files, target),
      place: (files, items) => void queue?.place(files, items),
      answer: (id, itemId) => queue?.answer(id, itemId),
      answered: (heldId, state) => queue?.answered(heldId, state),
      retry: (id) => queue?.retry(id),
      dismiss: (id) => queue?.dismiss(id),
      cancel: (id) => queue?.cancel(id),
      cancelAll: () => queue?.cancelAll(),
    }),
    [list, queue],
  );
}

const watchNothing = () => nothing;
const noList = (): readonly Upload[] => NONE;
