import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AdministrativeFonts, Fonts } from '../kernel/ports/fonts';

const folder = (): string => path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
/** Where a face of the administrative type lies, by weight and style. */
export const fontFile = (name: string): string => path.join(folder(), name, `Tinos_${name}.ttf`);
const face = (name: string): Promise<Buffer> => readFile(fontFile(name));

/** The type faces this installation brings along. */
export function createFonts(): Fonts {
  let loaded: Promise<AdministrativeFonts> | null = null;
  const read = async (): Promise<AdministrativeFonts> => {
    const [regular, italic] = await Promise.all([face('400Regular'), face('400Regular_Italic')]);
    return { regular, italic };
  };
  return { administrative: () => (loaded ??= read()) };
}
