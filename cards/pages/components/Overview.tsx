import { Alert, Button, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForVersions } from '../ask-server.ts';
import { AttentionList } from '../shared/account/AttentionList.tsx';
import { SetUp } from '../shared/account/SetUp.tsx';
import type { AccountView } from '../shared/account/view.ts';
import type { Format } from '../shared/format.ts';
import { useAnswer } from '../use-answer.ts';
import { say, speech, told } from '../words/words.ts';
import { LISTS, type WorkListId } from './WorkLists.tsx';

type OverviewProps = {
  readonly view: AccountView;
  readonly server: string;
  readonly format: Format;
  readonly toSetUp: () => void;
  /** opens a list of contacts */
  readonly openList: (list: WorkListId) => void;
};

/** Changes that are told; the tab Versions has all of them. */
const LATELY = 3;

/** How far Ripen is, what needs a person, and what the day looks like. */
export const Overview = ({ view, server, format, toSetUp, openList }: OverviewProps) => {
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
      <Flex direction="row" gap="sm" wrap>
        {LISTS.filter(([list]) => list !== 'sales' || workList !== undefined).map(([list, name]) => (
          <Button key={list} size="xs" variant="secondary" testId={`open-${list}`} onClick={() => openList(list)}>
            {say('open_list', { list: say(name) })}
          </Button>
        ))}
      </Flex>
      <Lately server={server} format={format} />
    </Flex>
  );
};

/** The newest versions of the model: who changed it, when and why. */
function Lately({ server, format }: Pick<OverviewProps, 'server' | 'format'>) {
  const { view } = useAnswer(useCallback(() => askForVersions(server), [server]));
  if (view === null) return null;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('changed_lately')}</Heading>
      {view.versions.slice(0, LATELY).map(({ version, at, by, note }) => (
        <Text key={version}>
          {`${say('version_of', { version, when: format.instant(at), by: by ?? 'Ripen' })}${note === '' ? '' : `: ${note}`}`}
        </Text>
      ))}
    </Flex>
  );
}
