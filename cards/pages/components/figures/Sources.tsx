import { EmptyState, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForSources } from '../../ask-server.ts';
import type { RipenerSeen, SourcesSeen } from '../../contracts/figures-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { nameOfSource } from '../../source-names.ts';
import { say } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Choices } from './Choices.tsx';
import { Costs } from './Costs.tsx';
import { Counted, countAndShare, estimated, shareOf } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';
import { type FiguresProps, NO_FIGURES } from './figures-props.ts';

/** Where leads come from, and which of them ripen. */
export function Sources({ server, format, chosen, choose }: FiguresProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForSources(server, chosen), [server, chosen]),
  );
  if (view === null || view.state !== 'ok') return <NoAnswer {...{ problem, loading, reload, words: NO_FIGURES }} />;
  const { kinds, filters } = view;
  return (
    <Flex direction="column" gap="md">
      <Choices filters={filters} countedAt={view.countedAt} {...{ chosen, choose, format, problem, loading, reload }} />
      {kinds.every(({ rows }) => rows.length === 0) ? (
        <EmptyState title={say('nobody_captured')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{say('nobody_captured_what')}</Text>
        </EmptyState>
      ) : (
        kinds.map(({ kind, rows }) => (
          <Flex key={kind} direction="column" gap="xs">
            <Heading>{say(`source_${kind}`)}</Heading>
            <FigureTable
              columns={[
                say(`source_${kind}`),
                say('stage_captured'),
                say('valid_data'),
                say('stage_mql'),
                say('stage_sql'),
                say('won'),
              ]}
              rows={rows.map(({ value, isRest, captured, rates, ...counts }) => [
                isRest ? say('all_others') : nameOf(kind, value),
                format.number(captured),
                countAndShare(counts.valid, rates.valid, format),
                countAndShare(counts.mql, rates.mql, format),
                countAndShare(counts.sql, rates.sql, format),
                countAndShare(counts.customer, rates.customer, format),
              ])}
            />
          </Flex>
        ))
      )}
      <Counted how={say('sources_counted')} />
      {view.kinds.some(({ rows }) => rows.length > 0) && (
        <>
          <Ripening ripening={view.ripening} format={format} />
          <Wins wins={view.wins} format={format} />
        </>
      )}
      <Costs costs={view.costs} server={server} reload={reload} format={format} />
    </Flex>
  );
}

function nameOf(kind: SourcesSeen['kinds'][number]['kind'], value: string | null): string {
  if (value === null) return say('value_unknown');
  return kind === 'source' ? nameOfSource(value) : value;
}

type Told<Part extends keyof SourcesSeen> = Pick<SourcesSeen, Part> & { readonly format: Format };

/** Which sources bring people who ripen, in sentences. */
function Ripening({ ripening: { days, compared, more, less }, format }: Told<'ripening'>) {
  const line = ({ value, rate, others }: RipenerSeen) =>
    say('ripen_line', { source: nameOfSource(value), share: shareOf(rate, format), others: format.number(others) });
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('ripen_title')}</Heading>
      {compared === 0 && <Text>{say('ripen_few', { days: format.number(days) })}</Text>}
      {compared > 0 && more.length + less.length === 0 && <Text>{say('ripen_alike')}</Text>}
      {more.length > 0 && <Text>{`${say('ripen_more')} ${more.map(line).join('; ')}.`}</Text>}
      {less.length > 0 && <Text>{`${say('ripen_less')} ${less.map(line).join('; ')}.`}</Text>}
      <Counted how={say('ripen_counted', { days: format.number(days) })} />
    </Flex>
  );
}

const Wins = ({ wins, format, format: { number } }: Told<'wins'>) => (
  <Flex direction="column" gap="xs">
    <Heading>{say('time_to_win')}</Heading>
    <FigureTable
      columns={[say('source_source'), say('stage_captured'), say('won'), say('half_won')]}
      rows={wins.map(({ value, captured, won, medianDays, until }) => [
        nameOf('source', value),
        number(captured),
        number(won),
        until === null
          ? say('too_few')
          : medianDays === null
            ? say('not_yet_half', { share: estimated(until.percent, until, format), days: number(until.days) })
            : say('after_days', { days: number(medianDays) }),
      ])}
    />
    <Counted how={say('wins_counted')} />
  </Flex>
);
