import { X509Certificate } from 'node:crypto';
import { BootError, type Config } from '../../kernel/config';
import type { TlsMaterial } from '../../kernel/ports/tls';
import { loadTls } from './load-tls';

/** How often the certificate is looked at, ms: whoever put a new one there sees it served before they have walked to a tablet. */
const LOOK_MS = 60_000;

export interface TlsFollowing {
  /** A sound certificate that is not the one served; new handshakes get it from now on. */
  onChange(material: TlsMaterial, validTo: Date): void;
  /** What lies there cannot be used, and the one served stays; said once for each reason. */
  onFault(message: string): void;
  everyMs?: number;
  /** For a test. */
  now?(): Date;
}

/**
 * Reads the certificate again while the program runs (T13): files of the operator as they are replaced, the installation's own
 * as it nears its end or the machine gets another address. @returns ends it, and what it is at.
 */
export function followTls(config: Parameters<typeof loadTls>[0] & Pick<Config, 'tls'>, served: TlsMaterial, { onChange, onFault, everyMs = LOOK_MS, now = () => new Date() }: TlsFollowing): () => Promise<void> {
  let current = served;
  let said = '';
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    try {
      const found = await loadTls(config, now());
      said = '';
      if (!found || (found.cert === current.cert && found.key === current.key)) return;
      current = found;
      onChange(found, new Date(new X509Certificate(found.cert).validTo));
    } catch (error) {
      const message = error instanceof BootError ? error.en : String(error);
      // A pair that is just being replaced does not match for a moment.
      if (message !== said) onFault(message);
      said = message;
    }
  };
  const timer = setInterval(() => void (looking ??= look().finally(() => void (looking = null))), everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
