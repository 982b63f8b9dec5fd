import { Alert, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { VALIDITIES } from '../labels.ts';
import type { ScoreCard } from '../use-score-card.ts';

/**
 * What is wrong with the data of the contact, and a way to say that it is not. Silent as long as
 * the data look right.
 */
export function Validity({ card, validity }: { readonly card: ScoreCard; readonly validity: ScoredView['validity'] }) {
  const { is, reasons, vouched } = validity;
  if (is === 'valid' && !vouched) return null;
  const busy = card.busy !== null && card.busy !== 'look';
  return (
    <Flex direction="column" gap="xs">
      {vouched ? (
        <Text testId="vouched">Somebody has confirmed that these data are right.</Text>
      ) : (
        <Alert title={VALIDITIES[is]} variant="warning">
          {reasons.join(' ')}
        </Alert>
      )}
      <Flex direction="row">
        <LoadingButton
          size="xs"
          loading={card.busy === 'vouch'}
          disabled={busy}
          onClick={() => card.act('vouch', { right: !vouched })}
          testId="vouch"
        >
          {vouched ? 'Check these data again' : 'These data are right'}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
