import { EmptyState, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForSources } from '../../ask-server.ts';
import { useAnswer } from '../../use-answer.ts';
import { say } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Choices, type Chosen } from './Choices.tsx';
import { Counted, countAndShare } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';
import { type FiguresProps, NO_FIGURES } from './figures-props.ts';

/** Where leads come from, and which of them ripen. */
export function Sources({ server, format }: FiguresProps) {
  const [chosen, choose] = useState<Chosen>({});
  const { view, problem, loading, look } = useAnswer(
    useCallback(() => askForSources(server, chosen), [server, chosen]),
  );
  if (view === null || view.state !== 'ok') return <NoAnswer {...{ problem, loading, look, words: NO_FIGURES }} />;
  const { kinds, filters } = view;
  return (
    <Flex direction="column" gap="md">
      <Choices filters={filters} countedAt={view.countedAt} chosen={chosen} choose={choose} format={format} />
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
                isRest ? say('all_others') : (value ?? say('value_unknown')),
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
    </Flex>
  );
}
