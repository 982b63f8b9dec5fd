import { Button, Flex, LoadingButton } from '@hubspot/ui-extensions';
import { stepOf } from '../advice.ts';
import type { ScoredView } from '../contract.ts';
import { isActing } from '../score-state.ts';
import { useTell } from '../tell.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { BantForm } from './BantForm.tsx';
import { HandBackForm, HandToSalesForm } from './HandOverForms.tsx';
import { InTouch } from './InTouch.tsx';
import { SnoozeForm } from './SnoozeForm.tsx';

/** What a rep can do. The one primary button is the next step; there may be none. */
export function Actions({ card, view }: { readonly card: ScoreCard; readonly view: ScoredView }) {
  const { say } = useTell();
  const busy = isActing(card);
  const step = stepOf(view);
  const { handToSales, handBack } = view.may;
  return (
    <Flex direction="row" gap="xs" wrap>
      {view.next.snoozedUntil !== null && (
        <LoadingButton
          variant={step === 'wake' ? 'primary' : 'secondary'}
          loading={card.busy === 'snooze'}
          disabled={busy}
          onClick={() => card.act('snooze', { days: null })}
          testId="wake-up"
        >
          {say('wake_up')}
        </LoadingButton>
      )}
      <InTouch step={step} view={view} />
      {handToSales && (
        <Button
          variant={step === 'hand_to_sales' ? 'primary' : 'secondary'}
          disabled={busy}
          overlay={<HandToSalesForm card={card} />}
          testId="open-hand-to-sales"
        >
          {say('hand_to_sales')}
        </Button>
      )}
      <Button disabled={busy} overlay={<BantForm card={card} bant={view.bant} />} testId="open-bant">
        {say('add_bant')}
      </Button>
      {handBack && (
        <Button disabled={busy} overlay={<HandBackForm card={card} />} testId="open-hand-back">
          {say('hand_back')}
        </Button>
      )}
      <Button disabled={busy} overlay={<SnoozeForm card={card} />} testId="open-snooze">
        {say('snooze')}
      </Button>
      <LoadingButton
        loading={card.busy === 'recalculate'}
        disabled={busy}
        onClick={() => card.act('recalculate', {})}
        testId="recalculate"
      >
        {say('recalculate')}
      </LoadingButton>
    </Flex>
  );
}
