import { Alert, Button, Flex, Input, NumberInput, Select, Text, TextArea, Tile, Toggle } from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';
import type { Json, JsonObject, Option } from '../../contracts/part-contract.ts';
import { useCount } from '../../hooks/use-count.ts';
import { useValues } from '../../hooks/use-values.ts';
import { isRecord, textsIn } from '../../shapes.ts';
import { say, speech } from '../../words/words.ts';

type ConditionFieldProps = {
  readonly server: string;
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly wrong: string | undefined;
  readonly properties: readonly Option[];
  readonly value: Json | undefined;
  readonly change: (value: Json) => void;
  /** the condition may be left out; absent: it may not */
  readonly clear?: () => void;
  readonly reads?: (sentence: string) => void;
};

/** A condition that is built by choosing, with for how many it holds while one types. */
export function ConditionField({ label, help, wrong, clear, server, reads, ...rest }: ConditionFieldProps) {
  const { name, value, change } = rest;
  const counted = useCount(server, value);
  const told = useRef(reads);
  told.current = reads;
  const sentence = counted?.sentence;
  useEffect(() => {
    if (sentence !== undefined) told.current?.(sentence);
  }, [sentence]);
  if (!isRecord(value))
    return (
      <Toggle name={name} label={label} size="sm" checked={false} onChange={() => change({ field: '', equals: '' })} />
    );
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        {clear === undefined ? (
          <Text format={{ fontWeight: 'bold' }}>{label}</Text>
        ) : (
          <Toggle name={name} label={label} size="sm" checked onChange={clear} />
        )}
        {help !== null && <Text variant="microcopy">{help}</Text>}
        <Lines server={server} {...rest} value={value} depth={0} />
        {wrong !== undefined && <Alert title={wrong} variant="danger" />}
        {counted !== null && (
          <Flex direction="column" gap="flush">
            <Text testId="counted">{saidOf(counted)}</Text>
            <Text variant="microcopy" testId="reads">
              {counted.sentence}
            </Text>
          </Flex>
        )}
      </Flex>
    </Tile>
  );
}

function saidOf({ contacts, of, isEstimate }: NonNullable<ReturnType<typeof useCount>>): string {
  const holds = say(isEstimate ? 'holds_about' : 'holds_exactly', {
    count: speech().number(contacts),
    all: speech().number(of),
  });
  if (of === 0) return holds;
  return contacts === 0
    ? `${holds} ${say('for_nobody')}`
    : contacts === of
      ? `${holds} ${say('for_everybody')}`
      : holds;
}

type NodeProps = Pick<ConditionFieldProps, 'server' | 'name' | 'properties'> & {
  readonly value: JsonObject;
  readonly change: (value: JsonObject) => void;
  readonly depth: number;
};

/** Lines that must all hold, or of which one is enough; a line may be such lines again. */
function Lines({ server, name, properties, value, change, depth }: NodeProps) {
  const join = Array.isArray(value['any']) ? 'any' : 'all';
  const parts = partsOf(value);
  const set = (next: JsonObject[], by: 'all' | 'any' = join) => change(next.length === 1 ? next[0]! : { [by]: next });
  return (
    <Flex direction="column" gap="sm">
      {parts.length > 1 && (
        <Select
          name={`${name}.join.${depth}`}
          label={say('join')}
          value={join}
          options={(['all', 'any'] as const).map((one) => ({ label: say(`join_${one}`), value: one }))}
          onChange={(by) => set(parts, by as 'all' | 'any')}
        />
      )}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: known by its place
        <Flex key={at} direction="row" gap="sm" align="end" wrap>
          <Line
            server={server}
            name={`${name}.${at}`}
            properties={properties}
            value={part}
            change={(next) => set(parts.map((one, i) => (i === at ? next : one)))}
            depth={depth}
          />
          {parts.length > 1 && (
            <Button size="xs" variant="secondary" onClick={() => set(parts.filter((_, i) => i !== at))}>
              {say('take_out_line', { number: at + 1 })}
            </Button>
          )}
        </Flex>
      ))}
      <Flex direction="row" gap="sm" wrap>
        <Button size="xs" variant="secondary" testId="add-part" onClick={() => set([...parts, EMPTY])}>
          {say('add_part')}
        </Button>
        {depth === 0 && (
          <Button
            size="xs"
            variant="secondary"
            testId="add-group"
            onClick={() => set([...parts, { [join === 'all' ? 'any' : 'all']: [EMPTY, EMPTY] }])}
          >
            {say('add_lines')}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

const EMPTY: JsonObject = { field: '', equals: '' };

function partsOf(value: JsonObject): JsonObject[] {
  const parts = value['all'] ?? value['any'];
  return Array.isArray(parts) ? parts.filter(isRecord) : [value];
}

function Line({ server, name, properties, value, change, depth }: NodeProps) {
  const { not } = value;
  const inner = isRecord(not) ? not : value;
  const set = (next: JsonObject) => change(isRecord(not) ? { not: next } : next);
  const isGroup = Array.isArray(inner['all']) || Array.isArray(inner['any']);
  return (
    <Flex direction="row" gap="sm" align="end" wrap>
      {isGroup ? (
        <Tile compact>
          <Lines server={server} name={name} properties={properties} value={inner} change={set} depth={depth + 1} />
        </Tile>
      ) : isRecord(inner['not']) ? (
        <Tile compact>
          <Line server={server} name={name} properties={properties} value={inner} change={set} depth={depth + 1} />
        </Tile>
      ) : (
        <Leaf server={server} name={name} properties={properties} value={inner} change={set} depth={depth} />
      )}
      <Toggle
        name={`${name}.not`}
        label={say('negated')}
        size="sm"
        checked={isRecord(not)}
        onChange={(checked) => change(checked ? { not: inner } : inner)}
      />
    </Flex>
  );
}

const OPERATORS = [
  'is',
  'contains',
  'has_word',
  'starts_with',
  'ends_with',
  'at_least',
  'below',
  'between',
  'known',
  'unknown',
  'within_days',
  'within_next_days',
] as const;
type Operator = (typeof OPERATORS)[number];
const TEXTS: Partial<Record<Operator, string>> = {
  is: 'oneOf',
  contains: 'contains',
  has_word: 'hasWord',
  starts_with: 'startsWith',
  ends_with: 'endsWith',
};

function operatorIn(leaf: JsonObject): Operator {
  if ('known' in leaf) return leaf['known'] === false ? 'unknown' : 'known';
  if ('withinDays' in leaf) return 'within_days';
  if ('withinNextDays' in leaf) return 'within_next_days';
  if ('atLeast' in leaf) return 'below' in leaf ? 'between' : 'at_least';
  if ('below' in leaf) return 'below';
  return OPERATORS.find((operator) => (TEXTS[operator] ?? '') in leaf) ?? 'is';
}

const valuesIn = (leaf: JsonObject): string[] =>
  typeof leaf['equals'] === 'string'
    ? [leaf['equals']]
    : ['oneOf', 'contains', 'hasWord', 'startsWith', 'endsWith'].flatMap((name) => textsIn(leaf[name]));

/** What is kept of a line when its operator changes. */
function testedBy(leaf: JsonObject, operator: Operator): JsonObject {
  const field = { field: leaf['field'] ?? '' };
  const number = leaf['atLeast'] ?? leaf['below'] ?? leaf['withinDays'] ?? leaf['withinNextDays'] ?? null;
  const values = valuesIn(leaf);
  switch (operator) {
    case 'known':
    case 'unknown':
      return { ...field, known: operator === 'known' };
    case 'within_days':
      return { ...field, withinDays: number };
    case 'within_next_days':
      return { ...field, withinNextDays: number };
    case 'at_least':
      return { ...field, atLeast: number };
    case 'below':
      return { ...field, below: number };
    case 'between':
      return { ...field, atLeast: number, below: null };
    default:
      if (operator === 'is' && values.length < 2) return { ...field, equals: values[0] ?? '' };
      return { ...field, [TEXTS[operator]!]: values.length > 0 ? values : [''] };
  }
}

function Leaf({ server, name, properties, value, change }: NodeProps) {
  const operator = operatorIn(value);
  const field = `${value['field'] ?? ''}`;
  const isKnown = field === '' || properties.some((one) => one.value === field);
  const number = (key: string, label: string) => (
    <NumberInput
      name={`${name}.${key}`}
      label={label}
      {...(typeof value[key] === 'number' && { value: value[key] })}
      onChange={(entered) => change({ ...value, [key]: entered ?? null })}
    />
  );
  return (
    <Flex direction="row" gap="sm" align="end" wrap>
      <Select
        name={`${name}.field`}
        label={say('property')}
        value={field}
        options={[...(isKnown ? [] : [{ value: field, label: say('not_there', { what: field }) }]), ...properties]}
        onChange={(chosen) => change({ ...value, field: `${chosen}` })}
      />
      <Select
        name={`${name}.operator`}
        label={say('operator')}
        value={operator}
        options={OPERATORS.map((one) => ({ label: say(`operator_${one}`), value: one }))}
        onChange={(chosen) => change(testedBy(value, chosen as Operator))}
      />
      {TEXTS[operator] !== undefined && <Values {...{ server, name, operator, value, change }} />}
      {operator === 'within_days' && number('withinDays', say('value_days'))}
      {operator === 'within_next_days' && number('withinNextDays', say('value_days'))}
      {(operator === 'at_least' || operator === 'between') && number('atLeast', say('value_from'))}
      {(operator === 'below' || operator === 'between') && number('below', say('value_below'))}
    </Flex>
  );
}

type ValuesProps = Pick<NodeProps, 'server' | 'name' | 'value' | 'change'> & { readonly operator: Operator };

/** One value in a line; several, as soon as there is more than one. */
function Values({ server, name, operator, value, change }: ValuesProps) {
  const values = valuesIn(value);
  const told = useValues(server, `${value['field'] ?? ''}`);
  const set = (next: string[]) =>
    change({
      field: value['field'] ?? '',
      ...(operator === 'is' && next.length === 1 ? { equals: next[0]! } : { [TEXTS[operator]!]: next }),
    });
  const entered = values.filter((text) => text !== '');
  const input =
    values.length > 1 ? (
      <TextArea
        name={`${name}.values`}
        label={say('values')}
        rows={Math.min(8, values.length + 1)}
        value={values.join('\n')}
        onInput={(text) => set(text.split('\n'))}
      />
    ) : (
      <Input name={`${name}.values`} label={say('value')} value={values[0] ?? ''} onInput={(text) => set([text])} />
    );
  return (
    <Flex direction="row" gap="xs" align="end" wrap>
      {input}
      {told !== null && told.options.length > 0 && (
        <Select
          name={`${name}.seen`}
          label={say('values_seen')}
          value=""
          options={told.options.filter(({ value: one }) => !entered.includes(one))}
          onChange={(chosen) => set([...entered, `${chosen}`])}
        />
      )}
      {values.length === 1 && (
        <Button size="xs" variant="secondary" onClick={() => set([values[0] ?? '', ''])}>
          {say('more_values')}
        </Button>
      )}
      {told !== null && !told.isRead && <Text variant="microcopy">{say('not_read_yet')}</Text>}
    </Flex>
  );
}
