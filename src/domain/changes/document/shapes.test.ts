import { expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import { modelDocument } from '../../model/model-document.ts';
import { HINTS } from './shape-hints.ts';
import { type FieldShape, PARTS, partShape, ruleShape, type Shape } from './shapes.ts';

const ALL: readonly Shape[] = [
  ...PARTS.map(({ id }): Shape => ({ kind: 'object', fields: partShape(id)!.fields })),
  ...(['explicit', 'implicit'] as const).map(
    (name): Shape => ({
      kind: 'object',
      fields: [
        {
          name,
          label: name,
          help: null,
          empty: 'refused',
          shape: { kind: 'list', one: 'rule', item: ruleShape(name) },
        },
      ],
    }),
  ),
];

it('every name of a model stands in one part, or is a list of rules', () => {
  const apart = ['$schema', 'version', 'csv', 'explicit', 'implicit'];

  expect(PARTS.flatMap(({ names }): string[] => [...names]).sort()).toEqual(
    Object.keys(modelDocument.shape)
      .filter((name) => !apart.includes(name))
      .sort(),
  );
});

it('every field that people see has words of its own', () => {
  const nameless: string[] = [];
  const walk = (shape: Shape, path: readonly string[]): void => {
    if (shape.kind === 'list') walk(shape.item, [...path, '*']);
    if (shape.kind === 'ways')
      for (const way of shape.ways) {
        if (HINTS[`${path.join('.')}|${way.names[0]}`] === undefined)
          nameless.push(`${path.join('.')}|${way.names[0]}`);
        walk(way.shape, path);
      }
    if (shape.kind !== 'object') return;
    for (const { name, shape: inner } of shape.fields) {
      const pattern = [...path, name].join('.');
      if (HINTS[pattern] === undefined && HINTS[`*.${name}`] === undefined) nameless.push(pattern);
      walk(inner, [...path, name]);
    }
  };
  for (const shape of ALL) walk(shape, []);

  expect(nameless).toEqual(['explicit', 'implicit']);
});

it('no text that people see names a field of the document', () => {
  const coded: string[] = [];
  const walk = (shape: Shape): void => {
    if (shape.kind === 'list') walk(shape.item);
    if (shape.kind === 'ways') for (const way of shape.ways) walk(way.shape);
    if (shape.kind !== 'object') return;
    for (const { label, help, shape: inner } of shape.fields) {
      coded.push(
        ...[label, help ?? ''].filter((text) =>
          /[a-z][A-Z]|\w_\w|[a-z]\.[a-z]|lifecyclestage/.test(text.replaceAll('HubSpot', '')),
        ),
      );
      walk(inner);
    }
  };
  for (const shape of ALL) walk(shape);

  expect(coded).toEqual([]);
});

it('whatever a model says can be seen and changed: no leaf is without a field that fits it', () => {
  const unseen: string[] = [];
  const walk = (shape: Shape | undefined, value: unknown, path: string): void => {
    if (value === undefined || value === null) return;
    switch (shape?.kind) {
      case 'object':
        for (const [name, inner] of Object.entries(value)) {
          const field = shape.fields.find((one: FieldShape) => one.name === name);
          if (field === undefined && name !== 'id') unseen.push(`${path}.${name}`);
          else if (field !== undefined) walk(field.shape, inner, `${path}.${name}`);
        }
        return;
      case 'list':
        for (const [at, item] of (value as unknown[]).entries()) walk(shape.item, item, `${path}.${at}`);
        return;
      case 'ways': {
        const fitting = shape.ways.filter(({ names }) => names.every((name) => name in (value as object)));
        if (fitting.length !== 1) unseen.push(`${path} fits ${fitting.length} ways`);
        walk(fitting[0]?.shape, value, path);
        return;
      }
      case 'choices':
      case 'texts':
      case 'days':
        if (!Array.isArray(value)) unseen.push(path);
        return;
      case 'number':
        if (typeof value !== 'number') unseen.push(path);
        return;
      case 'yes':
        if (typeof value !== 'boolean') unseen.push(path);
        return;
      case 'condition':
        if (typeof value !== 'object') unseen.push(path);
        return;
      case undefined:
        unseen.push(path);
        return;
      default:
        if (typeof value !== 'string') unseen.push(path);
    }
  };
  for (const shape of ALL)
    if (shape.kind === 'object')
      for (const { name, shape: inner } of shape.fields)
        walk(inner, DEFAULT_MODEL[name as keyof typeof DEFAULT_MODEL], name);

  expect(unseen).toEqual([]);
});

it('says the limits, the unit, what may be empty, and where choices come from', () => {
  const field = (part: string, ...names: readonly string[]): FieldShape | undefined => {
    let fields = partShape(part)!.fields;
    let found: FieldShape | undefined;
    for (const name of names) {
      found = fields.find((one) => one.name === name);
      const inner = found?.shape.kind === 'list' ? found.shape.item : found?.shape;
      fields = inner?.kind === 'object' ? inner.fields : [];
    }
    return found;
  };

  expect(field('dormancy', 'dormancy', 'sqlSilentDays')).toMatchObject({
    empty: 'refused',
    shape: { kind: 'number', min: 0, max: 3650, whole: false, unit: 'days' },
  });
  expect(field('routing', 'routing', 'fallbackOwner')).toMatchObject({
    empty: 'absent',
    shape: { kind: 'choice', from: 'owners' },
  });
  expect(field('groups', 'groups', 'halfLifeDays')).toMatchObject({ empty: 'null', help: 'Empty: they never fade.' });
  expect(field('calendar', 'calendar', 'workingDays')).toMatchObject({ shape: { kind: 'choices' } });
  expect(field('calendar', 'calendar', 'holidays')).toMatchObject({ shape: { kind: 'days' } });
  expect(field('groups', 'groups', 'id'), 'programs give ids').toBeUndefined();
  expect(partShape('nothing')).toBeNull();
});
