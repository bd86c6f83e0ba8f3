import type { Bilingual, DoctorRow } from './doctor-tools';

export interface NextStep {
  /** Of the row it is about. */
  id: string;
  what: Bilingual;
}

/** What stands on what: without the first the others cannot be judged, and what may lose data comes before what is only slow. */
const ORDER = ['settings', 'proxies', 'origin', 'node', 'sqlite', 'data', 'owner', 'space', 'flush', 'clock', 'clock_record', 'database', 'ink', 'papers', 'store', 'redis', 'files', 'history', 'certificate', 'rights', 'jobs', 'backup', 'standby', 'open_files', 'memory', 'clock_steps', 'time_zone', 'unshare'];

const rank = ({ id }: DoctorRow): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

/** What to do, in order: first what keeps the program from working, then what somebody should look at. Helpers that only tests use are nobody's duty. */
export function nextSteps(rows: readonly DoctorRow[]): NextStep[] {
  const inOrder = (state: DoctorRow['state']): DoctorRow[] => rows.filter((row) => row.state === state).sort((a, b) => rank(a) - rank(b));
  const missing = inOrder('missing').filter(({ id }) => id === 'unshare');
  return [...inOrder('fail'), ...inOrder('warn'), ...missing].map(({ id, label, note }) => ({ id, what: { vi: `${label.vi}: ${note?.vi ?? ''}`, en: `${label.en}: ${note?.en ?? ''}` } }));
}

/** The end of the report: a numbered list, or that nothing is to be done. */
export function formatNext(steps: readonly NextStep[], language: 'vi' | 'en'): string {
  if (steps.length === 0) return { vi: 'Không có việc gì cần làm.', en: 'Nothing needs to be done.' }[language];
  const title = { vi: 'Việc cần làm, theo thứ tự:', en: 'What to do next, in order:' }[language];
  return [title, ...steps.map(({ what }, index) => `${index + 1}. ${what[language]}`)].join('\n');
}
