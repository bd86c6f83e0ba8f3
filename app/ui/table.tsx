import type { ReactNode } from 'react';
import { EmptyState, InlineError, Skeleton } from './states';
import type { InlineErrorProps } from './states';

export interface Column<R> {
  key: string;
  header: ReactNode;
  cell: (row: R, index: number) => ReactNode;
  /** Figures stand at the end, in columns. */
  align?: 'start' | 'end';
  /** This column names the row for screen readers. */
  isRowHeader?: boolean;
}

export interface TableProps<R> {
  /** Says what the table holds; shown unless hidden. */
  caption: ReactNode;
  captionHidden?: boolean;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  isLoading?: boolean;
  error?: InlineErrorProps | null;
  empty: ReactNode;
  foot?: ReactNode;
}

/** A table with its waiting, empty and failed states; scrolls sideways inside its own box when narrow. */
export function Table<R>({ caption, captionHidden, columns, rows, rowKey, isLoading, error, empty, foot }: TableProps<R>) {
  if (error) return <InlineError {...error} />;
  if (isLoading) return <Skeleton shape="row" lines={4} />;
  if (rows.length === 0) return <EmptyState>{empty}</EmptyState>;
  return (
    <div className="ph-table-box" tabIndex={0} role="region" aria-label={typeof caption === 'string' ? caption : undefined}>
      <table className="ph-table">
        <caption className={captionHidden ? 'ph-hidden' : 'ph-label'}>{caption}</caption>
        <thead>
          <tr>{columns.map((column) => <th key={column.key} scope="col" data-align={column.align}>{column.header}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row)}>
              {columns.map((column) =>
                column.isRowHeader ? (
                  <th key={column.key} scope="row" data-align={column.align}>{column.cell(row, index)}</th>
                ) : (
                  <td key={column.key} data-align={column.align}>{column.cell(row, index)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </div>
  );
}
