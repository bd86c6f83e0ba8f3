import type { InkTransport } from '~/tablet/ink/ink-connection';

/** Documents of the library bear no marks: there is nobody to join. */
export const SILENT_INK: InkTransport = {
  status: 'offline',
  join: () => Promise.reject(new Error('documents of the library bear no marks')),
  leave: () => undefined,
  sendLive: () => undefined,
  sendOps: () => false,
  listen: () => () => undefined,
  probe: () => undefined,
};
