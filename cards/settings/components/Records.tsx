import { Link, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';

type RecordsProps = {
  /** headings of the columns after the contact */
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly contact: { readonly id: number; readonly url: string };
    readonly cells: readonly string[];
  }[];
};

/** Contacts by number, each a link to the record: names are for those who may open it. */
export const Records = ({ columns, rows }: RecordsProps) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>Contact</TableHeader>
        {columns.map((column) => (
          <TableHeader key={column}>{column}</TableHeader>
        ))}
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map(({ contact, cells }) => (
        <TableRow key={`${contact.id} ${cells.join(' ')}`}>
          <TableCell>
            <Link href={contact.url}>{`${contact.id}`}</Link>
          </TableCell>
          {cells.map((cell, index) => (
            <TableCell key={columns[index]}>{cell}</TableCell>
          ))}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
