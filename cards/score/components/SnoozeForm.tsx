import { Select, Text } from '@hubspot/ui-extensions';
import { useTell } from '../tell.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

const DAYS = [7, 14, 30, 91, 182] as const;

/** No touch and no automated e-mail for a while. */
export function SnoozeForm({ card }: { readonly card: ScoreCard }) {
  const { say } = useTell();
  return (
    <Dialog
      id="ripen-snooze"
      title={say('snooze_title')}
      action="snooze"
      send={say('snooze_send')}
      card={card}
      onSubmit={({ targetValue }) => {
        const days = DAYS.find((known) => `${known}` === targetValue['for']) ?? DAYS[0];
        card.act('snooze', { days }, 'ripen-snooze');
      }}
    >
      <Text>{say('snooze_why')}</Text>
      <Select
        name="for"
        label={say('how_long')}
        options={DAYS.map((days) => ({ value: `${days}`, label: say(`days_${days}`) }))}
        placeholder={say(`days_${DAYS[0]}`)}
      />
    </Dialog>
  );
}
