import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { everyone } from '../../../kernel/policy';
import { openLink } from '../open-link';

/** What a one-time link is for, for its page; knowing the token is the right to ask (I10). */
export const link = defineQuery({
  name: 'identity.link',
  input: z.strictObject({ token: z.string().min(10).max(200) }),
  load: ({ token }, { db, now }) => openLink(db, token, now),
  policy: everyone,
  present: ({ link: { kind, expiresAt }, account }) => ({
    kind,
    expiresAt,
    account: account && { userName: account.userName, fullName: account.fullName },
  }),
});
