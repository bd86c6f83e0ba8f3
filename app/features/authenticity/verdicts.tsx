import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useRevalidator } from '@remix-run/react';
import type { QueryResult } from '../../../server/application';
import { StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { VERDICTS } from '../verification';
import { authenticityTexts } from './texts';

export type SessionVerdicts = QueryResult<'authenticity.of-session'>;
export type Verdict = SessionVerdicts[number]['verdict'];

/** Tone and picture of a verdict, as its report has them. */
export const faceOf = (verdict: Verdict) => (verdict === 'waiting' ? (['neutral', 'hourglass'] as const) : ([VERDICTS[verdict][1], VERDICTS[verdict][2]] as const));

/** Between two looks at what is being verified, ms. */
const LOOK_MS = 4_000;

const Verdicts = createContext<SessionVerdicts>([]);

/** The verdicts of the papers within, which come by themselves while some are being verified. */
export function PaperVerdicts({ verdicts, children }: { verdicts: SessionVerdicts; children: ReactNode }) {
  const { revalidate, state } = useRevalidator();
  const isWaited = verdicts.some(({ verdict }) => verdict === 'waiting');
  useEffect(() => {
    if (!isWaited || state !== 'idle') return undefined;
    const timer = setTimeout(revalidate, LOOK_MS);
    return () => clearTimeout(timer);
  }, [isWaited, state, revalidate]);
  return <Verdicts.Provider value={verdicts}>{children}</Verdicts.Provider>;
}

/** What the signatures of a paper are worth, beside its title; nothing where it has none (authenticity AU2). */
export function VerdictMark({ documentId }: { documentId: string }) {
  const t = useTexts(authenticityTexts);
  const found = useContext(Verdicts).find((one) => one.documentId === documentId);
  if (!found) return null;
  const [tone, icon] = faceOf(found.verdict);
  return <StateWord tone={tone} icon={icon}>{t(found.verdict)}</StateWord>;
}
