/** The keyboard table of the reader (design.md §13). Single letters rest while a field has the focus or a dialog is open. */
import { useEffect, useRef } from 'react';
import type { InkTool } from '@shared/rules/pen-state';

export interface ReaderKeys {
  onTurn: (direction: 1 | -1) => void;
  onEdge: (edge: 'first' | 'last') => void;
  /** Opens the page field with the figures typed after G. */
  onGoTo: () => void;
  onBack: () => void;
  onFollow: () => void;
  onTool: (tool: InkTool) => void;
  onUndo: () => void;
  onRedo: () => void;
  onZoom: (to: 1 | -1 | 'width') => void;
  onSearch: () => void;
  onHelp: () => void;
}

const TOOL_KEYS: Readonly<Record<string, InkTool>> = { v: 'hand', p: 'pen', h: 'highlighter', n: 'note', e: 'eraser' };

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export function useReaderKeys(keys: ReaderKeys, enabled: boolean, letters: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return undefined;
    const control = (event: KeyboardEvent): boolean => {
      const k = latest.current;
      switch (event.key.toLowerCase()) {
        case 'z':
          if (event.shiftKey) k.onRedo();
          else k.onUndo();
          return true;
        case 'f':
          k.onSearch();
          return true;
        case '+':
        case '=':
          k.onZoom(1);
          return true;
        case '-':
          k.onZoom(-1);
          return true;
        case '0':
          k.onZoom('width');
          return true;
        default:
          return false;
      }
    };
    const plain = (event: KeyboardEvent): boolean => {
      const k = latest.current;
      switch (event.key) {
        case 'ArrowRight':
        case 'PageDown':
          k.onTurn(1);
          return true;
        case 'ArrowLeft':
        case 'PageUp':
          k.onTurn(-1);
          return true;
        case 'Home':
          k.onEdge('first');
          return true;
        case 'End':
          k.onEdge('last');
          return true;
        default:
      }
      if (!letters) return false;
      const letter = event.key.toLowerCase();
      const tool = TOOL_KEYS[letter];
      if (tool !== undefined) k.onTool(tool);
      else if (letter === 'g') k.onGoTo();
      else if (letter === 'f') k.onFollow();
      else if (letter === '?') k.onHelp();
      else return false;
      return true;
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isField(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      const inToolbar = event.target instanceof HTMLElement && event.target.closest('[role="toolbar"]') !== null;
      let handled = false;
      if (event.altKey) {
        if (event.key === 'ArrowLeft') {
          latest.current.onBack();
          handled = true;
        }
      } else if (event.ctrlKey || event.metaKey) handled = control(event);
      else if (!(inToolbar && event.key.startsWith('Arrow'))) handled = plain(event);
      if (handled) event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [enabled, letters]);
}
