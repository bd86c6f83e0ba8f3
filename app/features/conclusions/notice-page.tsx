import type { QueryResult } from '../../../server/application';
import { useTexts } from '~/ui/i18n';
import { conclusionsTexts } from './texts';

type Text = NonNullable<QueryResult<'conclusions.notice'>['text']>;

/** The notice as paper, before it is issued and after. */
export function NoticePage({ text, number }: { text: Text; number: string | null }) {
  const t = useTexts(conclusionsTexts);
  const { header, signatures: { signatory } } = text;
  return (
    <article className="mn-paper" aria-label={t('page')} tabIndex={0} lang="vi">
      <header className="mn-head ph-doc">
        <div>
          {header.agency.map((line) => <p key={line}>{line}</p>)}
          <p className="mn-head-number">Số: {number ?? `…/${header.notation}`}</p>
        </div>
        <div>
          <p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
          <p className="mn-motto">Độc lập - Tự do - Hạnh phúc</p>
          <p className="kl-date">{header.placeDate}</p>
        </div>
        <p className="mn-head-title">THÔNG BÁO<br />{text.abstract}</p>
      </header>
      <div className="mn-body">
        <Paragraphs of={text.opening} />
        {text.items.map(({ heading, paragraphs }, index) => (
          <section key={heading}>
            <div className="mn-paragraph" data-heading><p className="ph-doc">{`${index + 1}. ${heading}`}</p></div>
            <Paragraphs of={paragraphs} />
          </section>
        ))}
        <Paragraphs of={text.closing} />
      </div>
      <footer className="mn-signatures ph-doc kl-foot">
        <ul className="kl-recipients" aria-label={t('recipients')}>
          <li className="kl-recipients-head">Nơi nhận:</li>
          {text.recipients.map((line) => <li key={line}>{line}</li>)}
        </ul>
        <div>
          <p>{[...(signatory.authority ?? []), ...(signatory.title ? [signatory.title] : [])].map((line) => <span key={line} className="mn-authority">{line}</span>)}</p>
          <p>{signatory.name}</p>
        </div>
      </footer>
    </article>
  );
}

function Paragraphs({ of }: { of: Text['opening'] }) {
  return of.map(({ text, kind }) => <div key={text} className="mn-paragraph"><p className="ph-doc">{kind === 'dash' ? `- ${text}` : text}</p></div>);
}
