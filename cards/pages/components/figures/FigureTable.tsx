import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';

type FigureTableProps = {
  /** headings: of what, and of each figure */
  readonly columns: readonly [string, ...string[]];
  readonly rows: readonly (readonly [string, ...string[]])[];
};

/** Figures, each row of something else. */
export const FigureTable = ({ columns, rows }: FigureTableProps) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        {columns.map((column, place) => (
          <TableHeader key={column} align={place === 0 ? 'left' : 'right'}>
            {column}
          </TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <TableRow key={row[0]}>
          {row.map((cell, place) => (
            <TableCell key={columns[place]} align={place === 0 ? 'left' : 'right'}>
              {cell}
            </TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
