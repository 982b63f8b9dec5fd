import {
  Button,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { csvOf } from '../../csv.ts';
import { usePages } from '../../hooks/use-pages.ts';
import { say } from '../../words/words.ts';

type FigureTableProps = {
  /** headings: of what, and of each figure */
  readonly columns: readonly [string, ...string[]];
  readonly rows: readonly (readonly [string, ...string[]])[];
};

/** Longer tables are read in pages. */
const ROWS_A_PAGE = 13;

/** Figures, each row of something else; all of them can be taken into a spreadsheet. */
export function FigureTable({ columns, rows }: FigureTableProps) {
  const { copyTextToClipboard, addAlert } = useExtensionActions<'pages'>();
  const { rows: shown, paging } = usePages(rows, ROWS_A_PAGE);
  const copy = () =>
    copyTextToClipboard(csvOf([columns, ...rows])).then(
      () => addAlert({ type: 'success', message: say('copied') }),
      () => addAlert({ type: 'warning', message: say('not_copied') }),
    );
  return (
    <Flex direction="column" gap="xs">
      <Table bordered density="condensed" {...paging}>
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
          {shown.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows may be alike, and have no state.
            <TableRow key={line}>
              {row.map((cell, place) => (
                <TableCell key={columns[place]} align={place === 0 ? 'left' : 'right'}>
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Flex direction="row" justify="end">
        <Button size="xs" variant="secondary" onClick={() => void copy()}>
          {say('copy_csv')}
        </Button>
      </Flex>
    </Flex>
  );
}
