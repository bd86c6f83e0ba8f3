export const THEMES = ['light', 'dim', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];
/** Text size in per cent. */
export const SCALES = [100, 110, 125, 150, 175, 200] as const;
export type Scale = (typeof SCALES)[number];

export interface DisplayPreferences {
  theme: Theme;
  scale: Scale;
  leftHand: boolean;
}

export const DEFAULT_DISPLAY: DisplayPreferences = { theme: 'light', scale: 100, leftHand: false };

/** Name of the cookie that keeps the choice on this device; its value is `encodeDisplay`'s. */
export const DISPLAY_COOKIE = 'phien_display';

/** "dim.125.left": short enough for a cookie, readable in a log. */
export function encodeDisplay(preferences: DisplayPreferences): string {
  return `${preferences.theme}.${preferences.scale}.${preferences.leftHand ? 'left' : 'right'}`;
}

/** Reads the cookie; whatever it does not know is the default. */
export function decodeDisplay(value: string | null | undefined): DisplayPreferences {
  const [theme, scale, hand] = (value ?? '').split('.');
  return {
    theme: THEMES.find((known) => known === theme) ?? DEFAULT_DISPLAY.theme,
    scale: SCALES.find((known) => String(known) === scale) ?? DEFAULT_DISPLAY.scale,
    leftHand: hand === 'left',
  };
}

/** Attributes of `<html>`. */
export function displayAttributes(preferences: DisplayPreferences): { 'data-theme': Theme; 'data-scale': string; 'data-hand': 'left' | 'right' } {
  return { 'data-theme': preferences.theme, 'data-scale': String(preferences.scale), 'data-hand': preferences.leftHand ? 'left' : 'right' };
}
