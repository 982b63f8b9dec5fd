import {
  Button,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { RuleSeen } from '../contract.ts';
import type { ModelChange } from '../model-contract.ts';
import type { Format } from '../shared/format.ts';
import { say } from '../words/words.ts';
import { Change } from './Change.tsx';

type RulesProps = {
  readonly rules: readonly RuleSeen[];
  /** of how many contacts the figures are */
  readonly contacts: number;
  /** null: whoever looks may not edit */
  readonly save: ((changes: readonly ModelChange[]) => void) | null;
  readonly busy: boolean;
  readonly format: Format;
};

const ROWS_A_PAGE = 15;

/** Rules as a marketer reads them, one in a row. */
export function Rules({ rules, contacts, save, busy, format }: RulesProps) {
  const [page, setPage] = useState(1);
  const pageCount = Math.max(1, Math.ceil(rules.length / ROWS_A_PAGE));
  const shown = Math.min(page, pageCount);
  return (
    <Table
      bordered
      density="condensed"
      paginated={pageCount > 1}
      pageCount={pageCount}
      page={shown}
      onPageChange={setPage}
    >
      <TableHead>
        <TableRow>
          <TableHeader>{say('rule')}</TableHeader>
          <TableHeader align="right">{say('points')}</TableHeader>
          <TableHeader>{say('group')}</TableHeader>
          <TableHeader>{say('half_life')}</TableHeader>
          <TableHeader align="right">{say('holds_for')}</TableHeader>
          <TableHeader align="right">{say('on_average')}</TableHeader>
          {save !== null && <TableHeader>{say('change')}</TableHeader>}
        </TableRow>
      </TableHead>
      <TableBody>
        {rules.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE).map((rule) => (
          <TableRow key={rule.id}>
            <TableCell>
              {rule.label}
              {rule.asks !== null && <Text variant="microcopy">{rule.asks}</Text>}
            </TableCell>
            <TableCell align="right">{pointsOf(rule, format)}</TableCell>
            <TableCell>{say('group_and_cap', { group: rule.group, cap: format.number(rule.cap) })}</TableCell>
            <TableCell>
              {rule.halfLifeDays === null ? '–' : say('in_days', { days: format.number(rule.halfLifeDays) })}
            </TableCell>
            <TableCell align="right">
              {rule.holds === null
                ? '–'
                : say('holds_of', { count: format.number(rule.holds.contacts), all: format.number(contacts) })}
            </TableCell>
            <TableCell align="right">{rule.holds === null ? '–' : signed(rule.holds.average, format)}</TableCell>
            {save !== null && (
              <TableCell>
                <Flex direction="row" gap="xs">
                  <Change
                    id={`rule-${rule.id}`}
                    title={rule.label}
                    label={say('change_of', { what: rule.label })}
                    fields={[
                      { name: 'points', label: say('points'), value: rule.points },
                      ...(rule.halfLifeDays === null
                        ? []
                        : [{ name: 'halfLifeDays', label: say('half_life_days'), value: rule.halfLifeDays }]),
                    ]}
                    changes={(values) => {
                      const points = values.get('points');
                      const halfLifeDays = values.get('halfLifeDays');
                      return points == null && halfLifeDays === undefined
                        ? []
                        : [
                            {
                              what: 'rule',
                              id: rule.id,
                              ...(points != null && { points }),
                              ...(halfLifeDays !== undefined && { halfLifeDays }),
                            },
                          ];
                    }}
                    save={save}
                    busy={busy}
                  />
                  <Button
                    size="xs"
                    variant="secondary"
                    onClick={() => save([{ what: 'delete', id: rule.id }])}
                    testId={`delete-${rule.id}`}
                  >
                    {say('delete_of', { what: rule.label })}
                  </Button>
                </Flex>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const pointsOf = ({ points, gives }: RuleSeen, format: Format): string =>
  gives === 'points' ? signed(points, format) : say('up_to', { points: signed(points, format) });

/** `+10`, `−5`, `0` */
const signed = (points: number, format: Format): string =>
  points > 0 ? `+${format.number(points)}` : format.number(points).replace('-', '−');
