import { Alert, Button, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import { AttentionList } from '../shared/account/AttentionList.tsx';
import { SetUp } from '../shared/account/SetUp.tsx';
import type { AccountView } from '../shared/account/view.ts';
import type { Format } from '../shared/format.ts';
import { say, speech, told } from '../words/words.ts';

type OverviewProps = { readonly view: AccountView; readonly format: Format; readonly toSetUp: () => void };

/** How far Ripen is, what needs a person, and what the day looks like. */
export const Overview = ({ view, format, toSetUp }: OverviewProps) => {
  const { progress, problems = [], attention = [], workList, ready, quality, touches, setUpLeft = 0 } = view;
  return (
    <Flex direction="column" gap="md">
      {progress !== undefined && <SetUp progress={progress} format={format} say={speech()} />}
      {setUpLeft > 0 && (
        <Flex direction="column" gap="xs">
          <Heading>{say('set_up_left')}</Heading>
          <Text>{say('set_up_left_what')}</Text>
          <Flex direction="row">
            <Button variant="primary" onClick={toSetUp} testId="to-set-up">
              {say('to_set_up')}
            </Button>
          </Flex>
        </Flex>
      )}
      <Heading>{say('attention')}</Heading>
      {problems.map((problem) => (
        <Alert key={problem} title={say('to_fix')} variant="warning">
          {told(problem)}
        </Alert>
      ))}
      <AttentionList items={attention} format={format} say={speech()} />
      {problems.length === 0 && attention.length === 0 && <Text testId="all-well">{say('all_well')}</Text>}
      <Heading>{say('today')}</Heading>
      <Statistics>
        {workList !== undefined && (
          <StatisticsItem label={say('waiting_for_sales')} number={format.number(workList.count)} />
        )}
        {workList !== undefined && <StatisticsItem label={say('overdue')} number={format.number(workList.late)} />}
        <StatisticsItem label={say('ready_leads')} number={format.number(ready.count)} />
        <StatisticsItem label={say('due_now')} number={format.number(touches.open)} />
        <StatisticsItem label={say('doubtful_data')} number={format.number(quality.suspect + quality.invalid)} />
      </Statistics>
    </Flex>
  );
};
