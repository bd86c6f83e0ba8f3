import type { z } from 'zod';
import type { Command, RunContext } from './command';
import { gate } from './gate';
import { enforce } from './policy';

type Carried<Input extends z.ZodType, Loaded, Prepared, Result> = Pick<Command<string, Input, Loaded, Prepared, Result>, 'input' | 'load' | 'policy' | 'requires' | 'run'>;

/**
 * Carries out a command as a part of another one, in its transaction and under its audit entry: schema, loading, policy and state are those
 * of every other time. For what enters many acts as one, all or none.
 */
export async function carry<Input extends z.ZodType, Loaded, Prepared, Result>(command: Carried<Input, Loaded, Prepared, Result>, input: z.input<Input>, context: RunContext<unknown>, prepared: Prepared): Promise<Result> {
  const parsed = command.input.parse(input);
  const { db, caller, now, run } = context;
  const loaded = await command.load(parsed, { db, caller, now, run });
  enforce(command.policy(caller, loaded, parsed), caller);
  gate(command as never, loaded);
  return command.run(parsed, loaded, { ...context, prepared });
}
