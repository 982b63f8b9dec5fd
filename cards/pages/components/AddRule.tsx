import { Button, Flex, Heading, Input, LoadingButton, NumberInput, Select, Text, Toggle } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ModelSeen } from '../contract.ts';
import { type BuiltCondition, CONDITION_OPERATORS, type ModelChange, type ModelDone } from '../model-contract.ts';
import type { Format } from '../shared/format.ts';
import type { Desk } from '../use-desk.ts';
import { say } from '../words/words.ts';

type AddRuleProps = {
  readonly model: ModelSeen;
  readonly desk: Desk;
  readonly save: (changes: readonly ModelChange[]) => void;
  readonly format: Format;
};

type Part = BuiltCondition['parts'][number];
const EMPTY: Part = { field: '', operator: 'is', value: '', not: false };

/** A rule that is built by choosing: what it asks for, in which group, for how many points. */
export function AddRule({ model, desk, save, format }: AddRuleProps) {
  const groups = model.groups.filter(({ kind }) => kind === 'explicit');
  const [label, setLabel] = useState('');
  const [group, setGroup] = useState(groups[0]?.id ?? '');
  const [points, setPoints] = useState(5);
  const [when, setWhen] = useState<BuiltCondition>({ join: 'all', parts: [EMPTY] });
  const [counted, setCounted] = useState<Extract<ModelDone, { readonly outcome: 'counted' }> | null>(null);
  const change = (next: BuiltCondition) => {
    setWhen(next);
    setCounted(null);
  };
  const setPart = (at: number, more: Partial<Part>) =>
    change({ ...when, parts: when.parts.map((part, index) => (index === at ? { ...part, ...more } : part)) });

  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('add_rule')}</Heading>
      {when.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: known by its place
        <Flex key={at} direction="row" gap="sm" align="end" wrap>
          <Select
            name={`field-${at}`}
            label={say('property')}
            value={part.field}
            options={model.fields.map(({ field, label: name }) => ({ label: name, value: field }))}
            onChange={(field) => setPart(at, { field: `${field}` })}
          />
          <Select
            name={`operator-${at}`}
            label={say('operator')}
            value={part.operator}
            options={CONDITION_OPERATORS.map((operator) => ({ label: say(`operator_${operator}`), value: operator }))}
            onChange={(operator) => setPart(at, { operator: operator as Part['operator'] })}
          />
          {part.operator !== 'known' && part.operator !== 'unknown' && (
            <Input
              name={`value-${at}`}
              label={say('value')}
              value={part.value}
              onChange={(value) => setPart(at, { value })}
            />
          )}
          <Toggle
            name={`not-${at}`}
            label={say('negated')}
            size="sm"
            checked={part.not}
            onChange={(not) => setPart(at, { not })}
          />
        </Flex>
      ))}
      <Flex direction="row" gap="sm" align="end" wrap>
        <Button size="xs" onClick={() => change({ ...when, parts: [...when.parts, EMPTY] })} testId="add-part">
          {say('add_part')}
        </Button>
        {when.parts.length > 1 && (
          <Select
            name="join"
            label={say('join')}
            value={when.join}
            options={(['all', 'any'] as const).map((join) => ({ label: say(`join_${join}`), value: join }))}
            onChange={(join) => change({ ...when, join: join as BuiltCondition['join'] })}
          />
        )}
        <LoadingButton
          size="xs"
          loading={desk.busy === 'count'}
          onClick={() => desk.act('count', { when }, (done) => done.outcome === 'counted' && setCounted(done))}
          testId="count"
        >
          {say('count')}
        </LoadingButton>
      </Flex>
      {counted !== null && (
        <Text testId="counted">
          {`${say(counted.isEstimate ? 'holds_about' : 'holds_exactly', {
            count: format.number(counted.contacts),
            all: format.number(counted.of),
          })} ${counted.contacts === 0 ? say('for_nobody') : counted.contacts === counted.of ? say('for_everybody') : ''}`.trim()}
        </Text>
      )}
      <Flex direction="row" gap="sm" align="end" wrap>
        <Input
          name="label"
          label={say('sentence')}
          value={label}
          placeholder={counted?.sentence ?? ''}
          onChange={setLabel}
        />
        <Select
          name="group"
          label={say('group')}
          value={group}
          options={groups.map(({ id, label: name }) => ({ label: name, value: id }))}
          onChange={(id) => setGroup(`${id}`)}
        />
        <NumberInput name="points" label={say('points')} value={points} onChange={(value) => setPoints(value ?? 0)} />
        <LoadingButton
          variant="primary"
          loading={desk.busy === 'change'}
          onClick={() => save([{ what: 'add', label: label.trim() || (counted?.sentence ?? ''), group, points, when }])}
          testId="add-rule"
        >
          {say('add_to_draft')}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
