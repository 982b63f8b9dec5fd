import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { Format } from './format.ts';

type CountTableProps = {
  /** headings: what is counted, and how often */
  readonly columns: readonly [what: string, howMany: string];
  readonly rows: readonly { readonly what: string; readonly count: number }[];
  readonly format: Format;
};

/** How often each of some things was found. */
export const CountTable = ({ columns: [what, howMany], rows, format }: CountTableProps) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>{what}</TableHeader>
        <TableHeader align="right">{howMany}</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <TableRow key={row.what}>
          <TableCell>{row.what}</TableCell>
          <TableCell align="right">{format.number(row.count)}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
