import { Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { LONGEST_REASON } from '../contract.ts';
import { HAND_BACK_KINDS, type HandBackKind } from '../shared/deeds.ts';
import { useTell } from '../tell.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

/** Half of an emoji, where the cut goes through one. PostgreSQL refuses it in JSON. */
const HALF_A_PAIR = /[\uD800-\uDBFF]$/;

const reasonIn = ({ reason }: Readonly<Record<string, unknown>>): string =>
  typeof reason === 'string' ? reason.trim().slice(0, LONGEST_REASON).replace(HALF_A_PAIR, '') : '';

/** The form by which a rep makes the contact sales qualified. */
export function HandToSalesForm({ card }: { readonly card: ScoreCard }) {
  const { say } = useTell();
  return (
    <Dialog
      id="ripen-hand-to-sales"
      title={say('hand_to_sales')}
      action="hand-to-sales"
      send={say('hand_to_sales')}
      card={card}
      onSubmit={({ targetValue }) => {
        const reason = reasonIn(targetValue);
        card.act('hand-to-sales', reason === '' ? {} : { reason }, 'ripen-hand-to-sales');
      }}
    >
      <Text>{say('hand_to_sales_why')}</Text>
      <TextArea name="reason" label={say('why_now')} maxLength={LONGEST_REASON} />
    </Dialog>
  );
}

type Missing = 'kind' | 'words' | null;

/** What the form still needs: a reason, and words for one that is not on the list. */
function missingIn(kind: HandBackKind | undefined, reason: string): Missing {
  if (kind === undefined) return 'kind';
  return kind === 'other' && reason === '' ? 'words' : null;
}

/** The form that hands the contact back. Marketing learns from the reason, so it is required. */
export function HandBackForm({ card }: { readonly card: ScoreCard }) {
  const { say } = useTell();
  const [missing, setMissing] = useState<Missing>(null);
  return (
    <Dialog
      id="ripen-hand-back"
      title={say('hand_back')}
      action="hand-back"
      send={say('hand_back_send')}
      card={card}
      onSubmit={({ targetValue }) => {
        const reason = reasonIn(targetValue);
        const kind = HAND_BACK_KINDS.find((known) => known === targetValue['kind']);
        setMissing(missingIn(kind, reason));
        if (kind === undefined || missingIn(kind, reason) !== null) return;
        card.act('hand-back', reason === '' ? { kind } : { kind, reason }, 'ripen-hand-back');
      }}
    >
      <Text>{say('hand_back_why')}</Text>
      <Select
        name="kind"
        label={say('why_too_early')}
        options={HAND_BACK_KINDS.map((value) => ({ value, label: say(`hand_back_${value}`) }))}
        required
        error={missing === 'kind'}
        {...(missing === 'kind' && { validationMessage: say('choose_reason') })}
      />
      <TextArea
        name="reason"
        label={say('your_words')}
        maxLength={LONGEST_REASON}
        error={missing === 'words'}
        {...(missing === 'words' && { validationMessage: say('say_why') })}
      />
    </Dialog>
  );
}
