import { initialPenState, stepPen, type InkTool, type PenEffect, type PenEvent, type PenState } from '../../../server/shared/rules/pen-state';

/** Events one after the other: where they lead, and everything they did. */
export function run(events: readonly PenEvent[], tool: InkTool = 'pen', penMode = false): { state: PenState; effects: PenEffect[] } {
  let state = initialPenState(tool, penMode);
  const effects: PenEffect[] = [];
  for (const event of events) {
    const step = stepPen(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

export const kinds = (effects: readonly PenEffect[]): string[] => effects.map(({ type }) => type);
