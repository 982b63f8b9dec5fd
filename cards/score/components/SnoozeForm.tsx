import { Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

const FOR: readonly { readonly value: string; readonly label: string }[] = [
  { value: '7', label: 'One week' },
  { value: '14', label: 'Two weeks' },
  { value: '30', label: 'One month' },
  { value: '91', label: 'Three months' },
  { value: '182', label: 'Six months' },
];
const WAKE = { value: 'wake', label: 'End the snooze now' };

/** No touch and no automated e-mail for a while; or the end of that. */
export function SnoozeForm({ card, snoozed }: { readonly card: ScoreCard; readonly snoozed: boolean }) {
  const [chosen, setChosen] = useState<string>();
  const options = snoozed ? [WAKE, ...FOR] : [...FOR];
  return (
    <Dialog
      id="ripen-snooze"
      title="Snooze this lead"
      action="snooze"
      send="Snooze lead"
      card={card}
      onSubmit={({ targetValue }) => {
        const days = targetValue['for'] === WAKE.value ? null : Number(targetValue['for']);
        setChosen(undefined);
        card.act('snooze', { days }, 'ripen-snooze');
      }}
    >
      <Text>Until then nobody is asked to get in touch, and no nurture e-mail is sent. The score goes on.</Text>
      <Select
        name="for"
        label="For how long?"
        options={options}
        value={chosen ?? options[0]?.value ?? ''}
        onChange={(value) => setChosen(`${value}`)}
      />
    </Dialog>
  );
}
