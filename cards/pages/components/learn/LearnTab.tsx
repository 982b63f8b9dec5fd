import {
  Alert,
  Flex,
  LoadingButton,
  LoadingSpinner,
  MultiSelect,
  ProgressBar,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForLearning, askToLearn } from '../../ask-server.ts';
import type { LeadStatusSeen, LearnAction, LearnBody, LearningSeen } from '../../contracts/learn-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { LearnReport } from './LearnReport.tsx';

type LearnTabProps = {
  readonly server: string;
  readonly format: Format;
  /** goes to the draft that was made */
  readonly toModel: () => void;
};

/** Points learnt from the account's own won and lost leads: begin, watch, read what came of it. */
export function LearnTab({ server, format, toModel }: LearnTabProps) {
  const { view, problem, reload } = useAnswer(
    useCallback(() => askForLearning(server), [server]),
    (seen) => seen.state === 'ok' && seen.learning?.state === 'running',
  );
  const [busy, setBusy] = useState<LearnAction | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);

  if (view === null || view.state !== 'ok')
    return problem === null ? (
      <LoadingSpinner label={say('loading_learning')} showLabel layout="centered" size="md" />
    ) : (
      <Alert title={say(`problem_${problem}`)} variant="warning" />
    );
  const act = <A extends LearnAction>(action: A, body: LearnBody<A>) => {
    setBusy(action);
    void askToLearn(server, action, body).then((answer) => {
      setBusy(null);
      setRefused(
        typeof answer === 'string' ? [say(`problem_${answer}`)] : answer.outcome === 'refused' ? answer.sentences : [],
      );
      reload();
    });
  };
  const { learning, mayEdit, leadStatuses } = view;
  return (
    <Flex direction="column" gap="md">
      <Text>{say('learn_what')}</Text>
      {!mayEdit && <Alert title={say('only_read')} variant="info" />}
      {refused.length > 0 && (
        <Alert title={say('not_done')} variant="danger">
          {refused.join(' ')}
        </Alert>
      )}
      {learning?.state === 'running' ? (
        <Running learning={learning} format={format}>
          {mayEdit && (
            <LoadingButton loading={busy === 'cancel'} onClick={() => act('cancel', {})} testId="cancel-learning">
              {say('learn_cancel')}
            </LoadingButton>
          )}
        </Running>
      ) : (
        mayEdit && <Begin busy={busy === 'begin'} leadStatuses={leadStatuses} begin={(body) => act('begin', body)} />
      )}
      {learning !== null && learning.state !== 'running' && (
        <Text variant="microcopy">
          {say(`learning_${learning.state}`, { by: learning.by, when: format.instant(learning.begunAt) })}
        </Text>
      )}
      {learning !== null && learning.report !== null && (
        <LearnReport report={learning.report} format={format} toModel={learning.hasDraft ? toModel : null} />
      )}
    </Flex>
  );
}

type RunningProps = {
  readonly learning: LearningSeen;
  readonly format: Format;
  readonly children: React.ReactNode;
};

function Running({ learning: { step, read, all }, format, children }: RunningProps) {
  return (
    <Flex direction="column" gap="sm">
      <Text testId="learn-step">{say(`learn_step_${step}`)}</Text>
      {step === 'reading' && all > 0 && (
        <ProgressBar
          title={say('learn_read', { read: format.number(read), all: format.number(all) })}
          value={read}
          maxValue={all}
        />
      )}
      {children}
    </Flex>
  );
}

const RULES = [10, 15, 25, 40] as const;
const STEPS = [1, 5] as const;

type BeginProps = {
  readonly busy: boolean;
  readonly leadStatuses: readonly LeadStatusSeen[];
  readonly begin: (body: LearnBody<'begin'>) => void;
};

function Begin({ busy, leadStatuses, begin }: BeginProps) {
  const [rules, setRules] = useState(15);
  const [step, setStep] = useState<1 | 5>(1);
  /** undefined: nobody has chosen others */
  const [lostStatuses, setLostStatuses] = useState<string[]>();
  return (
    <Flex direction="row" gap="sm" align="end" wrap>
      <Select
        name="rules"
        label={say('learn_rules')}
        value={rules}
        options={RULES.map((value) => ({ value, label: sayCounted('learn_at_most', value) }))}
        onChange={(given) => setRules(Number(given))}
      />
      <Select
        name="step"
        label={say('learn_points')}
        value={step}
        options={STEPS.map((value) => ({ value, label: say(value === 1 ? 'learn_by_one' : 'learn_by_five') }))}
        onChange={(given) => setStep(Number(given) === 5 ? 5 : 1)}
      />
      {leadStatuses.length > 0 && (
        <MultiSelect
          name="lost-statuses"
          label={say('learn_lost')}
          options={leadStatuses.map(({ value, label }) => ({ value, label }))}
          value={lostStatuses ?? leadStatuses.filter(({ isLost }) => isLost).map(({ value }) => value)}
          onChange={(values) => setLostStatuses(values.map(String))}
        />
      )}
      <LoadingButton
        variant="primary"
        loading={busy}
        onClick={() => begin({ rules, step, ...(lostStatuses && { lostStatuses }) })}
        testId="begin-learning"
      >
        {say('learn_begin')}
      </LoadingButton>
    </Flex>
  );
}
