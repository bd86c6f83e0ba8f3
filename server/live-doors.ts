import type { CommandInput, CommandName, CommandResult, LiveName, QueryInput, QueryName, QueryResult } from './definitions';
import { system, type Caller } from './kernel/actor';
import type { Registry } from './kernel/module';
import type { Ports } from './kernel/ports';
import type { Database } from './kernel/ports/database';
import type { OpStore } from './kernel/ports/op-store';
import type { LiveOptions } from './live';
import { editsAfter, writeMinutes } from './modules/minutes';

/** The one way in, as the application offers it. */
interface Bus {
  execute<N extends CommandName>(name: N, input: CommandInput<N>, caller: Caller): Promise<CommandResult<N>>;
  query<N extends QueryName>(name: N, input: QueryInput<N>, caller: Caller): Promise<QueryResult<N>>;
}

/** What live rooms ask of the modules. */
export function liveDoors(
  registry: Registry,
  { query, execute }: Bus,
  { database, ports, ink }: { database: Database; ports: Pick<Ports, 'clock'>; ink: OpStore },
): Omit<LiveOptions, 'fail' | 'log' | 'meter' | 'pubSub' | 'onCommitted'> {
  const view = registry.liveViews.get(SITTING_VIEW);
  if (!view) throw new Error(`live view ${SITTING_VIEW} is not registered`);
  const gateway = system('gateway');
  return {
    view: view as unknown as LiveOptions['view'],
    reader: database.reader,
    now: () => ports.clock.now(),
    store: ink,
    authorize: (personId, inkId) => query('annotations.ink-access', { personId, inkId }, gateway),
    // One that is lost is found when the paper is opened next.
    addedLate: (inkId) => void execute('annotations.start-carrying', { inkId }, gateway).catch(() => undefined),
    presentation: (meetingId) => query('sitting.presentation', { meetingId }, gateway),
    turnPage: (turn) => execute('sitting.turn-page', turn, gateway),
    openWriting: (caller, minutesId, opId) => query('minutes.writing', { minutesId, opId }, caller),
    writeMinutes: (written, caller) => database.transaction((db) => writeMinutes(db, written, { caller, now: ports.clock.now() })),
    editsAfter: (minutesId, seq) => editsAfter(database.reader, minutesId, seq),
    keepVersion: (minutesId, caller) => execute('minutes.save', { minutesId }, caller),
  };
}

const SITTING_VIEW = 'sitting.live' satisfies LiveName;
