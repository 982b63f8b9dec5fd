import { type ReactNode, useEffect, useRef, useState } from 'react';

type WithChildren = { readonly children?: ReactNode };

type TableProps = WithChildren & {
  readonly paginated?: boolean;
  readonly pageCount?: number;
  readonly page?: number;
  readonly onPageChange?: (page: number) => void;
  readonly density?: string;
};

export function Table({ paginated, pageCount = 1, page = 1, onPageChange, density = 'default', children }: TableProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isWide, setWide] = useState(false);
  // Arrow keys scroll a wide table, for people without a mouse.
  useEffect(() => {
    const { scrollWidth = 0, clientWidth = 0 } = box.current ?? {};
    setWide(scrollWidth > clientWidth);
  });
  return (
    <div className="rp-table-box" ref={box} {...(isWide && { tabIndex: 0, role: 'group', 'aria-label': 'Table' })}>
      <table className={`rp-table rp-density-${density}`}>{children}</table>
      {paginated ? (
        <div className="rp-buttons">
          <button type="button" className="rp-button" disabled={page <= 1} onClick={() => onPageChange?.(page - 1)}>
            Previous
          </button>
          <span>
            Page {page} of {pageCount}
          </span>
          <button
            type="button"
            className="rp-button"
            disabled={page >= pageCount}
            onClick={() => onPageChange?.(page + 1)}
          >
            Next
          </button>
        </div>
      ) : null}
    </div>
  );
}
export const TableHead = ({ children }: WithChildren) => <thead>{children}</thead>;
export const TableBody = ({ children }: WithChildren) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: WithChildren) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: WithChildren) => <tr>{children}</tr>;

type CellProps = WithChildren & {
  readonly align?: 'left' | 'center' | 'right';
  readonly colSpan?: number;
  readonly width?: 'min' | 'max' | 'auto' | number;
};
const cellStyle = ({ align, width }: CellProps) => ({
  textAlign: align,
  ...(typeof width === 'number' && { minWidth: width }),
});
type HeaderProps = CellProps & {
  readonly sortDirection?: 'ascending' | 'descending' | 'none' | 'never';
  readonly onSortChange?: (direction: string) => void;
};

export function TableHeader({ sortDirection = 'never', onSortChange, ...cell }: HeaderProps) {
  const { children } = cell;
  const sorted = sortDirection === 'never' ? undefined : sortDirection;
  return (
    <th scope="col" style={cellStyle(cell)} aria-sort={sorted}>
      {sorted ? (
        <button
          type="button"
          className="rp-link"
          onClick={() => onSortChange?.(sorted === 'ascending' ? 'descending' : 'ascending')}
        >
          {children}
        </button>
      ) : (
        children
      )}
    </th>
  );
}
export const TableCell = (cell: CellProps) => (
  <td style={cellStyle(cell)} colSpan={cell.colSpan}>
    {cell.children}
  </td>
);

export const Statistics = ({ children }: WithChildren) => <div className="rp-statistics">{children}</div>;
export const StatisticsItem = ({
  label,
  number,
  children,
}: WithChildren & { readonly label: string; readonly number: string | number }) => (
  <div className="rp-statistic">
    <div className="rp-microcopy">{label}</div>
    <div className="rp-number">{number}</div>
    {children}
  </div>
);
export const StatisticsTrend = ({
  value,
  direction,
}: {
  readonly value: string;
  readonly direction: 'increase' | 'decrease';
}) => (
  <div className="rp-microcopy">
    <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'} </span>
    <span className="rp-sr">{direction === 'increase' ? 'up' : 'down'} </span>
    {value}
  </div>
);

type AccordionProps = WithChildren & {
  readonly title: string;
  readonly defaultOpen?: boolean;
  readonly open?: boolean;
  readonly disabled?: boolean;
  readonly onClick?: () => void;
};

export function Accordion({ title, defaultOpen = false, open, disabled, onClick, children }: AccordionProps) {
  const [own, setOwn] = useState(defaultOpen);
  const shown = open ?? own;
  return (
    <div className="rp-accordion">
      <button
        type="button"
        aria-expanded={shown}
        disabled={disabled}
        onClick={() => {
          setOwn(!shown);
          onClick?.();
        }}
      >
        <span aria-hidden="true">{shown ? '▾' : '▸'} </span>
        {title}
      </button>
      {shown ? <div className="rp-accordion-body">{children}</div> : null}
    </div>
  );
}
