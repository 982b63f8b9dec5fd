import { DateInput, Flex, Input, LoadingButton, Select, Text, TimeInput } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ModelDone } from '../../contracts/model-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import { type Day, dayIn, type Time, timeIn } from '../../wall-time.ts';
import { say } from '../../words/words.ts';

type PublishProps = {
  readonly fingerprint: string;
  /** of the account */
  readonly timeZone: string;
  readonly desk: Desk;
  readonly done: (answer: ModelDone) => void;
};

/** Publishes exactly the plan that is shown, now or at an instant. */
export function Publish({ fingerprint, timeZone, desk, done }: PublishProps) {
  const [note, setNote] = useState('');
  const [when, setWhen] = useState<'now' | 'then'>('now');
  const [day, setDay] = useState<Day | null>(null);
  const [time, setTime] = useState<Time>({ hours: 8, minutes: 0 });
  const isLater = when === 'then';
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="end" wrap>
        <Input name="note" label={say('note')} value={note} onChange={setNote} required />
        <Select
          name="when"
          label={say('publish_when')}
          value={when}
          options={[
            { label: say('publish_now'), value: 'now' },
            { label: say('publish_then'), value: 'then' },
          ]}
          onChange={(chosen) => setWhen(chosen === 'then' ? 'then' : 'now')}
        />
        {isLater && (
          <DateInput
            name="day"
            label={say('publish_day')}
            timezone="portalTz"
            {...(day !== null && { value: day })}
            onChange={(chosen) => setDay(chosen)}
            required
          />
        )}
        {isLater && (
          <TimeInput
            name="time"
            label={say('publish_time', { zone: timeZone })}
            value={time}
            onChange={(chosen) => chosen && setTime(chosen)}
            required
          />
        )}
        <LoadingButton
          variant="primary"
          loading={desk.busy === 'publish'}
          disabled={isLater && day === null}
          onClick={() =>
            desk.act(
              'publish',
              { fingerprint, note, ...(isLater && day !== null && { at: { day: dayIn(day), time: timeIn(time) } }) },
              done,
            )
          }
          testId="publish"
        >
          {say(isLater ? 'publish_at' : 'publish')}
        </LoadingButton>
      </Flex>
      {isLater && <Text variant="microcopy">{say('publish_at_what')}</Text>}
    </Flex>
  );
}
