import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import type { Format } from '../format.ts';
import type { SettingsState } from '../use-settings.ts';
import { say } from '../words/words.ts';

type NeedsAttentionProps = Pick<SettingsState, 'busy' | 'said'> & {
  readonly items: NonNullable<Settings['attention']>;
  readonly retry: () => void;
  readonly format: Format;
};

/** What Ripen could not do in this account: how often, since when, and what helps. */
export const NeedsAttention = ({ items, retry, busy, said, format }: NeedsAttentionProps) => (
  <Flex direction="column" gap="sm">
    <Text>{say('attention_what')}</Text>
    {items.map(({ sentence, toDo, count, since }) => (
      <Alert key={`${sentence} ${since}`} title={sentence} variant="warning">
        {`${say('affected', { count: format.number(count), when: format.day(since) })} ${toDo}`}
      </Alert>
    ))}
    <Flex direction="row" align="center" gap="sm">
      <LoadingButton loading={busy === 'retry'} onClick={retry} testId="retry">
        {say('retry')}
      </LoadingButton>
      {said?.action === 'retry' && <Text testId="retried">{said.sentence}</Text>}
    </Flex>
  </Flex>
);
