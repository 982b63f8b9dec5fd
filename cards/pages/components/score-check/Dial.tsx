import { Alert, Button, Flex, Heading, LoadingButton, NumberInput, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { askToDraftCutOff } from '../../ask-server.ts';
import type { CheckSeen } from '../../contracts/check-contract.ts';
import type { Format } from '../../shared/format.ts';
import { say, told } from '../../words/words.ts';
import { Meaning } from './Meaning.tsx';

type DialSeen = NonNullable<CheckSeen['dial']>;
type DialProps = {
  readonly dial: DialSeen;
  readonly server: string;
  readonly format: Format;
  readonly loading: boolean;
  /** asks for the cut-off for so many calls a week */
  readonly ask: (calls: number) => void;
  readonly toModel: () => void;
};

const MOST = 10_000;

/** From the calls that sales can make to the score from which on a lead is called. */
export function Dial({ dial, server, format, loading, ask, toModel }: DialProps) {
  const { cutOff, quarter, inForce, lately, drift, mayEdit } = dial;
  const [calls, setCalls] = useState(dial.calls);
  const [state, setState] = useState<{
    readonly busy: boolean;
    readonly said: readonly string[];
    readonly done: boolean;
  }>({
    busy: false,
    said: [],
    done: false,
  });
  const isWhole = Number.isInteger(calls) && calls >= 1 && calls <= MOST;
  const draft = () => {
    setState({ busy: true, said: [], done: false });
    void askToDraftCutOff(server, { calls: dial.calls }).then((answer) => {
      if (typeof answer === 'string') setState({ busy: false, said: [say(`problem_${answer}`)], done: false });
      else if (answer.outcome === 'refused') setState({ busy: false, said: answer.sentences.map(told), done: false });
      else setState({ busy: false, said: [], done: true });
    });
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('dial_title')}</Heading>
      {drift !== null && (
        <Alert title={say('dial_drift')} variant="warning">
          {say('dial_drift_what', {
            weeks: drift.weeks,
            sqls: format.number(drift.sqls),
            planned: format.number(drift.weeks * drift.calls),
            calls: format.number(drift.calls),
            score: drift.score,
          })}
        </Alert>
      )}
      <Flex direction="row" gap="sm" align="end" wrap>
        <NumberInput
          label={say('dial_calls')}
          name="calls"
          value={calls}
          min={1}
          max={MOST}
          error={!isWhole}
          {...(!isWhole && { validationMessage: say('dial_whole') })}
          onChange={(value) => setCalls(value)}
        />
        <LoadingButton loading={loading} disabled={!isWhole} onClick={() => ask(calls)} testId="dial">
          {say('dial_show')}
        </LoadingButton>
      </Flex>
      <Text testId="cut-off">{say('dial_from', { score: cutOff, calls: format.number(dial.calls) })}</Text>
      <Text>{quarterIn(quarter, format)}</Text>
      {inForce !== null && (
        <Text>{`${say('dial_in_force', { score: inForce.cutOff })} ${quarterIn(inForce.quarter, format)}`}</Text>
      )}
      <Text variant="microcopy">
        {say('dial_lately', {
          weeks: lately.weeks,
          called: format.number(lately.called),
          calls: format.number(lately.weeks * dial.calls),
        })}
      </Text>
      {state.said.map((sentence) => (
        <Alert key={sentence} title={sentence} variant="warning" />
      ))}
      {state.done ? (
        <Flex direction="row" gap="sm" align="center">
          <Text>{say('dial_drafted')}</Text>
          <Button size="xs" variant="secondary" onClick={toModel}>
            {say('model')}
          </Button>
        </Flex>
      ) : (
        mayEdit && (
          <Flex direction="row">
            <LoadingButton variant="secondary" loading={state.busy} onClick={draft} testId="draft-cut-off">
              {say('dial_draft', { score: cutOff })}
            </LoadingButton>
          </Flex>
        )
      )}
      <Meaning>{say('dial_what')}</Meaning>
    </Flex>
  );
}

function quarterIn({ wins, givenUp }: DialSeen['quarter'], format: Format): string {
  const whole = (value: number) => format.number(Math.round(value));
  return wins === null || givenUp === null
    ? say('dial_unknown')
    : say('dial_wins', {
        wins: whole(wins.is),
        low: whole(wins.low),
        high: whole(wins.high),
        lost: whole(givenUp.is),
        lost_low: whole(givenUp.low),
        lost_high: whole(givenUp.high),
      });
}
