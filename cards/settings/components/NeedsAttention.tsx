import { Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { AttentionList } from '../shared/account/AttentionList.tsx';
import type { Format } from '../shared/format.ts';
import type { SettingsState } from '../use-settings.ts';
import { say, speech } from '../words/words.ts';

type NeedsAttentionProps = Pick<SettingsState, 'busy' | 'result'> & {
  readonly items: NonNullable<Settings['attention']>;
  readonly retry: () => void;
  readonly format: Format;
};

/** What Ripen could not do in this account, and a button to try all of it again. */
export const NeedsAttention = ({ items, retry, busy, result, format }: NeedsAttentionProps) => (
  <Flex direction="column" gap="sm">
    <Text>{say('attention_what')}</Text>
    <AttentionList items={items} format={format} say={speech()} />
    <Flex direction="row" align="center" gap="sm">
      <LoadingButton loading={busy === 'retry'} onClick={retry} testId="retry">
        {say('retry')}
      </LoadingButton>
      {result?.action === 'retry' && <Text testId="retried">{result.sentence}</Text>}
    </Flex>
  </Flex>
);
