import { worst, type Judge } from '../judge';
import { lines, scene } from '../run';

interface Row { kind: string; indication: string; subIndication: string | null; level?: string; errors: string[]; warnings: string[]; changes: string[] }

/** The value of a filled field of its own, met on the way through the structure tree, is what DSS calls an undefined change (decision 012). */
const OWN_FIELD = /^undefined: .*\/StructTreeRoot\b.*\/Obj\b/u;

/** EU DSS: most changes only warn, broken cross-references it repairs; so what its detectors found counts beside its word. */
export const dss: Judge = {
  name: 'dss',
  judge: (files, bench) => lines<Row>('dss', scene(bench), files, (rows) =>
    worst(rows.map(({ kind, indication, subIndication, level, errors, warnings, changes }) => {
      const found = changes.filter((change) => !OWN_FIELD.test(change));
      const isBaseline = kind !== 'signature' || level?.startsWith('PAdES-BASELINE-') === true;
      if (indication.endsWith('FAILED')) return { word: 'refused', said: [subIndication ?? indication, ...errors.slice(0, 2)] };
      if (indication.endsWith('PASSED') && found.length === 0 && isBaseline) return { word: 'sound', said: [] };
      return { word: 'doubted', said: [subIndication ?? (isBaseline ? '' : `level ${level}`), ...found, ...(found.length > 0 ? [] : [...errors, ...warnings].slice(0, 2))].filter((one) => one !== '') };
    }))),
};
