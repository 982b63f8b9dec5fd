import { Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { HAND_BACK_KINDS, type HandBackKind, LONGEST_REASON } from '../contract.ts';
import { HAND_BACK_REASONS } from '../labels.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

/** What a cut through an emoji leaves behind, and no JSON can hold. */
const HALF_A_PAIR = /[\uD800-\uDBFF]$/;

const reasonIn = ({ reason }: Readonly<Record<string, unknown>>): string =>
  typeof reason === 'string' ? reason.trim().slice(0, LONGEST_REASON).replace(HALF_A_PAIR, '') : '';

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

const KINDS = HAND_BACK_KINDS.map((value) => ({ value, label: HAND_BACK_REASONS[value] }));

type Missing = 'kind' | 'words' | null;

/** What the form still needs: a reason, and words for one that is not on the list. */
const missingIn = (kind: HandBackKind | undefined, reason: string): Missing =>
  kind === undefined ? 'kind' : kind === 'other' && reason === '' ? 'words' : null;

/** Returns the contact to marketing; without a reason marketing could learn nothing from it. */
export function HandBackForm({ card }: { readonly card: ScoreCard }) {
  const [missing, setMissing] = useState<Missing>(null);
  return (
    <Dialog
      id="ripen-hand-back"
      title="Hand back to marketing"
      action="hand-back"
      send="Hand back"
      card={card}
      onSubmit={({ targetValue }) => {
        const reason = reasonIn(targetValue);
        const kind = HAND_BACK_KINDS.find((known) => known === targetValue['kind']);
        setMissing(missingIn(kind, reason));
        if (kind === undefined || missingIn(kind, reason) !== null) return;
        card.act('hand-back', reason === '' ? { kind } : { kind, reason }, 'ripen-hand-back');
      }}
    >
      <Text>The contact becomes marketing qualified again and is nurtured until something new happens.</Text>
      <Select
        name="kind"
        label="Why is it too early?"
        options={KINDS}
        required
        error={missing === 'kind'}
        {...(missing === 'kind' && { validationMessage: 'Please choose a reason: the score learns from it.' })}
      />
      <TextArea
        name="reason"
        label="In your words (optional)"
        maxLength={LONGEST_REASON}
        error={missing === 'words'}
        {...(missing === 'words' && { validationMessage: 'Please say why: marketing needs to know.' })}
      />
    </Dialog>
  );
}
