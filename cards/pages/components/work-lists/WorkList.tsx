import { EmptyState, Flex, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { Fallback } from '../../shared/account/Fallback.tsx';
import type { AccountView } from '../../shared/account/view.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted, speech, told } from '../../words/words.ts';
import { Records } from './Records.tsx';

type WorkListProps = { readonly workList: NonNullable<AccountView['workList']>; readonly format: Format };

const WAITS = ['any', 'unanswered', 'woke', 'by_hand', 'without_owner'] as const;
type Wait = (typeof WAITS)[number];

/** What waits for people in sales: who answers whom by when, and what belongs to nobody. */
export function WorkList({ workList, format }: WorkListProps) {
  const { waiting, items } = workList;
  const [chosen, choose] = useState<Wait>('any');
  const countOf = (wait: Wait): number => (wait === 'any' ? workList.count : (waiting?.[wait] ?? 0));
  // After a refresh there may be none of it.
  const wait = countOf(chosen) === 0 ? 'any' : chosen;
  const listed = wait === 'any' ? items : items.filter(({ waits = [] }) => waits.includes(wait));
  return (
    <Flex direction="column" gap="sm">
      <Fallback workList={workList} say={speech()} />
      {workList.count === 0 ? (
        <EmptyState title={say('nothing_waits')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{say('nothing_waits_what')}</Text>
        </EmptyState>
      ) : (
        <>
          <Text testId="work-count">
            {sayCounted('waiting', workList.count, {
              late: format.number(workList.late),
              withoutOwner: format.number(workList.withoutOwner),
            })}
          </Text>
          {waiting !== undefined && (
            <Select
              name="waits"
              label={say('show_which')}
              value={wait}
              options={WAITS.filter((one) => countOf(one) > 0).map((one) => ({
                value: one,
                label: say(`waits_${one}`, { count: format.number(countOf(one)) }),
              }))}
              onChange={(one) => choose(one as Wait)}
            />
          )}
          <Records
            columns={[say('what_to_do'), say('due'), say('since')]}
            rows={listed.map(({ contact, what, owner, dueAt, since }) => ({
              contact: { ...contact, owner },
              cells: [told(what), dueAt === null ? say('no_deadline') : format.instant(dueAt), format.day(since)],
            }))}
          />
          {countOf(wait) > listed.length && (
            <Text variant="microcopy">
              {say('first_listed', { shown: format.number(listed.length), count: format.number(countOf(wait)) })}
            </Text>
          )}
        </>
      )}
    </Flex>
  );
}
