/**
 * Whether this page may be stopped at any moment. A page that is left, hidden or frozen gets no more time to finish anything, and what it
 * has begun then (a transaction above all) neither ends nor fails until the page is back, if it ever is.
 */
export const SLEEP = 'sleep';
export const WAKE = 'wake';

class PageLife extends EventTarget {
  #isAsleep = false;
  #wakes = 0;
  #waking: Promise<void> = Promise.resolve();
  #wake = (): void => undefined;

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  /** Grows whenever the page comes back. */
  get wakes(): number {
    return this.#wakes;
  }

  /** Resolves when the page is awake. */
  get awake(): Promise<void> {
    return this.#waking;
  }

  sleep(): void {
    if (this.#isAsleep) return;
    this.#isAsleep = true;
    this.#waking = new Promise((resolve) => (this.#wake = resolve));
    this.dispatchEvent(new Event(SLEEP));
  }

  /** Told also where nothing was told before: a device that was closed wakes without having said that it sleeps. */
  wake(): void {
    this.#isAsleep = false;
    this.#wakes += 1;
    this.#wake();
    this.dispatchEvent(new Event(WAKE));
  }
}

export const pageLife = new PageLife();

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', () => pageLife.sleep());
  window.addEventListener('pageshow', () => pageLife.wake());
  document.addEventListener('freeze', () => pageLife.sleep());
  document.addEventListener('resume', () => pageLife.wake());
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? pageLife.sleep() : pageLife.wake()));
}
