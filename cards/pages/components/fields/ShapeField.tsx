import { Accordion, Button, Divider, Flex, Select, Text, Tile, Toggle } from '@hubspot/ui-extensions';
import { type ReactNode, useRef, useState } from 'react';
import type { FieldShape, Json, PartSeen, Place, Shape } from '../../contracts/part-contract.ts';
import { nameOf } from '../../item-name.ts';
import { blankOf, isRecord, wayOf, wrongAt } from '../../shapes.ts';
import { say } from '../../words/words.ts';
import { ConditionField } from './ConditionField.tsx';
import { ChoiceField, ChoicesField, DaysField, NumberField, TextField, TextsField } from './PlainFields.tsx';

type FieldSurroundings = {
  readonly server: string;
  readonly choices: PartSeen['choices'];
  readonly places: readonly Place[];
  /** hears how a condition reads, as soon as that is known */
  readonly reads?: (sentence: string) => void;
};

type ShapeFieldProps = FieldSurroundings & {
  readonly field: FieldShape;
  readonly path: readonly string[];
  readonly value: Json | undefined;
  /** undefined: the field is taken out */
  readonly change: (value: Json | undefined) => void;
};

/** The label with the unit, unless the label says it. */
function labelOf({ label, shape }: FieldShape): string {
  if (shape.kind !== 'number' || shape.unit === null) return label;
  const unit = say(`unit_${shape.unit}`);
  return label.toLowerCase().includes(unit.toLowerCase()) ? label : `${label} (${unit})`;
}

/** A field of the model as the server describes it, whatever it is. */
export function ShapeField({ field, path, value, change, ...around }: ShapeFieldProps) {
  const { shape, label, empty, help } = field;
  const { server, choices } = around;
  const isNested = shape.kind === 'object' || shape.kind === 'list' || shape.kind === 'ways';
  const wrong = wrongAt(around.places, path, !isNested);
  const name = path.join('.');
  const labels = {
    name,
    label: labelOf(field),
    required: empty === 'refused' && shape.kind !== 'texts' && shape.kind !== 'days',
    error: wrong !== undefined,
    ...(wrong !== undefined && { validationMessage: wrong }),
    ...(help !== null && { description: help }),
  };
  const clear = () => change(empty === 'null' ? null : undefined);
  const plain = { empty, labels, value, change, clear };
  switch (shape.kind) {
    case 'number':
      return <NumberField {...plain} shape={shape} />;
    case 'text':
      return <TextField {...plain} />;
    case 'time':
      return <TextField {...plain} placeholder="09:00" />;
    case 'texts':
      return <TextsField {...plain} seen={shape.seen} server={server} />;
    case 'days':
      return <DaysField {...plain} server={server} />;
    case 'yes':
      return <Toggle name={name} label={label} size="sm" checked={value === true} onChange={change} />;
    case 'choice':
      return <ChoiceField {...plain} shape={shape} choices={choices} />;
    case 'choices':
      return <ChoicesField {...plain} shape={shape} choices={choices} />;
    case 'condition':
      return (
        <ConditionField
          {...{ server, name, label, help, wrong, value, change }}
          properties={choices['properties'] ?? []}
          {...(empty === 'absent' && { clear })}
          {...(around.reads && { reads: around.reads })}
        />
      );
    default:
      return <Nested {...around} field={{ ...field, shape }} path={path} value={value} change={change} wrong={wrong} />;
  }
}

type NestedProps = Omit<ShapeFieldProps, 'field'> & {
  readonly field: Omit<FieldShape, 'shape'> & { readonly shape: Extract<Shape, { kind: 'object' | 'list' | 'ways' }> };
  readonly wrong: string | undefined;
};

/** A field that has fields. */
function Nested({ field, wrong, ...rest }: NestedProps) {
  const { path, value, change } = rest;
  const { label, help, empty, shape } = field;
  const isThere = value !== undefined && value !== null;
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        {empty === 'absent' ? (
          <Toggle
            name={`${path.join('.')} is there`}
            label={label}
            size="sm"
            checked={isThere}
            onChange={(checked) => change(checked ? blankOf(shape) : undefined)}
          />
        ) : (
          <Text format={{ fontWeight: 'bold' }}>{label}</Text>
        )}
        {help !== null && <Text variant="microcopy">{help}</Text>}
        {wrong !== undefined && <Wrong sentence={wrong} />}
        {(isThere || empty !== 'absent') && <Inner {...rest} shape={shape} label={label} />}
      </Flex>
    </Tile>
  );
}

const Wrong = ({ sentence }: { readonly sentence: string }) => (
  <Text testId="wrong" format={{ fontWeight: 'demibold' }}>
    {sentence}
  </Text>
);

type InnerProps = Omit<ShapeFieldProps, 'field'> & { readonly shape: Shape; readonly label: string };

/** What stands within a field, or within an item of a list. */
export function Inner({ shape, label, path, value, change, ...around }: InnerProps): ReactNode {
  if (shape.kind === 'object')
    return <Fields {...around} fields={shape.fields} path={path} value={value} change={change} />;
  if (shape.kind === 'ways') {
    const way = wayOf(shape, value) ?? shape.ways[0]!;
    return (
      <Flex direction="column" gap="sm">
        <Select
          name={`${path.join('.')} way`}
          label={say('kind')}
          value={way.label}
          options={shape.ways.map(({ label: name }) => ({ label: name, value: name }))}
          onChange={(chosen) => {
            const next = shape.ways.find(({ label: name }) => name === chosen);
            if (next !== undefined && next !== way) change(kept(blankOf(next.shape), value));
          }}
        />
        <Inner {...around} shape={way.shape} label={label} path={path} value={value} change={change} />
      </Flex>
    );
  }
  if (shape.kind === 'list')
    return <Items {...around} shape={shape} label={label} path={path} value={value} change={change} />;
  const field = { name: '', label, help: null, empty: 'refused', shape } as const;
  return <ShapeField {...around} field={field} path={path} value={value} change={change} />;
}

type FieldsProps = Omit<ShapeFieldProps, 'field' | 'reads'> & { readonly fields: readonly FieldShape[] };

/** The fields of one thing. A name that nobody has chosen is written from its condition. */
function Fields({ fields, path, value, change, ...around }: FieldsProps) {
  const written = useRef<string | null>(null);
  const label = isRecord(value) ? value['label'] : undefined;
  const isOurs = label === null || label === '' || label === written.current;
  const reads = (sentence: string) => {
    if (!isOurs || label === undefined) return;
    written.current = sentence.slice(0, LONGEST_NAME);
    if (label !== written.current) change(put(value, 'label', written.current));
  };
  return (
    <Flex direction="column" gap="sm">
      {fields.map((field) => (
        <ShapeField
          key={field.name}
          {...around}
          reads={reads}
          field={field}
          path={[...path, field.name]}
          value={Array.isArray(value) ? value[Number(field.name)] : isRecord(value) ? value[field.name] : undefined}
          change={(inner) => change(put(value, field.name, inner))}
        />
      ))}
    </Flex>
  );
}

const LONGEST_NAME = 200;

type ItemsProps = Omit<InnerProps, 'shape'> & { readonly shape: Extract<Shape, { kind: 'list' }> };

/** The items of a list: each opens, goes up and down, and goes away; new ones come at the end. */
function Items({ shape, label, path, value, change, ...around }: ItemsProps) {
  const items = Array.isArray(value) ? value : [];
  const [open, setOpen] = useState<number | null>(null);
  const nameIn = (one: Json | undefined) =>
    Object.values(around.choices)
      .flat()
      .find((option) => option.value === one)?.label;
  const swap = (at: number, to: number) => {
    const next = [...items];
    [next[at], next[to]] = [items[to]!, items[at]!];
    change(next);
    setOpen(open === at ? to : open);
  };
  return (
    <Flex direction="column" gap="xs">
      {items.map((item, at) => (
        <Accordion
          // biome-ignore lint/suspicious/noArrayIndexKey: known by its place
          key={at}
          title={`${nameOf(item, shape.item, nameIn) || say('new_of', { one: shape.one })}${wrongAt(around.places, [...path, `${at}`], true) === undefined ? '' : ` – ${say('to_mend')}`}`}
          size="sm"
          open={open === at}
          onClick={() => setOpen(open === at ? null : at)}
        >
          {open === at && (
            <Flex direction="column" gap="sm">
              <Inner
                {...around}
                shape={shape.item}
                label={label}
                path={[...path, `${at}`]}
                value={item}
                change={(inner) => change(items.map((one, i) => (i === at ? (inner ?? null) : one)))}
              />
              <Flex direction="row" gap="sm" wrap>
                <Button size="xs" disabled={at === 0} onClick={() => swap(at, at - 1)}>
                  {say('up')}
                </Button>
                <Button size="xs" disabled={at === items.length - 1} onClick={() => swap(at, at + 1)}>
                  {say('down')}
                </Button>
                <Button
                  size="xs"
                  variant="destructive"
                  onClick={() => {
                    change(items.filter((_, i) => i !== at));
                    setOpen(null);
                  }}
                >
                  {say('take_out', { one: nameOf(item, shape.item, nameIn) || shape.one })}
                </Button>
              </Flex>
              <Divider />
            </Flex>
          )}
        </Accordion>
      ))}
      <Button
        size="xs"
        variant="secondary"
        testId={`add-${path.join('.')}`}
        onClick={() => {
          change([...items, blankOf(shape.item)]);
          setOpen(items.length);
        }}
      >
        {say('add_one', { one: shape.one })}
      </Button>
    </Flex>
  );
}

/** With one of its fields changed, or taken out. */
function put(whole: Json | undefined, name: string, value: Json | undefined): Json {
  if (Array.isArray(whole)) return whole.map((one, at) => (`${at}` === name ? (value ?? null) : one));
  const { [name]: _, ...rest } = isRecord(whole) ? whole : {};
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** Another way of several, with what both have. */
function kept(blank: Json, before: Json | undefined): Json {
  if (!isRecord(blank) || !isRecord(before)) return blank;
  const common = Object.entries(before).filter(([name]) => name in blank || name === 'id');
  return { ...blank, ...Object.fromEntries(common) };
}
