/**
 * What a contact on the page means: draws, moves the page, zooms, or is a palm. One small machine for pen, finger and
 * mouse; it decides and says so in effects, the tablet carries them out. Numbered rules, tested one by one:
 *
 * P1 The first contact of a pen turns pen mode on; only the person turns it off.
 * P2 In pen mode a finger never draws: it moves the page, two fingers zoom.
 * P3 While a pen is down every touch is a palm and is ignored until it is lifted.
 * P4 A palm that is cancelled or lifted does not end the stroke of the pen.
 * P5 A touch stroke that began shortly before the pen touched was the palm: it is taken back.
 * P6 Outside pen mode a second finger early in a stroke means zoom, and the stroke is taken back; late in a stroke it is ignored.
 * P7 A cancelled pen stroke is kept as drawn; a cancelled finger stroke is taken back, for the system took the gesture over.
 * P8 The eraser end of a pen erases, whatever the tool.
 * P9 Only the main button of a mouse draws.
 * P10 With the hand tool a finger and a mouse never draw; fingers are left to the browser's own scrolling, a mouse drags.
 * P11 A lifting that was never told blocks nothing: the first contact of a kind that comes down, or one that moves without touching, tells
 *     that what was down before is not. Its stroke is kept as drawn.
 * P21 A pen draws at once whatever tool is chosen: with the hand tool it writes as the pen tool does.
 * P22 What comes or goes beside the pages while a stroke is drawn leaves the paper under the pen: the pages are scrolled back, and where
 *     that cannot be the stroke ends there, kept as drawn (carried out by the surface).
 */

export type PointerKind = 'pen' | 'touch' | 'mouse';
export type InkTool = 'hand' | 'pen' | 'highlighter' | 'note' | 'eraser' | 'laser';

export interface Contact {
  readonly id: number;
  readonly kind: PointerKind;
  readonly x: number;
  readonly y: number;
  /** Milliseconds of the event's own clock. */
  readonly time: number;
  /** `PointerEvent.buttons`: 1 main, 2 barrel, 32 eraser. */
  readonly buttons: number;
  /** `PointerEvent.isPrimary`: no other contact of its kind is down. */
  readonly isPrimary: boolean;
  /** False for a pen or mouse that hovers. */
  readonly isTouching: boolean;
}

export type PenEvent =
  | { readonly type: 'down' | 'move' | 'up' | 'cancel'; readonly contact: Contact }
  | { readonly type: 'tool'; readonly tool: InkTool }
  | { readonly type: 'leave-pen-mode' };

export type PenEffect =
  | { readonly type: 'draw-begin'; readonly id: number; readonly tool: InkTool }
  | { readonly type: 'draw-extend' | 'draw-finish' | 'draw-discard'; readonly id: number }
  | { readonly type: 'pan-begin' | 'pan-end'; readonly id: number }
  | { readonly type: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly type: 'pinch-begin' | 'pinch-end' }
  | { readonly type: 'pinch'; readonly factor: number; readonly x: number; readonly y: number; readonly dx: number; readonly dy: number }
  | { readonly type: 'pen-mode'; readonly on: boolean };

type Activity =
  | { readonly type: 'idle' }
  | { readonly type: 'draw'; readonly contact: Contact; readonly travelled: number; readonly last: Contact }
  | { readonly type: 'pan'; readonly last: Contact }
  | { readonly type: 'pinch'; readonly a: Contact; readonly b: Contact };

export interface PenState {
  readonly tool: InkTool;
  readonly penMode: boolean;
  readonly activity: Activity;
  /** Contacts that are palms, or came too late to count. */
  readonly ignored: readonly number[];
}

export interface PenStep {
  readonly state: PenState;
  readonly effects: readonly PenEffect[];
}

/** A touch this recent before a pen contact was the hand coming down (P5). */
export const PALM_BEFORE_PEN_MS = 500;
/** A second finger within this time and travel means zoom (P6). */
export const ZOOM_WINDOW_MS = 260;
export const ZOOM_WINDOW_TRAVEL = 28;

const IDLE: Activity = { type: 'idle' };

export function initialPenState(tool: InkTool, penMode = false): PenState {
  return { tool, penMode, activity: IDLE, ignored: [] };
}

function toolOf(state: PenState, contact: Contact): InkTool {
  if (contact.kind !== 'pen') return state.tool;
  if ((contact.buttons & 32) !== 0) return 'eraser';
  return state.tool === 'hand' ? 'pen' : state.tool;
}

function endActivity(activity: Activity): PenEffect[] {
  if (activity.type === 'draw') return [{ type: 'draw-discard', id: activity.contact.id }];
  if (activity.type === 'pan') return [{ type: 'pan-end', id: activity.last.id }];
  return activity.type === 'pinch' ? [{ type: 'pinch-end' }] : [];
}

function beginDraw(state: PenState, contact: Contact, before: readonly PenEffect[] = []): PenStep {
  return {
    state: { ...state, activity: { type: 'draw', contact, travelled: 0, last: contact } },
    effects: [...before, { type: 'draw-begin', id: contact.id, tool: toolOf(state, contact) }],
  };
}

function beginPan(state: PenState, contact: Contact): PenStep {
  return { state: { ...state, activity: { type: 'pan', last: contact } }, effects: [{ type: 'pan-begin', id: contact.id }] };
}

function ignore(state: PenState, id: number): PenStep {
  return { state: { ...state, ignored: [...state.ignored, id] }, effects: [] };
}

function penDown(state: PenState, contact: Contact): PenStep {
  const { activity } = state;
  if (activity.type === 'draw' && activity.contact.kind === 'pen') return ignore(state, contact.id);
  const entered: PenEffect[] = state.penMode ? [] : [{ type: 'pen-mode', on: true }];
  const touches = activity.type === 'draw' ? [activity.contact.id] : activity.type === 'pan' ? [activity.last.id]
    : activity.type === 'pinch' ? [activity.a.id, activity.b.id] : [];
  const recent = activity.type !== 'draw' || contact.time - activity.contact.time <= PALM_BEFORE_PEN_MS;
  const closing: PenEffect[] = activity.type === 'draw' && !recent
    ? [{ type: 'draw-finish', id: activity.contact.id }]
    : endActivity(activity);
  const next: PenState = { ...state, penMode: true, activity: IDLE, ignored: [...state.ignored, ...touches] };
  return beginDraw(next, contact, [...entered, ...closing]);
}

function touchDown(state: PenState, contact: Contact): PenStep {
  const { activity } = state;
  switch (activity.type) {
    case 'draw': {
      if (activity.contact.kind !== 'touch') return ignore(state, contact.id);
      const early = contact.time - activity.contact.time <= ZOOM_WINDOW_MS && activity.travelled <= ZOOM_WINDOW_TRAVEL;
      if (!early) return ignore(state, contact.id);
      return {
        state: { ...state, activity: { type: 'pinch', a: activity.last, b: contact } },
        effects: [{ type: 'draw-discard', id: activity.contact.id }, { type: 'pinch-begin' }],
      };
    }
    case 'pan':
      if (activity.last.kind !== 'touch') return ignore(state, contact.id);
      return {
        state: { ...state, activity: { type: 'pinch', a: activity.last, b: contact } },
        effects: [{ type: 'pan-end', id: activity.last.id }, { type: 'pinch-begin' }],
      };
    case 'pinch':
      return ignore(state, contact.id);
    default:
      return state.penMode || state.tool === 'hand' ? beginPan(state, contact) : beginDraw(state, contact);
  }
}

function contactsOf(activity: Activity): readonly Contact[] {
  switch (activity.type) {
    case 'draw':
    case 'pan':
      return [activity.last];
    case 'pinch':
      return [activity.a, activity.b];
    default:
      return [];
  }
}

/** A hand holds a pen or a mouse, never both. */
const HELD: ReadonlySet<PointerKind> = new Set(['pen', 'mouse']);

/** Ends what was lifted without a word, as the contact that comes down now shows (P11). */
function endLost(state: PenState, { id, kind, isPrimary }: Contact): PenStep {
  const isLost = (one: Contact): boolean => one.id === id || (isPrimary && (one.kind === kind || (HELD.has(kind) && HELD.has(one.kind))));
  const ignored = state.ignored.filter((one) => one !== id);
  const { activity } = state;
  if (!contactsOf(activity).some(isLost)) return { state: { ...state, ignored }, effects: [] };
  const effects: PenEffect[] = activity.type === 'draw' ? [{ type: 'draw-finish', id: activity.contact.id }] : endActivity(activity);
  return { state: { ...state, activity: IDLE, ignored }, effects };
}

function down(before: PenState, contact: Contact): PenStep {
  const ended = endLost(before, contact);
  const { state, effects } = begin(ended.state, contact);
  return { state, effects: [...ended.effects, ...effects] };
}

function begin(state: PenState, contact: Contact): PenStep {
  if (contact.kind === 'pen') return penDown(state, contact);
  if (contact.kind === 'touch') return touchDown(state, contact);
  if ((contact.buttons & 1) === 0 || state.activity.type !== 'idle') return ignore(state, contact.id);
  return state.tool === 'hand' ? beginPan(state, contact) : beginDraw(state, contact);
}

function move(state: PenState, contact: Contact): PenStep {
  if (!contact.isTouching) return leave(state, contact, false);
  const { activity } = state;
  if (activity.type === 'draw' && activity.contact.id === contact.id) {
    const travelled = activity.travelled + Math.hypot(contact.x - activity.last.x, contact.y - activity.last.y);
    return { state: { ...state, activity: { ...activity, travelled, last: contact } }, effects: [{ type: 'draw-extend', id: contact.id }] };
  }
  if (activity.type === 'pan' && activity.last.id === contact.id) {
    const effect: PenEffect = { type: 'pan', dx: contact.x - activity.last.x, dy: contact.y - activity.last.y };
    return { state: { ...state, activity: { type: 'pan', last: contact } }, effects: [effect] };
  }
  if (activity.type === 'pinch' && (activity.a.id === contact.id || activity.b.id === contact.id)) {
    const a = activity.a.id === contact.id ? contact : activity.a;
    const b = activity.b.id === contact.id ? contact : activity.b;
    const before = Math.max(1, Math.hypot(activity.a.x - activity.b.x, activity.a.y - activity.b.y));
    const after = Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const effect: PenEffect = {
      type: 'pinch', factor: after / before, ...middle,
      dx: middle.x - (activity.a.x + activity.b.x) / 2, dy: middle.y - (activity.a.y + activity.b.y) / 2,
    };
    return { state: { ...state, activity: { type: 'pinch', a, b } }, effects: [effect] };
  }
  return { state, effects: [] };
}

function leave(state: PenState, contact: Contact, cancelled: boolean): PenStep {
  if (state.ignored.includes(contact.id)) {
    return { state: { ...state, ignored: state.ignored.filter((id) => id !== contact.id) }, effects: [] };
  }
  const { activity } = state;
  if (activity.type === 'draw' && activity.contact.id === contact.id) {
    const discard = cancelled && contact.kind === 'touch';
    return { state: { ...state, activity: IDLE }, effects: [{ type: discard ? 'draw-discard' : 'draw-finish', id: contact.id }] };
  }
  if (activity.type === 'pan' && activity.last.id === contact.id) {
    return { state: { ...state, activity: IDLE }, effects: [{ type: 'pan-end', id: contact.id }] };
  }
  if (activity.type === 'pinch' && (activity.a.id === contact.id || activity.b.id === contact.id)) {
    const other = activity.a.id === contact.id ? activity.b.id : activity.a.id;
    return { state: { ...state, activity: IDLE, ignored: [...state.ignored, other] }, effects: [{ type: 'pinch-end' }] };
  }
  return { state, effects: [] };
}

/** One step of the machine; `state` is never changed in place. */
export function stepPen(state: PenState, event: PenEvent): PenStep {
  switch (event.type) {
    case 'down':
      return down(state, event.contact);
    case 'move':
      return move(state, event.contact);
    case 'up':
      return leave(state, event.contact, false);
    case 'cancel':
      return leave(state, event.contact, true);
    case 'tool':
      return { state: { ...state, tool: event.tool }, effects: [] };
    case 'leave-pen-mode':
      return state.penMode ? { state: { ...state, penMode: false }, effects: [{ type: 'pen-mode', on: false }] } : { state, effects: [] };
  }
}
