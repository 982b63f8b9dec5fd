import { Alert, Flex, Heading, LoadingButton, LoadingSpinner, StepIndicator, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForSetUp, askToSetUp } from '../../ask-server.ts';
import type { SetUpAction, SetUpBody, SetUpSeen } from '../../contracts/set-up-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { SetUpStepForm } from './SetUpStepForm.tsx';

type SetUpTabProps = {
  readonly server: string;
  readonly format: Format;
  /** goes to the draft that the steps have made */
  readonly toModel: () => void;
};

/** The first day: a step at a time, each proposed from the account, all of them in one draft. */
export function SetUpTab({ server, format, toModel }: SetUpTabProps) {
  const { view, problem, reload, show } = useAnswer(
    useCallback(() => askForSetUp(server), [server]),
    (seen) => seen.state === 'ok' && !seen.survey.isDone,
  );
  const [state, setState] = useState<{
    readonly at: number | null;
    readonly busy: SetUpAction | null;
    readonly refused: readonly string[];
  }>({ at: null, busy: null, refused: [] });

  if (view === null || view.state !== 'ok')
    return problem === null ? (
      <LoadingSpinner label={say('loading_set_up')} showLabel layout="centered" size="md" />
    ) : (
      <Alert title={say(`problem_${problem}`)} variant="warning" />
    );
  const { steps, survey, draft, mayEdit } = view;
  const at = state.at ?? firstOpen(view);
  const step = steps[at];
  const settled = steps.filter((one) => one.state !== 'open').length;

  const act = <A extends SetUpAction>(action: A, body: SetUpBody<A>) => {
    setState({ ...state, at, busy: action, refused: [] });
    void askToSetUp(server, action, body).then(async (answer) => {
      if (typeof answer === 'string') return setState({ at, busy: null, refused: [say(`problem_${answer}`)] });
      // Whoever goes on edits the draft as it is now.
      const seen = await askForSetUp(server);
      if (typeof seen === 'string') reload();
      else show(seen);
      const isRefused = answer.outcome === 'refused';
      setState({ at: isRefused ? at : at + 1, busy: null, refused: isRefused ? answer.sentences : [] });
    });
  };
  return (
    <Flex direction="column" gap="md">
      <Text>{say('set_up_what')}</Text>
      {!mayEdit && <Alert title={say('only_read')} variant="info" />}
      <Text testId="survey">
        {survey.isDone
          ? sayCounted('set_up_looked', survey.contacts)
          : say('set_up_looking', { count: format.number(survey.contacts) })}
      </Text>
      <StepIndicator
        stepNames={steps.map(({ id, state: became }) =>
          became === 'open' ? say(`step_${id}`) : say(`step_${became}`, { step: say(`step_${id}`) }),
        )}
        currentStep={Math.min(at, steps.length)}
        direction="horizontal"
        onClick={(to) => setState({ at: to, busy: null, refused: [] })}
      />
      {state.refused.length > 0 && (
        <Alert title={say('not_done')} variant="danger">
          {state.refused.join(' ')}
        </Alert>
      )}
      {step === undefined ? (
        <Flex direction="column" gap="sm">
          <Heading>{say('set_up_over')}</Heading>
          <Text testId="set-up-over">{sayCounted('set_up_settled', settled, { all: steps.length })}</Text>
          <Text>{say(draft === null ? 'set_up_no_draft' : 'set_up_draft')}</Text>
          <Flex direction="row" gap="sm">
            <LoadingButton variant="primary" onClick={toModel} testId="to-model">
              {say('set_up_to_model')}
            </LoadingButton>
            <LoadingButton onClick={() => setState({ at: 0, busy: null, refused: [] })} testId="set-up-again">
              {say('set_up_again')}
            </LoadingButton>
          </Flex>
        </Flex>
      ) : (
        <SetUpStepForm
          key={`${step.id} ${survey.isDone}`}
          step={step}
          busy={state.busy}
          accept={mayEdit ? (answers) => act('accept', { step: step.id, draft, answers }) : null}
          skip={mayEdit ? () => act('skip', { step: step.id }) : null}
        />
      )}
    </Flex>
  );
}

/** Where somebody goes on: at the first step that nobody has settled. */
function firstOpen({ steps }: SetUpSeen): number {
  const open = steps.findIndex(({ state }) => state === 'open');
  return open === -1 ? steps.length : open;
}
