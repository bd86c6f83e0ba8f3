import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { whyNotRelease } from '../access-links';
import { administratorsOnly } from '../policy';
import { administratorIds, findAccount, waitingRequests } from '../repository';

/** Requests for links that wait for a second person, and whether the caller may be that person (I11). */
export const linkRequests = defineQuery({
  name: 'identity.link-requests',
  input: z.strictObject({}),
  load: async (_input, { db, now }) => waitingRequests(db, now),
  policy: administratorsOnly,
  async present(requests, _input, { db, caller, now }) {
    const rows = await Promise.all(
      requests.map(async (request) => {
        const account = await findAccount(db, request.personId);
        const { id, personId, requestedBy, requestedAt, expiresAt } = request;
        return { id, personId, fullName: account?.fullName ?? '', userName: account?.userName ?? '', requestedBy, requestedAt, expiresAt, refusal: await whyNotRelease(db, request, caller, now) };
      }),
    );
    return { requests: rows, administrators: (await administratorIds(db)).length };
  },
});
