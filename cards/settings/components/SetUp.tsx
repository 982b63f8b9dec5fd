import { Flex, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import type { Format } from '../format.ts';
import { say, sayCounted } from '../words/words.ts';

type SetUpProps = { readonly progress: NonNullable<Settings['progress']>; readonly format: Format };

/** How far the first reading is, and what the administrator can do meanwhile. */
export function SetUp({ progress: { total, read, scored, secondsLeft }, format }: SetUpProps) {
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
      {minutes !== null && minutes > 0 && <Text>{sayCounted('minutes_left', minutes)}</Text>}
      <Text>{say('next_step')}</Text>
    </Flex>
  );
}
