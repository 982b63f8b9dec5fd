import { Accordion, EmptyState, Flex, Heading, LineChart, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForFunnel } from '../../ask-server.ts';
import type { FunnelSeen, StageSeen } from '../../contracts/figures-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Choices } from './Choices.tsx';
import { Counted, countAndShare, estimated, monthOf, shareOf } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';
import { type FiguresProps, NO_FIGURES } from './figures-props.ts';

const STAGES: readonly StageSeen[] = ['captured', 'mql', 'sql', 'opportunity', 'customer'];

/** How far contacts come, and how long they stay where they are. */
export function Funnel({ server, format, chosen, choose }: FiguresProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForFunnel(server, chosen), [server, chosen]),
  );
  if (view === null || view.state !== 'ok') return <NoAnswer {...{ problem, loading, reload, words: NO_FIGURES }} />;
  return (
    <Flex direction="column" gap="md">
      <Choices
        filters={view.filters}
        countedAt={view.countedAt}
        {...{ chosen, choose, format, problem, loading, reload }}
      />
      {view.total.reached.captured === 0 ? (
        <EmptyState title={say('nobody_captured')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{say('nobody_captured_what')}</Text>
        </EmptyState>
      ) : (
        <>
          <Stages view={view} format={format} />
          <Months view={view} format={format} />
          <Stays view={view} format={format} />
        </>
      )}
    </Flex>
  );
}

type SeenProps = { readonly view: FunnelSeen; readonly format: Format };

const Stages = ({ view: { total, timeZone }, format }: SeenProps) => (
  <Flex direction="column" gap="xs">
    <FigureTable
      columns={[say('stage'), say('contacts_reached'), say('of_stage_before'), say('of_all_captured'), say('skipped')]}
      rows={STAGES.map((stage) => {
        const rates = total.rates.find((one) => one.stage === stage);
        return [
          say(`stage_${stage}`),
          format.number(total.reached[stage]),
          rates === undefined ? '–' : shareOf(rates.step, format),
          rates === undefined ? '–' : shareOf(rates.overall, format),
          stage === 'captured' || stage === 'customer' ? '–' : format.number(total.skipped[stage]),
        ];
      })}
    />
    <Counted how={say('funnel_counted', { timeZone })} />
  </Flex>
);

/** The share of all stands beside the number, where there are enough. */
const Months = ({ view: { months }, format }: SeenProps) => (
  <FigureTable
    columns={[say('month_captured'), ...STAGES.map((stage) => say(`stage_${stage}`))]}
    rows={months.map(({ from, reached, rates }) => [
      monthOf(from, format),
      ...STAGES.map((stage) => {
        const overall = rates.find((one) => one.stage === stage)?.overall ?? null;
        return countAndShare(reached[stage], overall, format);
      }),
    ])}
  />
);

const Stays = ({ view: { stays }, format }: SeenProps) => (
  <Flex direction="column" gap="sm">
    <Heading>{say('time_in_stage')}</Heading>
    {stays
      .filter(({ entered }) => entered > 0)
      .map((stay) => (
        <Accordion key={stay.stage} title={say(`stage_${stay.stage}`)} size="sm" defaultOpen={stay.stage === 'mql'}>
          <Stay stay={stay} format={format} />
        </Accordion>
      ))}
    <Counted how={say('time_counted')} />
  </Flex>
);

type StayProps = { readonly stay: FunnelSeen['stays'][number]; readonly format: Format };

function Stay({ stay: { entered, ended, medianDays, curve, after }, format }: StayProps) {
  const numbers = Object.fromEntries(Object.entries({ entered, ...ended }).map(([k, n]) => [k, format.number(n)]));
  return (
    <Flex direction="column" gap="xs">
      <Text>{say('stay_counts', numbers)}</Text>
      <Text>{medianDays === null ? say('half_not_yet') : say('half_moved', { days: format.number(medianDays) })}</Text>
      {after.length > 0 && (
        <FigureTable
          columns={[say('days_after'), say('moved_on'), say('lost_deal'), say('fell_silent'), say('still_seen')]}
          rows={after.map(({ days, next, lost, silent, ranges, atRisk }) => [
            sayCounted('days', days),
            estimated(next, ranges.next, format),
            estimated(lost, ranges.lost, format),
            estimated(silent, ranges.silent, format),
            format.number(atRisk),
          ])}
        />
      )}
      {curve.length > 1 && (
        <LineChart
          data={curve.map(({ days, next }) => ({ days, next }))}
          axes={{
            x: { field: 'days', fieldType: 'linear', label: say('days_in_stage') },
            y: { field: 'next', fieldType: 'linear', label: say('percent_moved') },
          }}
          options={{ showTooltips: true }}
        />
      )}
    </Flex>
  );
}
