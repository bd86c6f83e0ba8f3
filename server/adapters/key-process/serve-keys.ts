import { createInterface } from 'node:readline';

/** What went wrong, without a word of what it went wrong with. */
export type Failed = { what: 'failed'; code: string };

/**
 * The other side of a {@link KeyProcess}: answers one line for each line, one after the other, and ends with the program. It prints nothing else.
 * @param answer is given what the process was told when it began.
 */
export function serveKeys<Begin, Asked>(answer: (asked: Asked, begun: Begin) => Promise<object>): void {
  let begun: Begin | null = null;
  let turn = Promise.resolve();
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const { what, ...rest } = JSON.parse(line) as { what: string };
      if (what === 'begin') {
        begun = rest as Begin;
        return;
      }
      const at = begun;
      const { id, ...asked } = rest as { id: number };
      turn = turn.then(async () => {
        const failed = (code: string): Failed => ({ what: 'failed', code });
        const answered = at === null ? failed('ENOTBEGUN') : await answer({ what, ...asked } as Asked, at).catch((error: unknown) => failed(codeOf(error)));
        process.stdout.write(`${JSON.stringify({ id, ...answered })}\n`);
      });
    })
    // The program is gone: what it asked for is finished, and nobody else asks.
    .on('close', () => void turn.then(() => process.exit(0)));
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN');
