import { describe, expect, it } from 'vitest';
import { initialPenState, PALM_BEFORE_PEN_MS, stepPen, ZOOM_WINDOW_MS, ZOOM_WINDOW_TRAVEL, type Contact, type PenEffect, type PenEvent, type PointerKind } from '../../../server/shared/rules/pen-state';
import { kinds, run } from './pen-run';

const at = (id: number, kind: PointerKind, x = 0, y = 0, time = 0): Contact => ({ id, kind, x, y, time, buttons: 1, isPrimary: kind !== 'touch', isTouching: true });
const down = (contact: Contact): PenEvent => ({ type: 'down', contact });
const move = (contact: Contact): PenEvent => ({ type: 'move', contact });
const up = (contact: Contact): PenEvent => ({ type: 'up', contact });

describe('pen, finger and palm: every number and every effect', () => {
  it('pen P1 pen mode is off at first, and turning it off is told once', () => {
    expect(initialPenState('pen').penMode).toBe(false);
    expect(run([{ type: 'leave-pen-mode' }], 'pen', true)).toMatchObject({ state: { penMode: false }, effects: [{ type: 'pen-mode', on: false }] });
    expect(run([{ type: 'leave-pen-mode' }]).effects).toEqual([]);
  });

  it('pen P2 two fingers zoom about their middle and move the page with it', () => {
    const { state, effects } = run([down(at(1, 'touch', 10, 20)), down(at(2, 'touch', 40, 60)), move(at(2, 'touch', 70, 100)), move(at(1, 'touch', 20, 40)), up(at(1, 'touch'))], 'pen', true);
    expect(kinds(effects)).toEqual(['pan-begin', 'pan-end', 'pinch-begin', 'pinch', 'pinch', 'pinch-end']);
    // 30/40 apart is 50, 60/80 is 100; the middle goes from 25/40 to 40/60.
    expect(effects[3]).toEqual({ type: 'pinch', factor: 2, x: 40, y: 60, dx: 15, dy: 20 });
    // 50/60 apart; the middle goes on to 45/70.
    expect(effects[4]).toEqual({ type: 'pinch', factor: Math.hypot(50, 60) / 100, x: 45, y: 70, dx: 5, dy: 10 });
    expect(state).toMatchObject({ activity: { type: 'idle' }, ignored: [2] });
    // The finger that stays has no more to say, and is forgotten when it goes.
    const after = stepPen(state, up(at(2, 'touch')));
    expect(after).toMatchObject({ state: { ignored: [] }, effects: [] });
    const other = run([down(at(1, 'touch')), down(at(2, 'touch', 40)), up(at(2, 'touch'))], 'pen', true);
    expect(other.state.ignored).toEqual([1]);
  });

  it('pen P2 fingers on one spot zoom by no more than their distance in whole points', () => {
    const { effects } = run([down(at(1, 'touch')), down(at(2, 'touch')), move(at(2, 'touch', 4, 0)), move(at(2, 'touch', 0, 0))], 'pen', true);
    expect(effects.flatMap((effect) => (effect.type === 'pinch' ? [effect.factor] : []))).toEqual([4, 0.25]);
  });

  it('pen P2 one finger moves the page by what it went, not by where it is; a third finger and a stranger change nothing', () => {
    const { state, effects } = run([down(at(1, 'touch', 10, 20)), move(at(1, 'touch', 13, 24)), move(at(1, 'touch', 23, 20)), move(at(7, 'touch', 99, 99)), up(at(7, 'touch'))], 'pen', true);
    expect(effects).toEqual([{ type: 'pan-begin', id: 1 }, { type: 'pan', dx: 3, dy: 4 }, { type: 'pan', dx: 10, dy: -4 }]);
    const pinch = run([down(at(1, 'touch')), down(at(2, 'touch', 50)), down(at(3, 'touch', 90)), move(at(3, 'touch', 99)), up(at(3, 'touch'))], 'pen', true);
    expect(pinch.state).toMatchObject({ activity: { type: 'pinch' }, ignored: [] });
    expect(state.activity.type).toBe('pan');
  });

  it('pen P3 a second pen while one is down is ignored', () => {
    const { state, effects } = run([down(at(1, 'pen')), down({ ...at(2, 'pen'), isPrimary: false }), move(at(2, 'pen', 9, 9)), move(at(1, 'pen', 3, 3))], 'pen', true);
    expect(effects).toEqual([{ type: 'draw-begin', id: 1, tool: 'pen' }, { type: 'draw-extend', id: 1 }]);
    expect(state.ignored).toEqual([2]);
  });

  it('pen P3 what fingers did when the pen came down ends, and they are palms from then on', () => {
    const pan = run([down(at(1, 'touch')), down(at(9, 'pen'))], 'pen', true);
    expect(pan.effects.slice(1)).toEqual([{ type: 'pan-end', id: 1 }, { type: 'draw-begin', id: 9, tool: 'pen' }]);
    expect(pan.state.ignored).toEqual([1]);
    const pinch = run([down(at(1, 'touch')), down(at(2, 'touch', 50)), down(at(9, 'pen'))], 'pen', true);
    expect(pinch.effects.slice(3)).toEqual([{ type: 'pinch-end' }, { type: 'draw-begin', id: 9, tool: 'pen' }]);
    expect(pinch.state.ignored).toEqual([1, 2]);
    const palms = run([down(at(9, 'pen')), down(at(1, 'touch')), down(at(2, 'touch')), up(at(1, 'touch'))], 'pen', true);
    expect(palms.state).toMatchObject({ activity: { type: 'draw' }, ignored: [2] });
  });

  it('pen P5 a palm is one until half a second before the pen, to the millisecond, whatever the hour', () => {
    expect(PALM_BEFORE_PEN_MS).toBe(500);
    const closing = (before: number): PenEffect | undefined => run([down(at(1, 'touch', 0, 0, 90_000)), down(at(2, 'pen', 0, 0, 90_000 + before))]).effects[2];
    expect(closing(500)).toEqual({ type: 'draw-discard', id: 1 });
    expect(closing(501)).toEqual({ type: 'draw-finish', id: 1 });
    expect(run([down(at(1, 'touch')), down(at(2, 'pen'))]).state.ignored).toEqual([1]);
  });

  it('pen P6 a second finger zooms within 260 ms and 28 points, both kept, whatever the hour and place', () => {
    expect([ZOOM_WINDOW_MS, ZOOM_WINDOW_TRAVEL]).toEqual([260, 28]);
    const second = (after: number, ...way: readonly (readonly [number, number])[]): string =>
      run([down(at(1, 'touch', 300, 400, 90_000)), ...way.map(([x, y]) => move(at(1, 'touch', 300 + x, 400 + y, 90_000))), down(at(2, 'touch', 500, 400, 90_000 + after))]).state.activity.type;
    expect(second(260)).toBe('pinch');
    expect(second(261)).toBe('draw');
    expect(second(0, [28, 0])).toBe('pinch');
    expect(second(0, [0, 28])).toBe('pinch');
    expect(second(0, [28.1, 0])).toBe('draw');
    expect(second(0, [0, 28.1])).toBe('draw');
    // There and back is a way as well.
    expect(second(0, [15, 0], [0, 0])).toBe('draw');
    expect(second(261, [29, 0])).toBe('draw');
  });

  it('pen P10 a mouse that drags is not joined by a finger', () => {
    const { state, effects } = run([down(at(1, 'mouse')), down(at(2, 'touch'))], 'hand');
    expect(kinds(effects)).toEqual(['pan-begin']);
    expect(state).toMatchObject({ activity: { type: 'pan' }, ignored: [2] });
  });

  it('pen P11 one of two lost fingers ends the zoom', () => {
    const { effects } = run([down(at(1, 'touch')), down(at(2, 'touch', 50)), down(at(2, 'touch', 70))], 'pen', true);
    expect(kinds(effects)).toEqual(['pan-begin', 'pan-end', 'pinch-begin', 'pinch-end', 'pan-begin']);
  });

  it('pen P11 a finger that comes down again moved the page before; one that moves without touching has finished its stroke', () => {
    expect(kinds(run([down(at(1, 'touch')), down(at(1, 'touch'))], 'pen', true).effects)).toEqual(['pan-begin', 'pan-end', 'pan-begin']);
    expect(kinds(run([down(at(1, 'touch')), move({ ...at(1, 'touch'), isTouching: false })]).effects)).toEqual(['draw-begin', 'draw-finish']);
  });

  it('pen P8 only a pen has an eraser end', () => {
    expect(run([down({ ...at(1, 'mouse'), buttons: 33 })]).effects).toEqual([{ type: 'draw-begin', id: 1, tool: 'pen' }]);
  });

  it('pen P21 a finger draws with the tool that was chosen last', () => {
    expect(run([{ type: 'tool', tool: 'eraser' }, down(at(1, 'touch'))]).effects).toEqual([{ type: 'draw-begin', id: 1, tool: 'eraser' }]);
  });
});
