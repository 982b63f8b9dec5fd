import { Alert, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForHoldOuts } from '../../ask-server.ts';
import type { TrackHeld } from '../../contracts/hold-out-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { FigureTable } from '../figures/FigureTable.tsx';
import { NoAnswer } from '../NoAnswer.tsx';
import { percent } from '../score-check/percent.ts';

type HoldOutsProps = { readonly server: string; readonly format: Format };

/** What each nurture track does, as far as somebody is left out of it to see. */
export function HoldOuts({ server, format }: HoldOutsProps) {
  const { view, problem, loading, reload } = useAnswer(useCallback(() => askForHoldOuts(server), [server]));
  if (view === null || view.state !== 'ok')
    return <NoAnswer {...{ problem, loading, reload }} words={{ waiting: 'hold_loading', failed: 'hold_failed' }} />;
  const days = view.windowDays;
  return (
    <Flex direction="column" gap="md">
      <Heading>{say('hold_title')}</Heading>
      <Text>{say('hold_what')}</Text>
      {view.tracks.map((one) => (
        <Flex key={one.track} direction="column" gap="sm">
          <Text format={{ fontWeight: 'demibold' }}>{say(`in_${one.track}`)}</Text>
          {one.holdOut !== null && <Shown track={one} holdOut={one.holdOut} days={days} format={format} />}
          {one.holdOut?.until !== null && <Planned track={one} days={days} format={format} />}
        </Flex>
      ))}
    </Flex>
  );
}

type Of = { readonly track: TrackHeld; readonly days: number; readonly format: Format };

/** What a hold-out shows, or has shown. */
function Shown({ track, holdOut, days, format }: Of & { readonly holdOut: NonNullable<TrackHeld['holdOut']> }) {
  const { since, until, ended, share, treated, leftOut, verdict, isOff } = holdOut;
  const when = { since: format.day(since), until: until === null ? '' : format.day(until), share };
  return (
    <Flex direction="column" gap="xs">
      {ended === 'harm' ? (
        <Alert title={say('hold_harm')} variant="info">
          {say('hold_harm_what', when)}
        </Alert>
      ) : (
        <Text>{say(ended === null ? 'hold_lasts' : 'hold_changed', when)}</Text>
      )}
      {isOff && (
        <Alert title={say('hold_skewed')} variant="danger">
          {say('hold_skewed_what', {
            left: format.number(leftOut.seen),
            all: format.number(leftOut.seen + treated.seen),
            share,
          })}
        </Alert>
      )}
      <Text testId={`hold-out-${track.track}`}>
        {verdict === 'too_few' ? say(`hold_too_few_${track.outcome}`) : say(`hold_${verdict}`)}
      </Text>
      <FigureTable
        columns={[say('hold_group'), say('hold_people'), say('hold_sqls'), say('hold_customers')]}
        rows={[
          [say('hold_in'), ...countsOf(treated, format)],
          [say('hold_out'), ...countsOf(leftOut, format)],
        ]}
      />
      {track.outcome === 'sql' && <By outcome="sql" difference={holdOut.difference} format={format} />}
      <By outcome="customer" difference={holdOut.wins} format={format} />
      <Text variant="microcopy">{say('hold_valid', { days })}</Text>
    </Flex>
  );
}

type Counts = NonNullable<TrackHeld['holdOut']>['treated'];

const countsOf = ({ seen, sql, customer }: Counts, format: Format): readonly string[] => [
  format.number(seen),
  ...[sql, customer].map(
    (count) => `${format.number(count)}${seen === 0 ? '' : ` (${percent(count / seen, format)})`}`,
  ),
];

type ByProps = {
  readonly outcome: TrackHeld['outcome'];
  readonly difference: NonNullable<TrackHeld['holdOut']>['difference'];
  readonly format: Format;
};

/** By how many of a hundred the groups differ. */
function By({ outcome, difference, format }: ByProps) {
  if (difference === null) return null;
  const ofHundred = (share: number) => format.number(Math.round(share * 1000) / 10).replace(/^-/, '−');
  const { is, low, high } = difference;
  return <Text>{say(`hold_by_${outcome}`, { is: ofHundred(is), low: ofHundred(low), high: ofHundred(high) })}</Text>;
}

/** How long a hold-out would have to last. */
function Planned({ track: { share, holdOut, outcome, aMonth, base, plan }, days, format }: Of) {
  const isKnown = aMonth !== null && plan.some(({ lifts }) => lifts.some(({ months }) => months !== null));
  const cells = (lifts: TrackHeld['plan'][number]['lifts']) =>
    lifts.map(({ months }) => (months === null ? say('hold_too_long') : sayCounted('hold_months', months)));
  return (
    <Flex direction="column" gap="xs">
      {share === 0 && holdOut === null && <Text>{say('hold_none')}</Text>}
      {!isKnown && <Text>{say('hold_plan_unknown')}</Text>}
      {isKnown && (
        <Text>
          {say(`hold_plan_${outcome}`, {
            month: format.number(aMonth),
            seen: format.number(base.seen),
            won: format.number(base.won),
            days,
          })}
        </Text>
      )}
      {isKnown && (
        <FigureTable
          columns={[
            say('hold_plan_share'),
            ...(plan[0]?.lifts ?? []).map(({ lift }) => say('hold_plan_lift', { lift: Math.round(lift * 100) })),
          ]}
          rows={plan.map((line) => [`${line.share} %`, ...cells(line.lifts)])}
        />
      )}
    </Flex>
  );
}
