import { Alert, EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { counted, type Format } from '../format.ts';
import { Records } from './Records.tsx';

type WorkListProps = { readonly workList: NonNullable<Settings['workList']>; readonly format: Format };

const FALLBACKS = {
  not_set:
    'Nobody gets a lead or a task that has no owner: set a fallback owner (routing.fallbackOwner) in your model.',
  gone: 'The fallback owner that your model names is not in this account any more: name another one.',
} as const;

/** What waits for people in sales: who answers whom by when, and what belongs to nobody. */
export const WorkList = ({ workList, format }: WorkListProps) => (
  <Flex direction="column" gap="sm">
    {workList.fallback !== 'set' && (
      <Alert title="A lead may be nobody's" variant={workList.withoutOwner > 0 ? 'warning' : 'info'}>
        {FALLBACKS[workList.fallback]}
      </Alert>
    )}
    {workList.count === 0 ? (
      <EmptyState title="Nothing waits for sales" layout="vertical" imageName="target" imageWidth={120}>
        <Text>Answers that are owed and tasks that are open will be listed here.</Text>
      </EmptyState>
    ) : (
      <>
        <Text testId="work-count">
          {`${counted(workList.count, 'contact', format)} ${workList.count === 1 ? 'waits' : 'wait'} for sales: ${format.number(workList.late)} overdue, ${format.number(workList.withoutOwner)} without owner.`}
        </Text>
        <Records
          columns={['What to do', 'Due', 'Since']}
          rows={workList.items.map(({ contact, what, owner, dueAt, since }) => ({
            contact: { ...contact, owner },
            cells: [what, dueAt === null ? 'No deadline' : format.instant(dueAt), format.day(since)],
          }))}
        />
      </>
    )}
  </Flex>
);
