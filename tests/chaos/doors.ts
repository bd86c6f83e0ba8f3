import { figure, type Figure } from '../support/figures';
import { allDoors, alwaysAsked, breaches, canMeasure, costOf, LAW, openDoors, sampleOf, type Cost, type Door } from '../support/doors';

/** A figure with the request it was measured on. */
interface DoorFigure extends Figure {
  worst?: string;
  status?: number;
  memoryKb?: number;
  answerBytes?: number;
  requestBytes?: number;
  broken?: string;
}

/**
 * `doors [--seed N] [--count N]`: requests before sign-in over all public routes, methods and bodies, each held to the law.
 * One figure per route with its worst case; the last one says how many requests broke it.
 */
export default async function doors(args: readonly string[]): Promise<Figure[]> {
  if (!canMeasure) throw new Error('needs Linux and a build: node server/build.mjs');
  const given = (name: string): number | undefined => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : undefined);
  const count = given('--count');
  const installation = await openDoors();
  try {
    const all = allDoors(installation.origin);
    const chosen = sampleOf(all, count ?? all.length, given('--seed') ?? 1);
    const asked = count === undefined ? chosen : [...new Set([...all.filter(alwaysAsked), ...chosen])];
    const worst = new Map<string, { door: Door; cost: Cost; broken: string[] }>();
    let broke = 0;
    for (const door of asked) {
      const cost = await costOf(installation, door, 6);
      const broken = breaches(cost);
      if (broken.length > 0) broke += 1;
      const known = worst.get(door.route);
      if (!known || broken.length > known.broken.length || (broken.length === known.broken.length && cost.processorMs > known.cost.processorMs)) worst.set(door.route, { door, cost, broken });
    }
    const figures = [...worst].map(([route, { door, cost, broken }]): DoorFigure => ({
      ...figure({ bench: 'doors', figure: route, value: cost.processorMs, unit: 'ms', bound: 'most', gate: LAW.processorMs }),
      ok: broken.length === 0,
      worst: door.name,
      status: cost.status,
      memoryKb: Math.round(cost.memoryBytes / 1024),
      answerBytes: cost.answerBytes,
      requestBytes: cost.requestBytes,
      broken: broken.join('; '),
    }));
    return [...figures, figure({ bench: 'doors', figure: `requests that broke the law, of ${asked.length}`, value: broke, unit: 'requests', bound: 'most', gate: 0 })];
  } finally {
    await installation.stop();
  }
}
