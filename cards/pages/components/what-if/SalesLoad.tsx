import { Flex, Heading, List, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForLoad } from '../../ask-server.ts';
import type { LoadView } from '../../contracts/model-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';

type SalesLoadProps = { readonly server: string; readonly planId: string; readonly format: Format };

/** New SQLs a week by a plan, against what sales answered in time. */
export function SalesLoad({ server, planId, format }: SalesLoadProps) {
  const { view, problem } = useAnswer(
    useCallback(() => askForLoad(server, planId), [server, planId]),
    ({ state }) => state === 'running',
  );
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('load_title')}</Heading>
      {problem !== null && <Text>{say(`problem_${problem}`)}</Text>}
      {view === null || view.state === 'running' ? (
        <LoadingSpinner label={say('load_reckoning')} showLabel layout="inline" size="sm" />
      ) : (
        <Load view={view} format={format} />
      )}
    </Flex>
  );
}

function Load({ view, format }: { readonly view: Exclude<LoadView, { state: 'running' }>; readonly format: Format }) {
  if (view.state !== 'done') return <Text>{say('load_none')}</Text>;
  if (view.rows.length === 0) return <Text>{say('load_nobody')}</Text>;
  return (
    <>
      <List variant="unordered">
        {view.rows.map((row) => (
          <Text key={`${row.isTeam} ${row.who}`}>{sentencesOf(row, view.watchedDays, format)}</Text>
        ))}
      </List>
      <Text variant="microcopy">{say('load_what', { weeks: format.number(view.weeks) })}</Text>
    </>
  );
}

type Row = Extract<LoadView, { readonly state: 'done' }>['rows'][number];

/** `Anna would get 14 new SQLs a week, and 3 on the day of publishing. She answered 9 a week.` */
function sentencesOf(
  { who, isTeam, atOnce, before, after, answered }: Row,
  watchedDays: number,
  format: Format,
): string {
  const name = who === null ? say('nobody') : isTeam ? say('load_team', { team: who }) : who;
  const weeks = format.number(Math.round(watchedDays / 7));
  return [
    say('load_gets', { who: name, before: format.number(before), after: format.number(after) }),
    ...(atOnce === 0 ? [] : [say('load_at_once', { count: format.number(atOnce) })]),
    ...(who === null
      ? []
      : [
          answered === null
            ? say('load_unknown', { days: format.number(watchedDays) })
            : say('load_answered', { weeks, answered: format.number(answered) }),
        ]),
    ...(answered !== null && after > answered
      ? [say('load_too_much', { more: format.number(Math.round((after - answered) * 10) / 10) })]
      : []),
  ].join(' ');
}
