import { Alert, Button, Flex, Heading, ProgressBar, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForVersions } from '../ask-server.ts';
import type { VersionsView } from '../contracts/model-contract.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { AttentionList } from '../shared/account/AttentionList.tsx';
import { SetUp } from '../shared/account/SetUp.tsx';
import type { AccountView } from '../shared/account/view.ts';
import type { Format } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import { say, speech, told } from '../words/words.ts';
import { StillRight } from './score-check/StillRight.tsx';
import { WeeklySummary } from './WeeklySummary.tsx';
import { LISTS, type WorkListId } from './work-lists/WorkLists.tsx';

type OverviewProps = {
  readonly view: AccountView;
  readonly server: string;
  readonly language: Language;
  readonly format: Format;
  readonly toSetUp: () => void;
  readonly toModel: () => void;
  readonly toVersions: () => void;
  /** opens a list of contacts */
  readonly openList: (list: WorkListId) => void;
};

/** Changes that are told; the tab Versions has all of them. */
const LATELY = 5;

/** How far Ripen is, what needs a person, and what the day looks like. */
export const Overview = ({ view, server, language, format, toSetUp, toModel, toVersions, openList }: OverviewProps) => {
  const { view: changes } = useAnswer(useCallback(() => askForVersions(server), [server]));
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
      {changes !== null && <Underway {...{ changes, format, toVersions }} />}
      <Heading>{say('attention')}</Heading>
      {problems.map((problem) => (
        <Alert key={problem} title={say('to_fix')} variant="warning">
          {told(problem)}
        </Alert>
      ))}
      <AttentionList items={attention} format={format} say={speech()} />
      {problems.length === 0 && attention.length === 0 && <Text testId="all-well">{say('all_well')}</Text>}
      {view.stillRight !== undefined && <StillRight {...view.stillRight} format={format} />}
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
      {changes !== null && <Lately {...{ changes, format, toModel, toVersions }} />}
      <WeeklySummary {...{ server, language, format }} />
    </Flex>
  );
};

type LatelyProps = {
  readonly changes: VersionsView;
  readonly format: Format;
  readonly toModel: () => void;
  readonly toVersions: () => void;
};

/** The newest versions and edits of the model: who changed what, when and why. */
function Lately({ changes: { versions, edits = [] }, format, toModel, toVersions }: LatelyProps) {
  const lines = [
    ...versions.map(({ version, at, by, note, differences }) => ({
      at,
      said: say('version_of', { version, when: format.instant(at), by: by ?? 'Ripen' }),
      what: note === '' ? differences : [note],
      tab: 'versions' as const,
    })),
    ...edits.map(({ at, by, differences }) => ({
      at,
      said: say('edit_of', { when: format.instant(at), by }),
      what: differences,
      tab: 'model' as const,
    })),
  ].sort((a, b) => b.at - a.at);
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('changed_lately')}</Heading>
      {lines.slice(0, LATELY).map(({ at, said, what, tab }) => (
        <Flex key={`${tab} ${at}`} direction="row" gap="sm" align="center" wrap>
          <Text>{what.length === 0 ? said : `${said}: ${what.join(' ')}`}</Text>
          <Button size="xs" variant="secondary" onClick={tab === 'model' ? toModel : toVersions}>
            {say('open_list', { list: say(tab) })}
          </Button>
        </Flex>
      ))}
    </Flex>
  );
}

/** What is to be published, and how far the last version has come. */
function Underway({
  changes: { publication, rollout, timeZone = 'UTC' },
  format,
  toVersions,
}: Omit<LatelyProps, 'toModel'>) {
  if (publication === undefined && rollout === undefined) return null;
  return (
    <Flex direction="column" gap="sm">
      {publication !== undefined && (
        <Alert
          title={say(publication.refused === null ? 'publication_waits' : 'publication_refused', {
            when: format.there(publication.at, timeZone),
          })}
          variant={publication.refused === null ? 'info' : 'warning'}
        >
          {say('publication_by', { by: publication.by, note: publication.note })}
        </Alert>
      )}
      {rollout !== undefined && (
        <ProgressBar
          title={say('rolling_out', { version: rollout.version })}
          value={rollout.contacts.done}
          maxValue={Math.max(1, rollout.contacts.of)}
          valueDescription={
            rollout.paused === null
              ? say('holds_of', {
                  count: format.number(rollout.contacts.done),
                  all: format.number(rollout.contacts.of),
                })
              : say('rollout_stopped')
          }
        />
      )}
      <Flex direction="row">
        <Button size="xs" variant="secondary" onClick={toVersions} testId="to-versions">
          {say('open_list', { list: say('versions') })}
        </Button>
      </Flex>
    </Flex>
  );
}
