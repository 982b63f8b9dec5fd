import { Flex, Heading, Input, List, LoadingButton, Select, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { SetUpAction, SetUpFieldSeen, SetUpStepSeen } from '../../contracts/set-up-contract.ts';
import { say } from '../../words/words.ts';

type Answers = Readonly<Record<string, string | string[]>>;
type SetUpStepFormProps = {
  readonly step: SetUpStepSeen;
  readonly busy: SetUpAction | null;
  /** null: who looks may not change anything */
  readonly accept: ((answers: Record<string, string | string[]>) => void) | null;
  readonly skip: (() => void) | null;
};

/** One step: why something is proposed, what may be chosen, and accepting or skipping it. */
export function SetUpStepForm({ step, busy, accept, skip }: SetUpStepFormProps) {
  const [answers, setAnswers] = useState<Answers>(() =>
    Object.fromEntries(step.fields.map(({ name, value }) => [name, Array.isArray(value) ? [...value] : value])),
  );
  const set = (name: string, value: string | string[]) => setAnswers({ ...answers, [name]: value });
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say(`step_${step.id}`)}</Heading>
      <Text>{say(`step_${step.id}_what`)}</Text>
      <List variant="unordered-styled">
        {step.why.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
      {step.fields.map((field) => (
        <Field key={field.name} field={field} value={answers[field.name] ?? ''} set={set} />
      ))}
      {step.state !== 'open' && step.by !== null && (
        <Text variant="microcopy">{say(`step_${step.state}_by`, { by: step.by })}</Text>
      )}
      {accept !== null && skip !== null && (
        <Flex direction="row" gap="sm">
          <LoadingButton
            variant="primary"
            loading={busy === 'accept'}
            onClick={() => accept({ ...answers })}
            testId="accept-step"
          >
            {say('accept_step')}
          </LoadingButton>
          <LoadingButton loading={busy === 'skip'} onClick={skip} testId="skip-step">
            {say('skip_step')}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}

type FieldProps = {
  readonly field: SetUpFieldSeen;
  readonly value: string | string[];
  readonly set: (name: string, value: string | string[]) => void;
};

function Field({ field, value, set }: FieldProps) {
  const { name } = field;
  if (field.kind === 'text')
    return <Input name={name} label={labelOf(field)} value={`${value}`} onChange={(given) => set(name, `${given}`)} />;
  if (field.kind === 'one') {
    const why = field.options.find((option) => option.value === value)?.why;
    return (
      <Flex direction="column" gap="flush">
        <Select
          name={name}
          label={labelOf(field)}
          value={`${value}`}
          options={field.options.map((option) => ({ label: said(option.label), value: option.value }))}
          onChange={(given) => set(name, `${given}`)}
        />
        {why !== undefined && <Text variant="microcopy">{why}</Text>}
      </Flex>
    );
  }
  if (field.options.length === 0) return null;
  return (
    <ToggleGroup
      name={name}
      label={labelOf(field)}
      toggleType="checkboxList"
      value={Array.isArray(value) ? value : []}
      options={field.options.map((option) => ({
        label: said(option.label),
        value: option.value,
        ...(option.why !== undefined && { description: option.why }),
      }))}
      onChange={(given) => set(name, (given as readonly string[]).map(String))}
    />
  );
}

/** Names that the page has words for; other fields are called as the account calls them. */
const FIELDS = [
  'starting',
  'fallback',
  'automatic',
  'territories',
  'country',
  'industry',
  'company_size',
  'job_area',
  'seniority',
  'products',
  'time_zone',
  'working_days',
  'from',
  'to',
  'holidays',
] as const;

function labelOf(field: SetUpFieldSeen): string {
  const known = FIELDS.find((name) => name === field.name);
  if (known !== undefined) return say(`field_${known}`);
  return 'label' in field && field.label !== undefined ? field.label : field.name;
}

/** Of the answers that are the same in every account. */
const PLAIN = ['yes', 'partly', 'no', 'unknown', 'budget', 'authority', 'need', 'timeline', 'nobody'] as const;

function said(label: string): string {
  const plain = PLAIN.find((word) => word === label);
  return plain === undefined ? label : say(plain);
}
