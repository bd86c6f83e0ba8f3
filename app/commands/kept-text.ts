import { SEALED_TEXT } from '~/tablet/forget-device';
import type { Seal } from '~/tablet/seal';

/**
 * Text that is written and not yet stored by the server, kept on this device under the person who wrote it and sealed for that person: it survives
 * a reload, a closed tab, an expired session and somebody else signing in on the same tablet. Where the device keeps
 * nothing (storage full or forbidden) the answer says so, and the page goes on without the safety net.
 */
export interface KeptText<T> {
  value: T;
  /** ISO. */
  at: string;
  /** Page it was written on, where it can be taken up again. */
  href: string;
}

const prefixOf = (personId: string): string => `phien.draft.${personId}.`;

export class KeptTexts {
  readonly #prefix: string;

  constructor(private readonly seal: Seal, private readonly storage: () => Storage = () => localStorage) {
    this.#prefix = prefixOf(seal.personId);
  }

  read<T>(name: string): KeptText<T> | null {
    try {
      const kept = this.storage().getItem(this.#prefix + name);
      const text = kept?.startsWith(SEALED_TEXT) ? this.seal.openText(name, kept.slice(SEALED_TEXT.length)) : kept;
      return text ? (JSON.parse(text) as KeptText<T>) : null;
    } catch {
      return null;
    }
  }

  /** @returns false where the device did not keep it. */
  keep(name: string, value: unknown, href: string): boolean {
    try {
      const text = JSON.stringify({ value, at: new Date().toISOString(), href } satisfies KeptText<unknown>);
      this.storage().setItem(this.#prefix + name, SEALED_TEXT + this.seal.closeText(name, text));
      return true;
    } catch {
      return false;
    }
  }

  forget(name: string): void {
    try {
      this.storage().removeItem(this.#prefix + name);
    } catch {
      // Storage that is forbidden kept nothing.
    }
  }

  /** Everything of this person that waits on this device, the newest first. */
  list(): { name: string; at: string; href: string }[] {
    try {
      const storage = this.storage();
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) => key.startsWith(this.#prefix));
      const names = keys.map((key) => key.slice(this.#prefix.length));
      const kept = names.flatMap((name) => {
        const text = this.read(name);
        // Only a page of this server is a place to go back to.
        return text && typeof text.at === 'string' && /^\/(?!\/)/.test(text.href) ? [{ name, at: text.at, href: text.href }] : [];
      });
      return kept.sort((a, b) => b.at.localeCompare(a.at));
    } catch {
      return [];
    }
  }
}
