import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Seal } from '~/tablet/seal';
import { useMe } from '../../me';
import type { Upload, UploadQueue } from './upload-queue';
import { uploadQueue } from './upload-queue';

export interface Uploads extends Pick<UploadQueue, 'add' | 'place' | 'answer' | 'answered' | 'retry' | 'dismiss'> {
  list: readonly Upload[];
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

  const isUnderWay = list.some(({ state }) => state === 'waiting' || state === 'sending' || state === 'checking');
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
      place: (files, items) => queue?.place(files, items),
      answer: (id, itemId) => queue?.answer(id, itemId),
      answered: (heldId, state) => queue?.answered(heldId, state),
      retry: (id) => queue?.retry(id),
      dismiss: (id) => queue?.dismiss(id),
    }),
    [list, queue],
  );
}

const watchNothing = () => nothing;
const noList = (): readonly Upload[] => NONE;
