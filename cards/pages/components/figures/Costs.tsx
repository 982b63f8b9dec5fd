import { Accordion, Alert, Flex, Heading, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { askToPutCosts } from '../../ask-server.ts';
import type { SourcesSeen } from '../../contracts/figures-contract.ts';
import type { Format } from '../../shared/format.ts';
import { nameOfSource, withSourceValues } from '../../source-names.ts';
import { say } from '../../words/words.ts';
import { Counted } from './Counted.tsx';
import { FigureTable } from './FigureTable.tsx';

type CostsProps = Pick<SourcesSeen, 'costs'> & {
  readonly server: string;
  readonly reload: () => void;
  readonly format: Format;
};

const PER = ['captured', 'valid', 'mql', 'sql', 'customer'] as const;
const NAMES = {
  captured: 'stage_captured',
  valid: 'valid_data',
  mql: 'stage_mql',
  sql: 'stage_sql',
  customer: 'stage_customer',
} as const;

/** What contacts of each source cost, and where people say what was paid. */
export function Costs({ costs, server, reload, format }: CostsProps) {
  const { number } = format;
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('costs')}</Heading>
      {costs === null && <Text>{say('costs_of_whole')}</Text>}
      {costs?.length === 0 && <Text>{say('costs_unknown')}</Text>}
      {costs !== null && costs.length > 0 && (
        <FigureTable
          columns={[
            say('source_source'),
            say('cost_paid'),
            say('cost_months'),
            ...PER.map((per) => say('cost_per', { what: say(NAMES[per]) })),
          ]}
          rows={costs.map(({ value, amount, months, each, ...counts }) => [
            nameOfSource(value),
            number(amount),
            number(months),
            ...PER.map((per) => {
              const cost = each[per];
              const n = number(counts[per]);
              return say('cost_of_n', { cost: cost === null ? say('too_few') : number(cost), n });
            }),
          ])}
        />
      )}
      <Counted how={say('costs_counted')} />
      <Accordion title={say('cost_enter')} size="sm">
        <EnterCosts server={server} reload={reload} />
      </Accordion>
    </Flex>
  );
}

function EnterCosts({ server, reload }: Pick<CostsProps, 'server' | 'reload'>) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async () => {
    setBusy(true);
    const answer = await askToPutCosts(server, { text: withSourceValues(text) });
    setBusy(false);
    if (typeof answer === 'string') return setProblem(say(`problem_${answer}`));
    if (answer.outcome === 'refused') return setProblem(answer.sentences.join(' '));
    if (answer.outcome === 'not_understood')
      return setProblem(say('cost_bad_lines', { lines: answer.lines.slice(0, 20).join(', ') }));
    setProblem(null);
    setText('');
    reload();
  };
  return (
    <Flex direction="column" gap="sm">
      {problem !== null && (
        <Alert title={say('not_done')} variant="danger">
          {problem}
        </Alert>
      )}
      <TextArea
        name="costs"
        label={say('cost_lines')}
        description={say('cost_lines_what')}
        value={text}
        onChange={setText}
      />
      <Flex direction="row">
        <LoadingButton
          size="xs"
          variant="secondary"
          loading={busy}
          disabled={text.trim() === ''}
          onClick={() => void keep()}
          testId="keep-costs"
        >
          {say('cost_keep')}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
