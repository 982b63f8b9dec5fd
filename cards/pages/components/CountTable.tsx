import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { Format } from '../shared/format.ts';
import { say } from '../words/words.ts';

type CountTableProps = {
  /** what is counted: the heading of the first column */
  readonly what: string;
  readonly rows: readonly { readonly what: string; readonly count: number }[];
  readonly format: Format;
};

/** How often each of some things was found. */
export const CountTable = ({ what, rows, format }: CountTableProps) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>{what}</TableHeader>
        <TableHeader align="right">{say('how_many')}</TableHeader>
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
