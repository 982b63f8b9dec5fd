import { Button, EmptyState, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForSpeed } from '../../ask-server.ts';
import type { SpeedRow, SpeedSeen } from '../../contracts/figures-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import type { Word } from '../../words/en.ts';
import { say } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Choices } from './Choices.tsx';
import { Counted, monthOf, shareOf } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';
import { type FiguresProps, NO_FIGURES } from './figures-props.ts';

/** Headings of what is told apart. */
const KINDS = { why: 'why', owner: 'filter_owner_id', territory: 'filter_territory' } as const;

const WHYS: Readonly<Record<string, Word>> = {
  sql: 'why_sql',
  hand_raise: 'why_hand_raise',
  lost_deal_woke: 'why_lost_deal_woke',
  sql_woke: 'why_sql_woke',
  mql_woke: 'why_mql_woke',
};

/** How soon sales answers, and who was not answered. */
export function Speed({ server, format, chosen, choose, openList }: FiguresProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForSpeed(server, chosen), [server, chosen]),
  );
  if (view === null || view.state !== 'ok') return <NoAnswer {...{ problem, loading, reload, words: NO_FIGURES }} />;
  const { total, kinds, months, hours } = view;
  return (
    <Flex direction="column" gap="md">
      <Choices
        filters={view.filters}
        countedAt={view.countedAt}
        {...{ chosen, choose, format, problem, loading, reload }}
      />
      {total.owed === 0 ? (
        <EmptyState title={say('none_owed')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{say('none_owed_what')}</Text>
        </EmptyState>
      ) : (
        <>
          <SpeedTable what={say('all_together')} rows={[[say('all_together'), total]]} format={format} />
          {kinds
            .filter(({ rows }) => rows.length > 1 || rows.some(({ label }) => label !== null))
            .map(({ kind, rows }) => (
              <Flex key={kind} direction="column" gap="xs">
                <Heading>{say(KINDS[kind])}</Heading>
                <SpeedTable
                  what={say(KINDS[kind])}
                  rows={rows.map((row) => [labelOf(kind, row), row])}
                  format={format}
                />
              </Flex>
            ))}
          <Heading>{say('month')}</Heading>
          <SpeedTable
            what={say('month')}
            rows={months.map(({ from, speed }) => [monthOf(from, format), speed])}
            format={format}
          />
        </>
      )}
      <Flex direction="row">
        <Button size="xs" variant="secondary" testId="to-work-list" onClick={() => openList('sales')}>
          {say('to_work_list')}
        </Button>
      </Flex>
      {hours !== null && <Counted how={say('speed_counted', hours)} />}
    </Flex>
  );
}

function labelOf(kind: SpeedSeen['kinds'][number]['kind'], { label }: SpeedRow): string {
  if (label === null) return say(kind === 'owner' ? 'nobody' : 'value_unknown');
  const why = WHYS[label];
  return kind === 'why' && why !== undefined ? say(why) : label;
}

type SpeedTableProps = {
  readonly what: string;
  readonly rows: readonly (readonly [label: string, speed: SpeedRow])[];
  readonly format: Format;
};

const SpeedTable = ({ what, rows, format }: SpeedTableProps) => (
  <FigureTable
    columns={[
      what,
      say('answers_owed'),
      say('in_time'),
      say('answered_late'),
      say('unanswered'),
      say('escalated'),
      say('still_time'),
      say('not_wanted'),
      say('median_hours'),
    ]}
    rows={rows.map(([label, row]) => [
      label,
      format.number(row.owed),
      row.inTime === null ? format.number(row.kept) : `${format.number(row.kept)}: ${shareOf(row.inTime, format)}`,
      ...[row.late, row.missed, row.escalated, row.waiting, row.dropped].map(format.number),
      medianOf(row, format),
    ])}
  />
);

function medianOf({ owed, median, isEnough }: SpeedRow, { number }: Format): string {
  if (owed === 0) return '–';
  if (!isEnough) return say('too_few');
  return median === null ? say('half_unanswered') : say('working_hours', { count: number(median) });
}
