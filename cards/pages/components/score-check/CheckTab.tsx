import { Alert, BarChart, EmptyState, Flex, Heading, Link, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForCheck } from '../../ask-server.ts';
import type { CheckSeen } from '../../contracts/check-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { Choices, type Chosen } from '../figures/Choices.tsx';
import { NoAnswer } from '../NoAnswer.tsx';
import { CheckDetails } from './CheckDetails.tsx';
import { Dial } from './Dial.tsx';
import { GroupTable } from './GroupTable.tsx';
import { Meaning } from './Meaning.tsx';

type CheckTabProps = {
  readonly server: string;
  readonly format: Format;
  readonly toModel: () => void;
  /** what is chosen holds for the figures, too */
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
};

/** Whether leads with more points buy more often: a sentence first, then the figures behind it. */
export function CheckTab({ server, format, toModel, chosen, choose }: CheckTabProps) {
  const [calls, setCalls] = useState<number | null>(null);
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForCheck(server, calls, chosen), [server, calls, chosen]),
  );
  if (view === null || view.state !== 'ok')
    return <NoAnswer {...{ problem, loading, reload }} words={{ waiting: 'check_loading', failed: 'check_failed' }} />;
  return (
    <Flex direction="column" gap="lg">
      <Choices
        hasPeriod={false}
        filters={view.filters}
        countedAt={view.countedAt}
        {...{ chosen, choose, format, problem, loading, reload }}
      />
      {view.seen === 0 ? <NothingYet view={view} format={format} /> : <Verdict view={view} format={format} />}
      {view.dial !== null && (
        <Dial dial={view.dial} server={server} format={format} loading={loading} ask={setCalls} toModel={toModel} />
      )}
      {view.seen > 0 && <CheckDetails view={view} format={format} />}
      <Link href={{ url: view.table, external: true }}>{say('check_table')}</Link>
    </Flex>
  );
}

type Part = { readonly view: CheckSeen; readonly format: Format };

const NothingYet = ({ view: { windowDays, firstAt, now }, format }: Part) => (
  <EmptyState title={say('check_nothing')} layout="vertical" imageName="emptyStateCharts" imageWidth={120}>
    <Text>{say('check_lead', { days: windowDays })}</Text>
    {firstAt !== null && firstAt >= now && <Text>{say('check_first', { when: format.day(firstAt) })}</Text>}
  </EmptyState>
);

/** What a head of sales wants to know. */
function Verdict({ view, format }: Part) {
  const { headline, area, seen, won, windowDays, of, letters, inflation } = view;
  const told = letters.flatMap(({ name, share }) =>
    share === null ? [] : [{ grade: name, share: Math.round(share.is * 1000) / 10 }],
  );
  return (
    <Flex direction="column" gap="sm">
      <Heading>{headlineIn(headline, format)}</Heading>
      <Text testId="check-counts">
        {say('check_counts', { won: format.number(won), seen: format.number(seen), days: windowDays })}
        {of === 'all' ? ` ${say('check_of_all')}` : ''}
      </Text>
      <Text>
        {area === null
          ? say('check_no_area')
          : say('check_area', {
              times: Math.round(area.auc * 100),
              low: Math.round(area.low * 100),
              high: Math.round(area.high * 100),
            })}
      </Text>
      {inflation !== null && (
        <Alert title={say('check_inflation')} variant="warning">
          {say('check_inflation_what', {
            sqls: format.number(inflation.now.sqls),
            won: format.number(inflation.now.won),
            sqls_before: format.number(inflation.before.sqls),
            won_before: format.number(inflation.before.won),
          })}
        </Alert>
      )}
      {told.length > 1 && (
        <BarChart
          data={told}
          axes={{
            x: { field: 'grade', fieldType: 'category', label: say('check_letter') },
            y: { field: 'share', fieldType: 'linear', label: say('check_share_axis') },
          }}
          options={{ title: say('check_by_letter'), showTooltips: true, showDataLabels: false }}
        />
      )}
      <GroupTable of={say('check_letter')} groups={letters} format={format} />
      <Meaning>{`${say('check_lead', { days: windowDays })} ${say('check_share_what')}`}</Meaning>
    </Flex>
  );
}

function headlineIn(headline: CheckSeen['headline'], format: Format): string {
  if (headline.is === 'unknown') return say('check_is_unknown');
  const { good, poor } = headline;
  return say(`check_is_${headline.is}`, {
    good,
    poor,
    times: headline.is === 'better' ? format.number(headline.times) : '',
  });
}
