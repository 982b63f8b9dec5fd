import { Alert, Flex, Heading, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForSummaries, askForSummary } from '../ask-server.ts';
import type { SummaryAction, SummaryBody, SummarySeen } from '../contracts/summary-contract.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import type { Format } from '../shared/format.ts';
import type { Language } from '../shared/language.ts';
import { say } from '../words/words.ts';

type WeeklySummaryProps = { readonly server: string; readonly language: Language; readonly format: Format };

/** The reader's own weekly summary: switched off until they want it. */
export function WeeklySummary({ server, language, format }: WeeklySummaryProps) {
  const { view, reload } = useAnswer(useCallback(() => askForSummary(server), [server]));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (view === null || view.state !== 'ok') return null;
  const act = <A extends SummaryAction>(action: A, body: SummaryBody<A>) => {
    setBusy(true);
    void askForSummaries(server, action, body).then((answer) => {
      setBusy(false);
      setProblem(
        typeof answer === 'string'
          ? say(`problem_${answer}`)
          : answer.outcome === 'refused'
            ? answer.sentences.join(' ')
            : null,
      );
      reload();
    });
  };
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('weekly_title')}</Heading>
      <Text>{say('weekly_what')}</Text>
      {problem !== null && (
        <Alert title={say('not_done')} variant="danger">
          {problem}
        </Alert>
      )}
      {view.on === null ? (
        view.isOwner ? (
          <Choose busy={busy} format={format} choose={(chosen) => act('on', { ...chosen, language })} />
        ) : (
          <Text testId="weekly-no-owner">{say('weekly_no_owner')}</Text>
        )
      ) : (
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text testId="weekly-on">
            {say(`weekly_on_${view.on.whose}`, { when: format.there(view.on.next, view.timeZone) })}
            {!view.isOwner && ` ${say('weekly_no_owner')}`}
          </Text>
          <LoadingButton size="xs" loading={busy} onClick={() => act('off', {})} testId="weekly-off">
            {say('weekly_switch_off')}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}

type Chosen = Pick<NonNullable<SummarySeen['on']>, 'weekday' | 'hour' | 'whose'>;

type ChooseProps = {
  readonly busy: boolean;
  readonly format: Format;
  readonly choose: (chosen: Chosen) => void;
};

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

function Choose({ busy, format, choose }: ChooseProps) {
  const [weekday, setWeekday] = useState(1);
  const [hour, setHour] = useState(8);
  const [whose, setWhose] = useState<Chosen['whose']>('all');
  return (
    <Flex direction="row" gap="sm" align="end" wrap>
      <Select
        name="weekday"
        label={say('weekly_day')}
        value={weekday}
        options={WEEKDAYS.map((value) => ({ value, label: format.weekday(value) }))}
        onChange={(given) => setWeekday(Number(given))}
      />
      <Select
        name="hour"
        label={say('weekly_hour')}
        value={hour}
        options={HOURS.map((value) => ({ value, label: `${value}:00` }))}
        onChange={(given) => setHour(Number(given))}
      />
      <Select
        name="whose"
        label={say('weekly_whose')}
        value={whose}
        options={(['all', 'own'] as const).map((value) => ({ value, label: say(`weekly_${value}`) }))}
        onChange={(given) => setWhose(given === 'own' ? 'own' : 'all')}
      />
      <LoadingButton loading={busy} onClick={() => choose({ weekday, hour, whose })} testId="weekly-send">
        {say('weekly_switch_on')}
      </LoadingButton>
    </Flex>
  );
}
