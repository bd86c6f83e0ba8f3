import { InlineError, RowList, moveEntry } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { inOrder, useOrder } from '../../commands';
import { PaperEditRow, type PaperPlace } from './paper-edit-row';
import type { PaperRows } from './data';
import type { Paper } from './paper-row';
import { documentTexts } from './texts';
import { UploadRow } from './upload-row';
import type { Upload } from './upload-queue';
import type { Uploads } from './use-uploads';

interface PaperListProps {
  /** Null: papers of the session as a whole. */
  itemId: string | null;
  papers: readonly Paper[];
  proposals: PaperRows['proposals'];
  originals: PaperRows['originals'];
  places: readonly PaperPlace[];
  /** Files on their way here. */
  coming: readonly Upload[];
  uploads: Uploads;
  /** Endings of files that become papers here. */
  accept: string;
  /** People may have read what is replaced: they are told why. */
  isPublished: boolean;
  onPaperOnly?: () => void;
}

/** Papers of one row of the agenda in the editor, with what is on its way to it. */
export function PaperList({ itemId, papers, proposals, originals, places, coming, uploads, accept, isPublished, onPaperOnly }: PaperListProps) {
  const t = useTexts(documentTexts);
  const order = useOrder(
    papers.map(({ id }) => id),
    'documents.reorder',
    (_before, ids) => ({ itemId, order: [...ids] }),
  );
  // An order that was refused is not shown as if it held.
  const shown = inOrder(papers, order.error ? null : order.wanted);
  const shift = (index: number, to: number): void => order.put(moveEntry(shown, index, to).map(({ id }) => id));
  return (
    <>
      {order.error ? <InlineError error={order.error} /> : null}
      <RowList label={t(itemId === null ? 'general' : 'list')}>
        {shown.map((paper, index) => (
          <PaperEditRow
            key={paper.id}
            paper={paper}
            places={places}
            original={originals.find(({ documentId }) => documentId === paper.id)?.fileName ?? null}
            proposal={proposals.find(({ id }) => id === paper.id)?.title}
            onUp={index > 0 ? () => shift(index, index - 1) : null}
            onDown={index < shown.length - 1 ? () => shift(index, index + 1) : null}
            accept={accept}
            asksReason={isPublished}
            onReplace={(file, reason) => uploads.add([file], { itemId, documentId: paper.id, replaces: paper.number, reason })}
          />
        ))}
        {coming.map((upload) => (
          <UploadRow key={upload.id} upload={upload} uploads={uploads} onPaperOnly={onPaperOnly} isBesidePanel />
        ))}
      </RowList>
    </>
  );
}
