import { Heading, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@hubspot/ui-extensions';
import type { ModelSeen } from '../contract.ts';
import type { ModelChange } from '../model-contract.ts';
import type { Format } from '../shared/format.ts';
import { say } from '../words/words.ts';
import { Change } from './Change.tsx';

type GroupsProps = {
  readonly groups: ModelSeen['groups'];
  /** null: whoever looks may not edit */
  readonly save: ((changes: readonly ModelChange[]) => void) | null;
  readonly busy: boolean;
  readonly format: Format;
};

/** The groups of rules, and the most that each counts. */
export const Groups = ({ groups, save, busy, format }: GroupsProps) => (
  <>
    <Heading>{say('groups')}</Heading>
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{say('group')}</TableHeader>
          <TableHeader align="right">{say('most_points')}</TableHeader>
          {save !== null && <TableHeader>{say('change')}</TableHeader>}
        </TableRow>
      </TableHead>
      <TableBody>
        {groups.map(({ id, label, cap }) => (
          <TableRow key={id}>
            <TableCell>{label}</TableCell>
            <TableCell align="right">{format.number(cap)}</TableCell>
            {save !== null && (
              <TableCell>
                <Change
                  id={`group-${id}`}
                  title={label}
                  label={say('change_of', { what: label })}
                  fields={[{ name: 'cap', label: say('most_points'), value: cap }]}
                  changes={(values) => {
                    const wanted = values.get('cap');
                    return wanted == null ? [] : [{ what: 'group', id, cap: wanted }];
                  }}
                  save={save}
                  busy={busy}
                />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </>
);
