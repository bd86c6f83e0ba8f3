/** What both engines do alike: the actions are those of W3C WebDriver, which WebDriver BiDi took over. */
export type InputAction =
  | { type: 'pointer'; id: string; parameters: { pointerType: 'mouse' | 'touch' | 'pen' }; actions: unknown[] }
  | { type: 'key'; id: string; actions: { type: 'keyDown' | 'keyUp'; value: string }[] };

/** One window of an engine, with cookies of its own. */
export interface Driver {
  /** Errors the pages told on their console so far. */
  readonly complaints: readonly string[];
  go(url: string): Promise<void>;
  /** Value of an expression in the page, a promise awaited; JSON only. */
  evaluate(expression: string): Promise<unknown>;
  act(actions: InputAction[]): Promise<void>;
  /** PNG of what is in the window. */
  picture(): Promise<Buffer>;
  close(): Promise<void>;
}
