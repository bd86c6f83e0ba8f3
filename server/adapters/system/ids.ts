import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Ids } from '../../kernel/ports/clock';

export const systemIds: Ids = {
  next: () => v7(),
  token: (bytes) => randomBytes(bytes).toString('base64url'),
};
