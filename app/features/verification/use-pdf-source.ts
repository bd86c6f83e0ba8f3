import { useEffect, useState } from 'react';
import { PdfSource } from '~/tablet/reader/pdf-source';

/** A file opened to draw its pages, in the browser only; closed again with the page. @param read stays the same; it may stop by the signal. */
export function usePdfSource<Of>(of: Of, read: (of: Of, signal: AbortSignal) => Promise<ArrayBuffer>): { source: PdfSource | null; isBroken: boolean } {
  const [source, setSource] = useState<PdfSource | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let opened: PdfSource | null = null;
    const open = async (): Promise<void> => {
      const data = await read(of, stop.signal);
      stop.signal.throwIfAborted();
      opened = await PdfSource.open({ data }, stop.signal);
      if (stop.signal.aborted) await opened.close();
      else setSource(opened);
    };
    open().catch(() => {
      if (!stop.signal.aborted) setBroken(true);
    });
    return () => {
      stop.abort();
      void opened?.close();
    };
  }, [of, read]);
  return { source, isBroken };
}
