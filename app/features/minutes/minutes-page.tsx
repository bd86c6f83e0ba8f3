import { agencyLines } from '@shared/rules/agency-name';
import { unnumbered } from '@shared/rules/minutes-text';
import { Button } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { WritingPerson } from '@shared/protocol/writing-events';
import type { WrittenBlock } from '@shared/rules/written-minutes';
import type { Draft, EditorData, Paragraph } from './data';
import { ChangesOf, MarkedWords } from './differences';
import { minutesTexts } from './texts';
import { WritingField } from './writing-field';
import { Phrases } from './writing-tools';

export interface MinutesPageProps {
  data: EditorData;
  paragraphs: readonly Draft[];
  known: ReadonlyMap<string, Paragraph>;
  isEditing: boolean;
  /** The chosen event and the ids of the paragraphs that tell of it. */
  joint: { words: string; ids: ReadonlySet<string> } | null;
  active: string | null;
  number: string | null;
  onActivate(id: string | null): void;
  onChange(id: string, text: string, caret?: number): void;
  onAddAfter(id: string): void;
  onRemove(id: string): void;
  /** What was put in and taken out is shown in the words; null: how they read now. */
  marked: ReadonlyMap<string, WrittenBlock> | null;
  names: Readonly<Record<string, string>>;
  /** The others who write, each with a place in the text that is shown. */
  people: readonly WritingPerson[];
  speakersOf(id: string): readonly string[];
  onCaret(id: string, place: number): void;
  onUndo(): void;
  onRedo(): void;
}

const isHeading = (id: string): boolean => id.startsWith('heading:') || /^item:[^:]+:title$/.test(id);
/** Where a paragraph as it reads now comes from; its number follows the place. */
export const sourceOf = (paragraph: Paragraph | undefined, text: string): 'event' | 'hand' | 'changed' => {
  if (paragraph?.source !== 'event') return 'hand';
  const recorded = paragraph.recorded ?? paragraph.text;
  return unnumbered(text) === unnumbered(recorded) ? 'event' : 'changed';
};

function PageHead({ data, number }: { data: EditorData; number: string | null }) {
  return (
    <header className="mn-head ph-doc" lang="vi">
      <div>
        {agencyLines(data.agency.name).map((line) => <p key={line}>{line}</p>)}
        <p className="mn-head-number">Số: {number ?? `…/${data.notation}`}</p>
      </div>
      <div>
        <p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
        <p className="mn-motto">Độc lập - Tự do - Hạnh phúc</p>
      </div>
      <p className="mn-head-title">BIÊN BẢN<br />{data.session.title}</p>
    </header>
  );
}

/** As if it had been typed there. */
function insertAtCaret(id: string, words: string): void {
  const field = document.getElementById(`p-${id}`);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The minutes as paper: what comes from an event, what was written by hand, what differs from the record. */
export function MinutesPage({ data, paragraphs, known, isEditing, joint, active, number, marked, names, people, speakersOf, onActivate, onChange, onAddAfter, onRemove, onCaret, onUndo, onRedo }: MinutesPageProps) {
  const t = useTexts(minutesTexts);
  return (
    <article className="mn-paper" aria-label={t('page')} tabIndex={isEditing ? undefined : 0} onClick={isEditing ? undefined : ({ target }) => onActivate((target as Element).closest('.mn-paragraph')?.id.slice('mn-'.length) ?? null)}>
      <PageHead data={data} number={number} />
      <div className="mn-body" lang="vi">
        {paragraphs.map(({ id, text }, index) => {
          const paragraph = known.get(id);
          const isActive = id === active;
          const editable = isEditing && !id.startsWith('heading:') && id !== 'attendance' && !(isHeading(id) && data.minutes?.isWorking);
          const source = sourceOf(paragraph, text);
          const block = marked?.get(id);
          const here = people.flatMap(({ personId, name, at }) => (at?.id === id ? [{ personId, name, place: at.place }] : []));
          const recorded = paragraph?.source === 'event' ? (paragraph.recorded ?? paragraph.text) : null;
          return (
            <div key={id} id={`mn-${id}`} className="mn-paragraph" data-source={source} data-joined={joint?.ids.has(id) || undefined} data-heading={isHeading(id) || undefined} data-centred={id === 'heading:content' || undefined} data-active={isActive || undefined}>
              {joint?.ids.has(id) ? <p className="mn-joint">{joint.words}</p> : null}
              {editable ? (
                <WritingField
                  id={id}
                  text={text}
                  label={t('paragraph', { number: index + 1 })}
                  describedBy={here.length > 0 ? `here-${id}` : undefined}
                  others={here}
                  speakers={speakersOf(id)}
                  onFocus={() => onActivate(id)}
                  onChange={(next, caret) => onChange(id, next, caret)}
                  onCaret={(place) => onCaret(id, place)}
                  onUndo={onUndo}
                  onRedo={onRedo}
                />
              ) : block ? (
                <p className="ph-doc"><span className="mn-words"><MarkedWords block={block} shown={text} names={names} /></span></p>
              ) : text !== '' ? (
                <p className="ph-doc"><span className="mn-words">{text}</span></p>
              ) : null}
              {block && !editable && isActive ? <ChangesOf block={block} names={names} /> : null}
              {here.length > 0 ? <p id={`here-${id}`} className="mn-here">{here.map(({ name }) => t('isHere', { name })).join('; ')}</p> : null}
              {editable && isActive ? (
                <div className="mn-tools">
                  {source === 'changed' && recorded ? (
                    <>
                      <p className="ph-sm ph-2">{t('recorded', { text: recorded })}</p>
                      <Button look="quiet" size={48} icon="undo" onPress={() => onChange(id, recorded)}>{t('useRecorded')}</Button>
                    </>
                  ) : null}
                  <Button look="soft" size={48} icon="add" onPress={() => onAddAfter(id)}>{t('addBelow')}</Button>
                  {paragraph?.isFixed ? null : <Button look="quiet" size={48} icon="delete" onPress={() => onRemove(id)}>{t('removeThis')}</Button>}
                  <Phrases speakers={speakersOf(id)} onInsert={(words) => insertAtCaret(id, words)} />
                </div>
              ) : null}
            </div>
          );
        })}
      </div>
      <footer className="mn-signatures ph-doc" lang="vi">
        <div><p>THƯ KÝ</p><p>{data.signers.secretary}</p></div>
        <div><p>CHỦ TỌA{data.signers.authority.map((line) => <span key={line} className="mn-authority">{line}</span>)}</p><p>{data.signers.chair}</p></div>
      </footer>
    </article>
  );
}
