import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact, PenEvent, PointerKind } from '../../../server/shared/rules/pen-state';
import { kinds, run } from './pen-run';

function contact(id: number, kind: PointerKind, x = 0, y = 0, time = 0, buttons = 1): Contact {
  return { id, kind, x, y, time, buttons, isPrimary: kind !== 'touch', isTouching: buttons !== 0 };
}

describe('pen, finger and palm', () => {
  it('pen P1 the first pen contact turns pen mode on, and only the person turns it off', () => {
    const pen = run([{ type: 'down', contact: contact(1, 'pen') }, { type: 'up', contact: contact(1, 'pen') }]);
    expect(pen.effects).toContainEqual({ type: 'pen-mode', on: true });
    expect(pen.state.penMode).toBe(true);
    const after = run([1, 2, 3, 4].flatMap((id): PenEvent[] => [{ type: 'down', contact: contact(id, 'touch') }, { type: 'up', contact: contact(id, 'touch') }]), 'pen', true);
    expect(after.state.penMode).toBe(true);
    expect(run([{ type: 'leave-pen-mode' }], 'pen', true).state.penMode).toBe(false);
  });

  it('pen P2 in pen mode one finger moves the page and two zoom; neither draws', () => {
    const { effects } = run([
      { type: 'down', contact: contact(1, 'touch', 0, 0) },
      { type: 'move', contact: contact(1, 'touch', 5, 9) },
      { type: 'down', contact: contact(2, 'touch', 105, 9) },
      { type: 'move', contact: contact(2, 'touch', 205, 9) },
    ], 'pen', true);
    expect(effects).toContainEqual({ type: 'pan', dx: 5, dy: 9 });
    expect(effects.find((effect) => effect.type === 'pinch')).toMatchObject({ factor: 2 });
    expect(kinds(effects)).not.toContain('draw-begin');
  });

  it('pen P3 touches while the pen is down are palms', () => {
    const { effects } = run([
      { type: 'down', contact: contact(1, 'pen') },
      { type: 'down', contact: contact(2, 'touch') },
      { type: 'move', contact: contact(2, 'touch', 50, 50) },
      { type: 'move', contact: contact(1, 'pen', 3, 3) },
    ], 'pen', true);
    expect(kinds(effects)).toEqual(['draw-begin', 'draw-extend']);
  });

  it('pen P4 a palm that is cancelled or lifted does not end the stroke of the pen', () => {
    for (const type of ['cancel', 'up'] as const) {
      const { state, effects } = run([
        { type: 'down', contact: contact(1, 'pen') }, { type: 'down', contact: contact(2, 'touch') }, { type, contact: contact(2, 'touch') }, { type: 'move', contact: contact(1, 'pen', 9, 9) },
      ], 'pen', true);
      expect(state.activity.type).toBe('draw');
      expect(kinds(effects)).toEqual(['draw-begin', 'draw-extend']);
    }
  });

  it('pen P5 a touch stroke just before the pen is taken back; an old one is kept', () => {
    const recent = run([{ type: 'down', contact: contact(1, 'touch', 0, 0, 0) }, { type: 'down', contact: contact(2, 'pen', 0, 0, 200) }]);
    expect(kinds(recent.effects)).toEqual(['draw-begin', 'pen-mode', 'draw-discard', 'draw-begin']);
    const old = run([{ type: 'down', contact: contact(1, 'touch', 0, 0, 0) }, { type: 'down', contact: contact(2, 'pen', 0, 0, 2_000) }]);
    expect(kinds(old.effects)).toEqual(['draw-begin', 'pen-mode', 'draw-finish', 'draw-begin']);
  });

  it('pen P6 an early second finger means zoom and takes the stroke back, a late one is ignored', () => {
    const early = run([{ type: 'down', contact: contact(1, 'touch') }, { type: 'down', contact: contact(2, 'touch', 100, 0, 100) }]);
    expect(kinds(early.effects)).toEqual(['draw-begin', 'draw-discard', 'pinch-begin']);
    const late = run([
      { type: 'down', contact: contact(1, 'touch') }, { type: 'move', contact: contact(1, 'touch', 200, 0, 400) }, { type: 'down', contact: contact(2, 'touch', 100, 0, 410) },
      { type: 'up', contact: contact(2, 'touch') }, { type: 'up', contact: contact(1, 'touch') },
    ]);
    expect(kinds(late.effects)).toEqual(['draw-begin', 'draw-extend', 'draw-finish']);
  });

  it('pen P7 a cancelled pen stroke is kept, a cancelled finger stroke is taken back', () => {
    expect(kinds(run([{ type: 'down', contact: contact(1, 'pen') }, { type: 'cancel', contact: contact(1, 'pen') }], 'pen', true).effects)).toEqual(['draw-begin', 'draw-finish']);
    expect(kinds(run([{ type: 'down', contact: contact(1, 'touch') }, { type: 'cancel', contact: contact(1, 'touch') }]).effects)).toEqual(['draw-begin', 'draw-discard']);
  });

  it('pen P8 the eraser end erases whatever the tool', () => {
    expect(run([{ type: 'down', contact: contact(1, 'pen', 0, 0, 0, 32) }], 'highlighter', true).effects).toContainEqual({ type: 'draw-begin', id: 1, tool: 'eraser' });
  });

  it('pen P9 only the main button of a mouse draws', () => {
    expect(run([{ type: 'down', contact: contact(1, 'mouse', 0, 0, 0, 2) }]).effects).toEqual([]);
    expect(kinds(run([{ type: 'down', contact: contact(1, 'mouse') }]).effects)).toEqual(['draw-begin']);
  });

  it('pen P21 a pen draws at once whatever tool is chosen, and touches beside it stay palms', () => {
    for (const tool of ['hand', 'pen', 'highlighter', 'eraser', 'note', 'laser'] as const) {
      const { effects } = run([
        { type: 'down', contact: contact(1, 'pen') },
        { type: 'down', contact: contact(2, 'touch', 90, 90, 20) },
        { type: 'move', contact: contact(2, 'touch', 20, 90, 30) },
        { type: 'move', contact: contact(1, 'pen', 9, 9, 40) },
        { type: 'up', contact: contact(1, 'pen', 9, 9, 50) },
      ], tool);
      expect(kinds(effects)).toEqual(['pen-mode', 'draw-begin', 'draw-extend', 'draw-finish']);
      expect(effects).toContainEqual({ type: 'draw-begin', id: 1, tool: tool === 'hand' ? 'pen' : tool });
    }
    expect(run([{ type: 'down', contact: contact(1, 'pen', 0, 0, 0, 32) }], 'hand').effects).toContainEqual({ type: 'draw-begin', id: 1, tool: 'eraser' });
  });

  it('pen P10 with the hand a finger and a mouse draw nothing', () => {
    for (const kind of ['touch', 'mouse'] as const) {
      expect(kinds(run([{ type: 'down', contact: contact(1, kind) }, { type: 'up', contact: contact(1, kind) }], 'hand', true).effects)).toEqual(['pan-begin', 'pan-end']);
    }
  });

  it('pen P11 a lifting that was never told blocks nothing: what was drawn is kept and the next contact draws', () => {
    const down = (id: number, kind: PointerKind): PenEvent => ({ type: 'down', contact: { ...contact(id, kind), isPrimary: true } });
    const up = (id: number, kind: PointerKind): PenEvent => ({ type: 'up', contact: { ...contact(id, kind), isPrimary: true } });
    const twice = ['draw-begin', 'draw-finish', 'draw-begin', 'draw-finish'];
    for (const [first, second] of [['mouse', 'mouse'], ['pen', 'pen'], ['touch', 'touch'], ['pen', 'mouse'], ['mouse', 'pen']] as const) {
      // A mouse keeps its number, every contact of a pen or finger has its own.
      const [one, two] = first === second && first === 'mouse' ? [1, 1] : [1, 2];
      const { state, effects } = run([down(one, first), down(two, second), up(two, second)], 'pen');
      expect(kinds(effects).filter((kind) => kind !== 'pen-mode'), `${first}, ${second}`).toEqual(twice);
      expect(state.activity.type).toBe('idle');
    }
    const hovering = run([down(1, 'pen'), { type: 'move', contact: { ...contact(1, 'pen', 40, 40, 30, 0) } }]);
    expect(kinds(hovering.effects)).toEqual(['pen-mode', 'draw-begin', 'draw-finish']);
  });

  it('pen P11 a contact that was ignored and never lifted is not ignored when it comes down again', () => {
    const { effects } = run([{ type: 'down', contact: contact(1, 'mouse', 0, 0, 0, 2) }, { type: 'down', contact: contact(1, 'mouse') }, { type: 'up', contact: contact(1, 'mouse', 0, 0, 0, 0) }]);
    expect(kinds(effects)).toEqual(['draw-begin', 'draw-finish']);
  });

  it('every stroke that begins ends exactly once, whatever comes in between', () => {
    const event = fc.record({
      type: fc.constantFrom('down' as const, 'move' as const, 'up' as const, 'cancel' as const),
      contact: fc.record({ id: fc.integer({ min: 1, max: 4 }), isPrimary: fc.boolean(), isTouching: fc.boolean(), x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 300 }), time: fc.integer({ min: 0, max: 3_000 }), buttons: fc.constant(1) }),
    });
    fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const kindOf = ['pen', 'touch', 'touch', 'mouse'] as const;
      const { effects, state } = run(events.map(({ type, contact: one }) => ({ type, contact: { ...one, kind: kindOf[one.id - 1] ?? 'touch' } })));
      let open = 0;
      for (const effect of effects) {
        if (effect.type === 'draw-begin') open += 1;
        if (effect.type === 'draw-finish' || effect.type === 'draw-discard') open -= 1;
        expect(open).toBeGreaterThanOrEqual(0);
        expect(open).toBeLessThanOrEqual(1);
      }
      expect(open).toBe(state.activity.type === 'draw' ? 1 : 0);
    }), { numRuns: 500 });
  });
});
