import type { z } from 'zod';
import type { modules } from './modules';

type Definitions<Kind extends 'commands' | 'queries' | 'liveViews'> = (typeof modules)[number][Kind][number];
type ByName<D> = { [Definition in D as Definition extends { name: infer N extends string } ? N : never]: Definition };

type CommandMap = ByName<Definitions<'commands'>>;
type QueryMap = ByName<Definitions<'queries'>>;
type LiveMap = ByName<Definitions<'liveViews'>>;

export type CommandName = keyof CommandMap & string;
export type QueryName = keyof QueryMap & string;
export type LiveName = keyof LiveMap & string;
export type JobName = Extract<(typeof modules)[number], { jobs: readonly unknown[] }>['jobs'][number]['name'];
type InputOf<D> = D extends { input: infer I extends z.ZodType } ? z.input<I> : never;
export type CommandInput<N extends CommandName> = InputOf<CommandMap[N]>;
export type CommandResult<N extends CommandName> = CommandMap[N] extends { run(...args: never[]): Promise<infer R> } ? R : never;
export type QueryInput<N extends QueryName> = InputOf<QueryMap[N]>;
export type QueryResult<N extends QueryName> = QueryMap[N] extends { present(...args: never[]): infer R } ? Awaited<R> : never;
/** What a tablet is shown of a live view. */
export type LiveResult<N extends LiveName> = LiveMap[N] extends { project(...args: never[]): infer R } ? R : never;
