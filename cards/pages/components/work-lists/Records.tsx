import { Link, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import { usePages } from '../../hooks/use-pages.ts';
import type { AccountView } from '../../shared/account/view.ts';
import type { Format } from '../../shared/format.ts';
import { say, told } from '../../words/words.ts';

type Contact = AccountView['ready']['contacts'][number]['contact'];

type RecordsProps = {
  /** headings of the columns after contact, score and owner */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly contact: Contact; readonly cells: readonly string[] }[];
};

/** Longer tables are read in pages. */
const ROWS_A_PAGE = 10;

/** Contacts by name, each a link to the record, with score and owner. */
export function Records({ columns, rows }: RecordsProps) {
  const { rows: shown, paging } = usePages(rows, ROWS_A_PAGE);
  return (
    <Table bordered density="condensed" {...paging}>
      <TableHead>
        <TableRow>
          {[say('contact'), say('score'), say('owner'), ...columns].map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {shown.map(({ contact, cells }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows may be alike, and have no state.
          <TableRow key={place}>
            <TableCell>
              <Link href={contact.url}>{contact.name ?? say('nameless', { id: contact.id })}</Link>
              {contact.company !== undefined && <Text variant="microcopy">{contact.company}</Text>}
            </TableCell>
            <TableCell>{scoreOf(contact)}</TableCell>
            <TableCell>{contact.owner ?? say('nobody')}</TableCell>
            {cells.map((cell, index) => (
              <TableCell key={columns[index]}>{cell}</TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const scoreOf = ({ score, grade }: Contact): string =>
  score === null ? say('not_scored') : say('score_and_grade', { score, grade: grade ?? '–' });

type ListedProps = {
  readonly listed: AccountView['ready']['contacts'];
  /** how many there are in all, and where to find those that are not listed */
  readonly count: number;
  readonly where: string;
  /** heading of the last column */
  readonly since: string;
  readonly format: Format;
};

/** Contacts of one kind, with the reasons and since when. */
export const Listed = ({ listed, count, where, since, format }: ListedProps) => (
  <>
    <Records
      columns={[say('why'), since]}
      rows={listed.map(({ contact, why, since: at }) => ({
        contact,
        cells: [why.map(told).join(' '), at === null ? '–' : format.day(at)],
      }))}
    />
    {count > listed.length && (
      <Text variant="microcopy">
        {say('first_of', { shown: format.number(listed.length), count: format.number(count), where })}
      </Text>
    )}
  </>
);
