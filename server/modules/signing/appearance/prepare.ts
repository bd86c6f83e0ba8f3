import type { AdministrativeFonts } from '../../../kernel/ports/fonts';

/** The drawing of visible signatures, loaded when it is first needed: it brings along half of what the program would load at its start. */
export const drawing = () => import('./draw');

/** Loads the drawing and reads its type faces while something else is waited for, so that the first signature takes no longer than the others. */
export async function prepareDrawing(fonts: AdministrativeFonts): Promise<void> {
  const { drawPersonAppearance } = await drawing();
  await drawPersonAppearance({ width: 100, height: 50, fonts, testOnly: true, name: 'Chủ tọa' });
}
