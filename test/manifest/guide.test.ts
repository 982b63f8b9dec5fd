import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cardComponents } from '../../app-manifest/cards.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../src/app/scopes.ts';
import { INPUT_PROPERTIES, LIST_NAMES, OUTPUT_PROPERTIES } from '../../src/domain/sync/ripen-properties.ts';

const guide = await readFile(new URL('../../docs/guide-admin.md', import.meta.url), 'utf8');
const properties = [...OUTPUT_PROPERTIES, ...INPUT_PROPERTIES].map(({ name }) => name);

test('the guide explains each scope that is asked for, and no other', () => {
  const explained = [...guide.matchAll(/^\| `([a-z.]+)`/gm)].map(([, scope]) => scope);

  expect(explained).toEqual([...REQUIRED_SCOPES, ...OPTIONAL_SCOPES]);
});

test('the guide names every property and list that is made, counts them right, and names no other', () => {
  const named = new Set(guide.match(/\bripen_[a-z_]*[a-z]\b/g));
  const lists = [...new Set(guide.match(/(?<=`)Ripen: [^`]+/g))];

  expect([...named].sort()).toEqual([...properties].sort());
  expect(lists.sort()).toEqual(Object.values(LIST_NAMES).sort());
  expect(guide).toContain(`Ripen needs ${properties.length} contact properties`);
  expect(guide).toContain(`Ripen needs ${Object.keys(LIST_NAMES).length})`);
});

test('the guide calls the cards by their names', () => {
  for (const { config } of cardComponents()) expect(guide).toContain(`**${(config as { name: string }).name}**`);
});
