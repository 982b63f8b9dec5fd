import { EmptyState, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForContent } from '../../ask-server.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { say } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Choices } from './Choices.tsx';
import { Counted, shareOf } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';
import { type FiguresProps, NO_FIGURES } from './figures-props.ts';

/** What people had met before they became MQL and SQL. */
export function Content({ server, format, chosen, choose }: FiguresProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForContent(server, chosen), [server, chosen]),
  );
  if (view === null || view.state !== 'ok') return <NoAnswer {...{ problem, loading, reload, words: NO_FIGURES }} />;
  const { all, filters } = view;
  const kinds = view.kinds.filter(({ rows }) => rows.length > 0);
  const { number } = format;
  return (
    <Flex direction="column" gap="md">
      <Choices filters={filters} countedAt={view.countedAt} {...{ chosen, choose, format, problem, loading, reload }} />
      {kinds.length === 0 ? (
        <EmptyState title={say('nothing_met')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{say('nothing_met_what')}</Text>
        </EmptyState>
      ) : (
        <Text>
          {say('content_all', {
            captured: number(all.captured),
            mql: number(all.mql),
            ofMql: shareOf(all.rates.mql, format),
            sql: number(all.sql),
            ofSql: shareOf(all.rates.sql, format),
          })}
        </Text>
      )}
      {kinds.map(({ kind, rows }) => (
        <Flex key={kind} direction="column" gap="xs">
          <Heading>{say(`content_${kind}`)}</Heading>
          <FigureTable
            columns={[
              say(`content_${kind}`),
              say('journey_stage'),
              say('met_before_mql'),
              say('became_mql'),
              say('met_before_sql'),
              say('became_sql'),
            ]}
            rows={rows.map(({ what, stage, beforeMql, mql, beforeSql, sql, rates }) => [
              what,
              stage === null ? '–' : say(`journey_${stage}`),
              number(beforeMql),
              say('count_and_share', { count: number(mql), share: shareOf(rates.mql, format) }),
              number(beforeSql),
              say('count_and_share', { count: number(sql), share: shareOf(rates.sql, format) }),
            ])}
          />
        </Flex>
      ))}
      <Counted how={say('content_counted')} />
    </Flex>
  );
}
