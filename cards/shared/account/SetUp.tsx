import { Flex, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { Format } from '../format.ts';
import type { Say } from '../say.ts';
import type { AccountWords } from './en.ts';
import type { AccountView } from './view.ts';

/** The sentences on the account that every page has, in the reader's language. */
export type SayOfAccount = Say<keyof AccountWords>;

type SetUpProps = {
  readonly progress: NonNullable<AccountView['progress']>;
  readonly format: Format;
  /** of the page that shows the progress */
  readonly say: SayOfAccount;
};

/** How far the first reading of all contacts is, and what to do in the meantime. */
export function SetUp({ progress: { total, read, scored, secondsLeft }, format, say }: SetUpProps) {
  const minutes = secondsLeft === null ? null : Math.ceil(secondsLeft / 60);
  return (
    <Flex direction="column" gap="sm">
      {total === null || total === 0 ? (
        <>
          <Text>{say('setting_up')}</Text>
          <Text>{say('setting_up_read', { read: format.number(read) })}</Text>
        </>
      ) : (
        <ProgressBar
          title={say('setting_up')}
          value={Math.min(scored, total)}
          maxValue={total}
          valueDescription={say('setting_up_of', { scored: format.number(scored), total: format.number(total) })}
        />
      )}
      {minutes !== null && minutes > 0 && <Text>{say.counted('minutes_left', minutes)}</Text>}
      <Text>{say('next_step')}</Text>
    </Flex>
  );
}
