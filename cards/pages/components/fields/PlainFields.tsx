import { Flex, Input, MultiSelect, NumberInput, Select, TextArea, ToggleGroup } from '@hubspot/ui-extensions';
import type { FieldShape, Json, Option, PartSeen, Shape } from '../../contracts/part-contract.ts';
import { textsIn } from '../../shapes.ts';
import { say } from '../../words/words.ts';
import { Holidays } from './Holidays.tsx';
import { SeenNames } from './SeenNames.tsx';

/** What a person enters or chooses in one place: a field of each kind that has no fields itself. */
type PlainProps = {
  readonly empty: FieldShape['empty'];
  /** what HubSpot's components call it, and what is wrong with it */
  readonly labels: {
    readonly name: string;
    readonly label: string;
    readonly required: boolean;
    readonly error: boolean;
    readonly validationMessage?: string;
    readonly description?: string;
  };
  readonly value: Json | undefined;
  readonly change: (value: Json) => void;
  /** nothing is to stand there */
  readonly clear: () => void;
};

/** A number. What may be empty is text: a field of numbers does not say that it was emptied. */
export function NumberField({ shape, ...plain }: PlainProps & { readonly shape: Extract<Shape, { kind: 'number' }> }) {
  const { empty, labels, value, change, clear } = plain;
  const entered = (text: string) => {
    if (text.trim() === '') return empty === 'refused' ? change(null) : clear();
    const number = Number(text.trim());
    change(Number.isFinite(number) ? number : text);
  };
  if (empty !== 'refused' || (value !== null && typeof value !== 'number'))
    return <Input {...labels} value={value == null ? '' : `${value}`} onInput={entered} />;
  return (
    <NumberInput
      {...labels}
      {...(typeof value === 'number' && { value })}
      {...(shape.min !== null && { min: shape.min })}
      {...(shape.max !== null && { max: shape.max })}
      onChange={(number) => change(number ?? null)}
    />
  );
}

/** A line of text, or a time of day. */
export function TextField({ placeholder, ...plain }: PlainProps & { readonly placeholder?: string }) {
  const { empty, labels, value, change, clear } = plain;
  return (
    <Input
      {...labels}
      value={typeof value === 'string' ? value : ''}
      {...(placeholder !== undefined && { placeholder })}
      onInput={(text) => (text === '' && empty === 'absent' ? clear() : change(text))}
    />
  );
}

type LinesProps = PlainProps & { readonly server: string };

type Seen = Extract<Shape, { kind: 'texts' }>['seen'];

/** Texts, a line each, and what the account has been seen to have, if that is known. */
export function TextsField({ seen, server, ...plain }: LinesProps & { readonly seen: Seen }) {
  const { labels, value, change } = plain;
  if (seen === undefined) return <Lines {...plain} />;
  return (
    <Flex direction="column" gap="xs">
      <Lines {...plain} />
      <SeenNames server={server} name={labels.name} kinds={seen} texts={textsIn(value)} take={change} />
    </Flex>
  );
}

/** Days, a line each, and the holidays of countries. */
export function DaysField({ server, ...plain }: LinesProps) {
  return (
    <Flex direction="column" gap="xs">
      <Lines {...plain} />
      <Holidays server={server} days={textsIn(plain.value)} take={plain.change} />
    </Flex>
  );
}

function Lines({ labels, value, change }: Pick<PlainProps, 'labels' | 'value' | 'change'>) {
  const texts = textsIn(value);
  return (
    <TextArea
      {...labels}
      rows={Math.min(12, Math.max(2, texts.length + 1))}
      value={texts.join('\n')}
      onInput={(text) => change(text === '' ? [] : text.split('\n'))}
    />
  );
}

type ChoiceShape = Extract<Shape, { kind: 'choice' | 'choices' }>;
type ChoiceProps = PlainProps & { readonly shape: ChoiceShape; readonly choices: PartSeen['choices'] };

/** One of several. */
export function ChoiceField({ shape, empty, labels, value, change, clear, choices }: ChoiceProps) {
  const options = withUnknown(optionsOf(shape, choices), [value]);
  return (
    <Select
      {...labels}
      value={typeof value === 'string' ? value : ''}
      options={empty === 'refused' ? options : [{ label: '–', value: '' }, ...options]}
      onChange={(chosen) => (chosen === '' ? clear() : change(chosen as string))}
    />
  );
}

/** Longer lists are chosen from in a list of their own. */
const MOST_TOGGLES = 10;

/** Any of several. */
export function ChoicesField({ shape, labels, value, change, choices }: ChoiceProps) {
  const chosen = Array.isArray(value) ? (value as (string | number)[]) : [];
  const options = withUnknown(optionsOf(shape, choices), chosen);
  if (options.length > MOST_TOGGLES)
    return (
      <MultiSelect
        {...labels}
        value={chosen}
        options={options}
        onChange={(values) => change(values as (string | number)[])}
      />
    );
  return (
    <ToggleGroup
      {...labels}
      toggleType="checkboxList"
      inline
      value={chosen.map(String)}
      options={options.map(({ label, value: one }) => ({ label, value: `${one}` }))}
      onChange={(values) => change(options.flatMap(({ value: one }) => (values.includes(`${one}`) ? [one] : [])))}
    />
  );
}

const optionsOf = ({ options, from }: ChoiceShape, choices: PartSeen['choices']): Option[] =>
  from === null ? options : (choices[from] ?? []);

/** What is chosen and is not there any more stays visible. */
function withUnknown(options: Option[], values: readonly (Json | undefined)[]): Option[] {
  const unknown = values.filter(
    (value): value is string | number =>
      (typeof value === 'string' || typeof value === 'number') && !options.some((one) => one.value === value),
  );
  return [...unknown.map((value) => ({ value, label: say('not_there', { what: value }) })), ...options];
}
