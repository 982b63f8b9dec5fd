import {
  Alert,
  DateInput,
  Flex,
  Heading,
  List,
  LoadingButton,
  NumberInput,
  ProgressBar,
  Text,
} from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForLookBack } from '../../ask-server.ts';
import { type LookBackView, type LookedBack, MOST_CALLS_BACK } from '../../contracts/look-back-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useDesk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { toldProperty } from '../../told/answers.ts';
import { type Day, dayIn } from '../../wall-time.ts';
import { say } from '../../words/words.ts';
import { FigureTable } from '../figures/FigureTable.tsx';
import { Refused } from '../Refused.tsx';

type LookBackProps = {
  readonly server: string;
  readonly planId: string;
  readonly mayEdit: boolean;
  readonly format: Format;
};

type Running = Extract<LookBackView, { readonly of: number }>;
const isRunning = (view: LookBackView): view is Running => 'of' in view;

/** What the model of a plan would have done, had it been in force since a past day. */
export function LookBack({ server, planId, mayEdit, format }: LookBackProps) {
  const desk = useDesk(server);
  const { view, problem, reload } = useAnswer(
    useCallback(() => askForLookBack(server, planId), [server, planId]),
    isRunning,
  );
  const [day, setDay] = useState<Day | null>(null);
  const begin = (since: string, calls: number) => desk.act('look_back', { planId, day: since, calls }, () => reload());
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('look_back_title')}</Heading>
      <Text variant="microcopy">{say('look_back_what')}</Text>
      {mayEdit && (
        <Flex direction="row" gap="sm" align="end" wrap>
          <DateInput
            name="since"
            label={say('look_back_day')}
            timezone="portalTz"
            {...(day !== null && { value: day })}
            onChange={(chosen) => setDay(chosen)}
          />
          <LoadingButton
            loading={desk.busy === 'look_back'}
            disabled={day === null}
            onClick={() => {
              if (day !== null) begin(dayIn(day), 0);
            }}
            testId="look-back"
          >
            {say('look_back_begin')}
          </LoadingButton>
        </Flex>
      )}
      <Refused desk={desk} />
      {problem !== null && <Text>{say(`problem_${problem}`)}</Text>}
      {view !== null && isRunning(view) && (
        <>
          <ProgressBar
            title={say(`look_back_${view.state}`)}
            value={view.done}
            maxValue={Math.max(1, view.of)}
            valueDescription={say('holds_of', { count: format.number(view.done), all: format.number(view.of) })}
          />
          {mayEdit && (
            <Flex direction="row">
              <LoadingButton
                size="xs"
                loading={desk.busy === 'stop_looking_back'}
                onClick={() => desk.act('stop_looking_back', { planId }, () => reload())}
                testId="stop-looking-back"
              >
                {say('look_back_stop')}
              </LoadingButton>
            </Flex>
          )}
        </>
      )}
      {(view?.state === 'cancelled' || view?.state === 'failed') && (
        <Alert title={say(`look_back_${view.state}`)} variant="warning" />
      )}
      {view?.state === 'done' && (
        <>
          <Figures seen={view} format={format} />
          <Limits seen={view} format={format} />
          {mayEdit && view.missing > 0 && (
            <ReadPast needed={view.calls} busy={desk.busy === 'look_back'} read={(calls) => begin(view.day, calls)} />
          )}
        </>
      )}
    </Flex>
  );
}

type Seen = { readonly seen: LookedBack; readonly format: Format };

function Figures({ seen, format }: Seen) {
  const { number } = format;
  const { day, until, by, wins, daysBeforeWin, daysEarlier } = seen;
  const row = (what: string, { before, after }: { readonly before: number; readonly after: number }) =>
    [what, number(before), number(after)] as const;
  const some = (count: number | null) => (count === null ? '–' : number(count));
  return (
    <>
      <Text format={{ fontWeight: 'demibold' }}>
        {say('look_back_done', { from: format.date(day), until: format.date(until), by })}
      </Text>
      <FigureTable
        columns={[say('look_back_figure'), say('look_back_before'), say('look_back_after')]}
        rows={[
          row(say('look_back_mqls'), seen.mqls),
          row(say('look_back_sqls'), seen.sqls),
          row(say('look_back_sqls_a_week'), seen.sqlsAWeek),
          row(say('look_back_caught', { wins: number(wins) }), seen.caught),
          [say('look_back_days_before'), some(daysBeforeWin.before), some(daysBeforeWin.after)],
        ]}
      />
      {daysEarlier !== null && (
        <Text testId="days-earlier">
          {say(daysEarlier === 0 ? 'look_back_same' : daysEarlier > 0 ? 'look_back_earlier' : 'look_back_later', {
            days: number(Math.abs(daysEarlier)),
          })}
        </Text>
      )}
      {seen.owners.length > 0 && (
        <FigureTable
          columns={[say('look_back_owner'), say('look_back_before'), say('look_back_after')]}
          rows={seen.owners.map(({ who, aWeek }) => row(who ?? say('nobody'), aWeek))}
        />
      )}
      <FigureTable
        columns={[
          say('look_back_week'),
          say('look_back_mqls_before'),
          say('look_back_mqls_after'),
          say('look_back_sqls_before'),
          say('look_back_sqls_after'),
        ]}
        rows={seen.weeks.map(({ day: from, mqls, sqls }) => [
          format.date(from),
          ...[mqls.before, mqls.after, sqls.before, sqls.after].map(number),
        ])}
      />
    </>
  );
}

/** What the figures rest on, and what nobody can tell of the past. */
function Limits({ seen, format }: Seen) {
  const { number } = format;
  const { used, missing, calls, others, unknown, failed } = seen;
  const sentences = [
    say('look_back_behaviour'),
    say('look_back_used', { count: number(used) }),
    ...(unknown.length === 0
      ? []
      : [
          say('look_back_unknown', {
            list: unknown.map(({ what, contacts }) => `${nameOf(what)} (${number(contacts)})`).join(', '),
          }),
        ]),
    ...(missing === 0 ? [] : [say('look_back_missing', { count: number(missing), calls: number(calls) })]),
    ...(others === 0 ? [] : [say('look_back_others', { count: number(others) })]),
    ...(failed === 0 ? [] : [say('look_back_not_judged', { count: number(failed) })]),
  ];
  return (
    <>
      <Text format={{ fontWeight: 'demibold' }}>{say('look_back_limits')}</Text>
      <List variant="unordered">
        {sentences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
    </>
  );
}

const nameOf = (what: string): string =>
  what === 'deals' || what === 'company' || what === 'merged' ? say(`look_back_${what}`) : toldProperty(what);

type ReadPastProps = {
  readonly needed: number;
  readonly busy: boolean;
  readonly read: (calls: number) => void;
};

/** Lets Ripen read what was true then, in so many calls at most as a person allows. */
function ReadPast({ needed, busy, read }: ReadPastProps) {
  const [calls, setCalls] = useState(Math.min(MOST_CALLS_BACK, needed));
  return (
    <>
      <Flex direction="row" gap="sm" align="end" wrap>
        <NumberInput
          name="calls"
          label={say('look_back_calls')}
          value={calls}
          min={1}
          max={MOST_CALLS_BACK}
          onChange={(chosen) => setCalls(Math.round(chosen))}
        />
        <LoadingButton
          loading={busy}
          disabled={!(calls >= 1 && calls <= MOST_CALLS_BACK)}
          onClick={() => read(calls)}
          testId="read-past"
        >
          {say('look_back_read')}
        </LoadingButton>
      </Flex>
      <Text variant="microcopy">{say('look_back_budget')}</Text>
    </>
  );
}
