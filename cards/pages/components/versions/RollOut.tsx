import { Flex, Heading, LoadingButton, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { RolloutSeen } from '../../contracts/model-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';

type RollOutProps = {
  readonly rollout: RolloutSeen;
  readonly mayEdit: boolean;
  readonly format: Format;
  readonly desk: Desk;
  readonly reload: () => void;
};

/** How far a new version has come to the contacts, and stopping it where it is. */
export const RollOut = ({ rollout, mayEdit, format, desk, reload }: RollOutProps) => {
  const { version, paused, calls, doneAt } = rollout;
  const bars = (['movers', 'contacts'] as const).map((name) => ({ name, ...rollout[name] }));
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('rolling_out', { version })}</Heading>
      <Text variant="microcopy">{say('rollout_order')}</Text>
      {bars
        .filter(({ of }) => of > 0)
        .map(({ name, done, of }) => (
          <ProgressBar
            key={name}
            title={say(`rollout_${name}`)}
            value={done}
            maxValue={of}
            valueDescription={say('holds_of', { count: format.number(done), all: format.number(of) })}
          />
        ))}
      {calls !== null && (
        <Text testId="rollout-calls">
          {say('rollout_calls', { done: format.number(calls.done), left: format.number(calls.of - calls.done) })}
        </Text>
      )}
      <Text testId="rollout-when">{whenDone(paused, doneAt, format)}</Text>
      {paused !== null && <Text variant="microcopy">{say('rollout_paused_what')}</Text>}
      {mayEdit && (
        <Flex direction="row">
          <LoadingButton
            size="xs"
            variant="secondary"
            loading={desk.busy === 'pause'}
            onClick={() => desk.act('pause', { version, paused: paused === null }, reload)}
            testId="pause"
          >
            {say(paused === null ? 'pause' : 'go_on')}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
};

function whenDone(paused: RolloutSeen['paused'], doneAt: number | null, format: Format): string {
  if (paused === null)
    return doneAt === null ? say('rollout_no_pace') : say('rollout_done_at', { when: format.instant(doneAt) });
  const { by, at } = paused;
  return by === null || at === null ? say('rollout_stopped') : say('rollout_paused', { by, when: format.instant(at) });
}
