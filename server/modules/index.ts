import { agenda } from './agenda/module';
import { annotations } from './annotations/module';
import { authenticity } from './authenticity/module';
import { assignments } from './assignments/module';
import { conclusions } from './conclusions/module';
import { counting } from './counting/module';
import { delegations } from './delegations/module';
import { documents } from './documents/module';
import { identity } from './identity/module';
import { imports } from './imports/module';
import { exports } from './exports/module';
import { floor } from './floor/module';
import { guests } from './guests/module';
import { jobs } from './jobs/module';
import { library } from './library/module';
import { mail } from './mail/module';
import { meetings } from './meetings/module';
import { organization } from './organization/module';
import { metrics } from './metrics/module';
import { minutes } from './minutes/module';
import { packs } from './packs/module';
import { positions } from './positions/module';
import { records } from './records/module';
import { rehearsals } from './rehearsals/module';
import { retention } from './retention/module';
import { rooms } from './rooms/module';
import { search } from './search/module';
import { signing } from './signing/module';
import { sitting } from './sitting/module';
import { storage } from './storage/module';
import { voting } from './voting/module';
import { watch } from './watch/module';

/** All capabilities, each after those it depends on. */
export const modules = [identity, jobs, organization, delegations, rooms, meetings, rehearsals, agenda, documents, packs, annotations, floor, voting, positions, sitting, guests, assignments, mail, signing, authenticity, records, counting, minutes, conclusions, library, search, imports, metrics, storage, watch, exports, retention] as const;

/** What is open to whoever came in by a guest's pass (guests G5): the own page, its papers as bytes, leaving, and another code. */
export const OPEN_TO_PASSES: ReadonlySet<string> = new Set(['guests.session', 'guests.pass', 'guests.redeem-pass', 'documents.file', 'identity.sign-out']);
