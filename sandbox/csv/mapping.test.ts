import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MappingError, mappingSchema, readMapping } from './mapping.ts';

const minimal = { name: 'test', contact: { email: 'Mail' } };

describe('readMapping', () => {
  it('fills in what a mapping need not say', () => {
    expect(readMapping(minimal)).toMatchObject({ asOf: 'now', csv: { quote: '"' }, unreadable: 'row', deals: [] });
  });

  it('names every problem with its place', () => {
    const broken = { name: '', contact: { 'E Mail': 'x' }, deals: [{ properties: { amount: { sum: [] } } }] };

    expect(() => readMapping(broken)).toThrow(MappingError);
    for (const place of ['name: ', 'contact.E Mail: ', 'deals.0.properties.amount.sum: ']) {
      expect(() => readMapping(broken)).toThrow(place);
    }
  });

  it.each([
    [
      'a property set twice',
      { ...minimal, counters: [{ count: 'n', property: 'email', last: { properties: ['x'], date: { daysAgo: 1 } } }] },
      'email is set by contact and by a counter',
    ],
    [
      'an enumeration without options',
      { ...minimal, customProperties: [{ name: 'color', label: 'Color', type: 'enumeration' }] },
      'customProperties color: options belong',
    ],
  ])('refuses %s', (_, mapping, message) => {
    expect(() => readMapping(mapping)).toThrow(message);
  });

  it.each(['bank-marketing', 'online-shoppers', 'salvirt-b2b-sales'])('accepts the mapping of %s', (name) => {
    const file = new URL(`../mappings/${name}.json`, import.meta.url);

    expect(readMapping(JSON.parse(readFileSync(file, 'utf8'))).name).toBe(name);
  });
});

describe('mapping.schema.json', () => {
  it('is what `node sandbox/csv/write-schema.ts` writes', () => {
    const published = JSON.parse(readFileSync(new URL('mapping.schema.json', import.meta.url), 'utf8'));

    expect(published).toEqual(z.toJSONSchema(mappingSchema, { io: 'input' }));
  });
});
