import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Isolation } from '../../kernel/ports/office-converter';
import type { OfficeKind } from '../../shared/rules/office-kinds';
import { bubblewrap } from './isolation';
import { runGroup } from '../sandbox/group';
import { OfficeProblem } from './office-problem';

/** Processor seconds, and 512-byte blocks of one file, of a conversion. */
const CPU_SECONDS = 120;
const FILE_BLOCKS = 1_000_000;
const LIMITS = `ulimit -c 0; ulimit -t ${CPU_SECONDS}; ulimit -f ${FILE_BLOCKS}; ulimit -d "$1"; shift; exec "$@"`;
const WALL_MS = 110_000;

/** Settings of a profile that is thrown away: no macros, nothing fetched, nothing updated, no question asked. */
const SETTINGS: readonly [path: string, name: string, value: string][] = [
  ['org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', 'true'],
  ['org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['org.openoffice.Office.Common/Load', 'UpdateDocMode', '0'],
  ['org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
  ['org.openoffice.Office.Calc/Content/Update', 'Link', '1'],
  ['org.openoffice.Setup/Office', 'ooSetupInstCompleted', 'true'],
  ['org.openoffice.Office.Common/Misc', 'FirstRun', 'false'],
];

const profile = (): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${SETTINGS.map(([at, name, value]) => `<item oor:path="/${at}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`).join('')}</oor:items>\n`;

/** Faces of this program stand in for those of office programs that have their widths. */
export const STAND_INS = [['Times New Roman', 'Tinos'], ['TimesNewRoman', 'Tinos'], ['Arial', 'Liberation Sans'], ['Calibri', 'Carlito'], ['Cambria', 'Caladea']] as const;

const faceSettings = (folders: readonly string[]): string =>
  `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>${folders.map((folder) => `<dir>${folder}</dir>`).join('')}<cachedir>/tmp/faces</cachedir>${STAND_INS.map(([asked, given]) => `<alias binding="same"><family>${asked}</family><accept><family>${given}</family></accept></alias>`).join('')}</fontconfig>\n`;

export interface SofficeRun {
  program: string;
  isolation: Isolation;
  /** Absolute, empty: what comes and goes, and the profile. */
  room: string;
  /** Folders of this program's faces. */
  faces: readonly string[];
  memoryMb: number;
  signal: AbortSignal;
}

/** Has LibreOffice make `room/out/in.pdf` (or a Word file of today) of `room/in.KIND`. @throws OfficeProblem `documents.not_converted`; the signal's reason. */
export async function runSoffice(kind: OfficeKind, { program, isolation, room, faces, memoryMb, signal }: SofficeRun, to: 'pdf' | 'docx' = 'pdf'): Promise<string> {
  const isKept = isolation === 'bubblewrap';
  const seen = (file: string): string => (isKept ? `/room/${file}` : path.join(room, file));
  await mkdir(path.join(room, 'profile', 'user'), { recursive: true });
  await mkdir(path.join(room, 'out'), { recursive: true });
  await writeFile(path.join(room, 'profile', 'user', 'registrymodifications.xcu'), profile());
  await writeFile(path.join(room, 'fonts.conf'), faceSettings(isKept ? faces.map((_folder, at) => `/faces/${at}`) : faces));
  const keep = isKept ? bubblewrap(room, faces) : isolation === 'network' ? ['unshare', '-rn'] : [];
  const words = ['--headless', '--norestore', '--nolockcheck', '--nodefault', '--nofirststartwizard', `-env:UserInstallation=file://${seen('profile')}`, '--convert-to', to, '--outdir', seen('out'), seen(`in.${kind}`)];
  await runGroup(['/bin/sh', '-c', LIMITS, 'sh', String(memoryMb * 1_000), ...keep, program, ...words], room, { FONTCONFIG_FILE: path.join(room, 'fonts.conf') }, AbortSignal.any([signal, AbortSignal.timeout(WALL_MS)]));
  signal.throwIfAborted();
  const made = path.join(room, 'out', `in.${to}`);
  if (!((await stat(made).catch(() => null))?.size)) throw new OfficeProblem('documents.not_converted');
  return made;
}
