import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import { Fallback } from '../shared/account/Fallback.tsx';
import type { AccountView } from '../shared/account/view.ts';
import type { Format } from '../shared/format.ts';
import { say, sayCounted, speech, told } from '../words/words.ts';
import { Records } from './Records.tsx';

type WorkListProps = { readonly workList: NonNullable<AccountView['workList']>; readonly format: Format };

/** What waits for people in sales: who answers whom by when, and what belongs to nobody. */
export const WorkList = ({ workList, format }: WorkListProps) => (
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
        <Records
          columns={[say('what_to_do'), say('due'), say('since')]}
          rows={workList.items.map(({ contact, what, owner, dueAt, since }) => ({
            contact: { ...contact, owner },
            cells: [told(what), dueAt === null ? say('no_deadline') : format.instant(dueAt), format.day(since)],
          }))}
        />
      </>
    )}
  </Flex>
);
