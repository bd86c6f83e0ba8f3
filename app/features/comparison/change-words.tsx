import type { QueryResult } from '../../../server/application';
import { useTexts, type Translate } from '~/ui/i18n';
import { comparisonTexts } from './texts';
import './comparison.css';

export type Row = QueryResult<'documents.comparison'>['rows'][number];
type Words = Translate<(typeof comparisonTexts)['vi']>;

/** "Điều 2, khoản 1": where in a paper something stands; empty where it says nothing of that. */
export function placeWords(t: Words, place: Row['place']): string {
  return place.map(([kind, number]) => t(`place_${kind}`, { number })).join(', ').trim();
}

/** Words that stayed, went and came. What went is struck out and what came underlined, and both are told as such. */
export function ChangePieces({ pieces, side }: { pieces: Row['pieces']; /** Of one version alone. */ side?: 'old' | 'new' }) {
  const t = useTexts(comparisonTexts);
  return (
    <>
      {pieces.map(([op, text], index) => {
        if ((op === '-' && side === 'new') || (op === '+' && side === 'old')) return null;
        if (op === '=') return <span key={index}>{text} </span>;
        const Tag = op === '-' ? 'del' : 'ins';
        return <span key={index}><Tag className="cp-piece"><span className="ph-hidden">{`[${t(op === '-' ? 'wentWord' : 'cameWord')} `}</span>{text}<span className="ph-hidden">]</span></Tag> </span>;
      })}
    </>
  );
}
