import { Button, Flex, LoadingButton } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { BantForm } from './BantForm.tsx';
import { HandBackForm, HandToSalesForm } from './HandOverForms.tsx';
import { SnoozeForm } from './SnoozeForm.tsx';

/** What a rep can do. The one primary button is the step that moves this lead on. */
export function Actions({ card, view }: { readonly card: ScoreCard; readonly view: ScoredView }) {
  const busy = card.busy !== null && card.busy !== 'look';
  const { handToSales, handBack } = view.may;
  const nextIsSales = handToSales && (view.qualification.is === 'mql' || view.ready !== null);
  return (
    <Flex direction="row" gap="xs" wrap>
      {handToSales && (
        <Button
          variant={nextIsSales ? 'primary' : 'secondary'}
          disabled={busy}
          overlay={<HandToSalesForm card={card} />}
          testId="open-hand-to-sales"
        >
          Hand to sales
        </Button>
      )}
      <Button
        variant={nextIsSales ? 'secondary' : 'primary'}
        disabled={busy}
        overlay={<BantForm card={card} bant={view.bant} />}
        testId="open-bant"
      >
        Add BANT answers
      </Button>
      {handBack && (
        <Button disabled={busy} overlay={<HandBackForm card={card} />} testId="open-hand-back">
          Hand back to marketing
        </Button>
      )}
      <Button
        disabled={busy}
        overlay={<SnoozeForm card={card} snoozed={view.next.snoozedUntil !== null} />}
        testId="open-snooze"
      >
        Snooze
      </Button>
      <LoadingButton
        loading={card.busy === 'recalculate'}
        disabled={busy}
        onClick={() => card.act('recalculate', {})}
        testId="recalculate"
      >
        Recalculate score
      </LoadingButton>
    </Flex>
  );
}
