import type { Ports } from '../../../kernel/ports';
import type { PdfVerdict } from '../../../kernel/ports/pdf-inspector';

type Taken = Extract<PdfVerdict, { ok: true }>;

/**
 * Looks for marks of secrecy on a first page that is a picture, in what a machine reads there (D60). Where there is no such machine, or it
 * reads nothing, nobody has looked: its sender is asked.
 * @param file absolute.
 */
export async function lookAtScan(verdict: PdfVerdict, file: string, ports: Pick<Ports, 'recognizer'>, options: { signal: AbortSignal; memoryMb: number }): Promise<PdfVerdict> {
  if (!verdict.ok || !verdict.facts.firstIsScan || verdict.doubt) return verdict;
  const [size = [595, 842]] = verdict.facts.sizes;
  const seen = (await ports.recognizer.isHere()) ? await ports.recognizer.read(file, { number: 1, size }, options) : { ok: false as const };
  if (!seen.ok || seen.words.length === 0) return { ...verdict, doubt: { page: 1, words: '' } };
  if (seen.secrecy?.kind === 'mark') return { ok: false, reason: 'documents.secret_marking', params: { mark: seen.secrecy.mark, page: 1 }, offer: 'paper_only' };
  const read: Taken = { ...verdict, facts: { ...verdict.facts, findings: verdict.facts.findings.map((kind) => (kind === 'no_text_first_page' ? 'read_by_machine' : kind)) } };
  if (!seen.secrecy) return read;
  return { ...read, facts: { ...read.facts, findings: [...read.facts.findings, 'secrecy_doubt'] }, doubt: { page: 1, words: seen.secrecy.words } };
}
