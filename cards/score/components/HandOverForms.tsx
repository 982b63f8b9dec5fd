import { Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { ACTION_BODIES } from '../contract.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

/** Makes the contact sales qualified by the rep's word. */
export function HandToSalesForm({ card }: { readonly card: ScoreCard }) {
  return (
    <Dialog
      id="ripen-hand-to-sales"
      title="Hand to sales"
      action="hand-to-sales"
      send="Hand to sales"
      card={card}
      onSubmit={({ targetValue }) => {
        const body = ACTION_BODIES['hand-to-sales'].safeParse(targetValue);
        if (body.success) card.act('hand-to-sales', body.data, 'ripen-hand-to-sales');
      }}
    >
      <Text>The contact becomes sales qualified, and moves to the sales-ready list.</Text>
      <TextArea name="reason" label="Why now? (optional)" maxLength={500} />
    </Dialog>
  );
}

/** Returns the contact to marketing; without a reason marketing could learn nothing from it. */
export function HandBackForm({ card }: { readonly card: ScoreCard }) {
  const [missing, setMissing] = useState(false);
  return (
    <Dialog
      id="ripen-hand-back"
      title="Hand back to marketing"
      action="hand-back"
      send="Hand back"
      card={card}
      onSubmit={({ targetValue }) => {
        const body = ACTION_BODIES['hand-back'].safeParse(targetValue);
        setMissing(!body.success);
        if (body.success) card.act('hand-back', body.data, 'ripen-hand-back');
      }}
    >
      <Text>The contact becomes marketing qualified again and is nurtured until something new happens.</Text>
      <TextArea
        name="reason"
        label="Why is it too early?"
        maxLength={500}
        required
        error={missing}
        {...(missing && { validationMessage: 'Please say why: marketing learns from it.' })}
      />
    </Dialog>
  );
}
