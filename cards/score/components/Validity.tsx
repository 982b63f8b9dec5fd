import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { isActing } from '../score-state.ts';
import { useTell } from '../tell.ts';
import type { ScoreCard } from '../use-score-card.ts';

/**
 * What is wrong with the data of the contact, and a button to say that the data are right. Shows
 * nothing while the data look right.
 */
export function Validity({ card, validity }: { readonly card: ScoreCard; readonly validity: ScoredView['validity'] }) {
  const { say } = useTell();
  const { is, reasons, vouched, vouchedBy } = validity;
  if (is === 'valid' && !vouched) return null;
  return (
    <Flex direction="column" gap="xs">
      {vouched ? (
        <Text testId="vouched">{vouchedBy === null ? say('vouched') : say('vouched_by', { who: vouchedBy })}</Text>
      ) : (
        <Alert title={say(is)} variant="warning">
          {reasons.map(say.told).join(' ')}
        </Alert>
      )}
      <Flex direction="row">
        <LoadingButton
          size="xs"
          loading={card.busy === 'vouch'}
          disabled={isActing(card)}
          onClick={() => card.act('vouch', { right: !vouched })}
          testId="vouch"
        >
          {say(vouched ? 'check_again' : 'vouch')}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
