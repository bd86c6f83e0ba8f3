import { format } from 'node:util';
import { pino, type DestinationStream, type Logger } from 'pino';
import { requestFacts } from '../../kernel/request-scope';

/** Characters that JSON leaves as they are and some readers of logs take for the end of a line or the start of a command. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The log of the process: one line of JSON per entry, whatever is in it, with the request it is part of. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    // Whatever is said while a request is served names it, whoever says it.
    mixin: () => requestFacts(),
    redact: ['password', '*.password', 'pin', '*.pin', 'token', '*.token'],
    hooks: { streamWrite: (line: string) => line.replace(UNSAFE, escaped) },
  };
  return destination ? pino(options, destination) : pino(options);
}

const METHODS = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error', trace: 'debug' } as const;

/**
 * From here on nothing in the process writes bare text: what libraries say to the console, and warnings of Node, become entries.
 * Otherwise a visitor whose address ends up in such a text could write lines of their own into the log.
 * @returns puts everything back, for tests.
 */
export function captureConsole(log: Logger): () => void {
  const before = { ...console };
  for (const [method, level] of Object.entries(METHODS)) {
    Object.assign(console, {
      [method]: (...said: unknown[]): void => {
        const err = said.find((part) => part instanceof Error);
        log[level]({ ...(err && { err }), text: format(...said) }, 'console');
      },
    });
  }
  const warned = (warning: Error): void => log.warn({ err: warning }, 'node');
  const others = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', warned);
  return () => {
    Object.assign(console, before);
    process.off('warning', warned);
    for (const listener of others) process.on('warning', listener);
  };
}
