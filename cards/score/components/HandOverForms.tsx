import { Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { LONGEST_REASON } from '../contract.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

const reasonIn = ({ reason }: Readonly<Record<string, unknown>>): string =>
  typeof reason === 'string' ? reason.trim().slice(0, LONGEST_REASON) : '';

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
        const reason = reasonIn(targetValue);
        card.act('hand-to-sales', reason === '' ? {} : { reason }, 'ripen-hand-to-sales');
      }}
    >
      <Text>The contact becomes sales qualified, and moves to the sales-ready list.</Text>
      <TextArea name="reason" label="Why now? (optional)" maxLength={LONGEST_REASON} />
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
        const reason = reasonIn(targetValue);
        setMissing(reason === '');
        if (reason !== '') card.act('hand-back', { reason }, 'ripen-hand-back');
      }}
    >
      <Text>The contact becomes marketing qualified again and is nurtured until something new happens.</Text>
      <TextArea
        name="reason"
        label="Why is it too early?"
        maxLength={LONGEST_REASON}
        required
        error={missing}
        {...(missing && { validationMessage: 'Please say why: marketing learns from it.' })}
      />
    </Dialog>
  );
}
