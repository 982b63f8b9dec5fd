import { Select, Text } from '@hubspot/ui-extensions';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

const ONE_WEEK = { value: '7', label: 'One week' };
const FOR = [
  ONE_WEEK,
  { value: '14', label: 'Two weeks' },
  { value: '30', label: 'One month' },
  { value: '91', label: 'Three months' },
  { value: '182', label: 'Six months' },
];
const WAKE = { value: 'wake', label: 'End the snooze now' };

/** No touch and no automated e-mail for a while; or the end of that. */
export function SnoozeForm({ card, snoozed }: { readonly card: ScoreCard; readonly snoozed: boolean }) {
  const options = snoozed ? [WAKE, ...FOR] : FOR;
  const usual = snoozed ? WAKE : ONE_WEEK;
  return (
    <Dialog
      id="ripen-snooze"
      title="Snooze this lead"
      action="snooze"
      send="Snooze lead"
      card={card}
      onSubmit={({ targetValue }) => {
        const { value } = options.find((option) => option.value === targetValue['for']) ?? usual;
        card.act('snooze', { days: value === WAKE.value ? null : Number(value) }, 'ripen-snooze');
      }}
    >
      <Text>
        Until then Ripen asks nobody to get in touch, and no nurture e-mail is sent. The score is still updated.
      </Text>
      <Select name="for" label="For how long?" options={options} placeholder={usual.label} />
    </Dialog>
  );
}
