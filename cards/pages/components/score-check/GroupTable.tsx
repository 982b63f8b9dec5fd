import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { GroupSeen } from '../../contracts/check-contract.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { percent } from './percent.ts';

type GroupTableProps<Group extends GroupSeen> = {
  /** what the groups are: grades, months … */
  readonly of: string;
  readonly groups: readonly Group[];
  readonly format: Format;
  /** one more column */
  readonly more?: { readonly title: string; readonly cell: (group: Group) => string };
};

/** How many of each group of leads bought; too few leads make no share. */
export const GroupTable = <Group extends GroupSeen>({ of, groups, format, more }: GroupTableProps<Group>) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>{of}</TableHeader>
        <TableHeader align="right">{say('check_leads')}</TableHeader>
        <TableHeader align="right">{say('check_bought')}</TableHeader>
        <TableHeader align="right">{say('check_share')}</TableHeader>
        {more !== undefined && <TableHeader align="right">{more.title}</TableHeader>}
      </TableRow>
    </TableHead>
    <TableBody>
      {groups.map((group) => (
        <TableRow key={group.name}>
          <TableCell>{group.name}</TableCell>
          <TableCell align="right">{format.number(group.seen)}</TableCell>
          <TableCell align="right">{format.number(group.won)}</TableCell>
          <TableCell align="right">{shareIn(group.share, format)}</TableCell>
          {more !== undefined && <TableCell align="right">{more.cell(group)}</TableCell>}
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** `5.2 % (3.6 – 7.4 %)` */
function shareIn(share: GroupSeen['share'], format: Format): string {
  if (share === null) return say('check_too_few');
  const low = percent(share.low, format).replace(' %', '');
  return `${percent(share.is, format)} (${low} – ${percent(share.high, format)})`;
}
