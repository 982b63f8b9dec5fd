import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { callLines, fewestCalls } from '../../demo/fewest-calls.ts';
import { lastEvaluation } from '../../demo/last-evaluation.ts';
import { readMapping } from '../../sandbox/csv/mapping.ts';
import { importCsv } from '../../sandbox/import-csv.ts';
import { LIST_NAMES } from '../../src/domain/sync/ripen-properties.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { testWorld } from '../support/world.ts';

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the real data sets are in the folder that RIPEN_DATA_SETS names, and it names none.');

describe.skipIf(folder === undefined)('the bank-marketing file through the sandbox portal', () => {
  it('is scored, in nearly the fewest calls, with every list as its track says', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    const mapping = readMapping(JSON.parse(await readFile('sandbox/mappings/bank-marketing.json', 'utf8')));
    const { imported } = await importCsv(portal, Readable.from([Buffer.from(await bankFile())]), mapping);
    const stages = portal.settings.lifecycle.stages.map((s) => s.value);
    const stageBefore = new Map(world.sandbox.state().contacts.map((c) => [c.id, c.properties['lifecyclestage']]));

    const began = performance.now();
    await world.install();
    await world.settled();
    const seconds = (performance.now() - began) / 1000;

    const { contacts, lists, deals } = world.sandbox.state();
    const summary = world.sandbox.calls.summary();
    const fewest = fewestCalls({
      contactsRead: contacts.length,
      companiesRead: 0,
      dealsRead: deals.length,
      historiesRead: 0,
      contactsWritten: contacts.length,
      listMembers: lists.map((l) => l.members.length),
    });
    const onList = new Map(lists.flatMap((l) => l.members.map((id) => [id, l.name] as const)));
    const misplaced = contacts.filter(({ id, properties }) => {
      const track = properties['ripen_nurture_track'] as keyof typeof LIST_NAMES | 'none' | undefined;
      return track === undefined || onList.get(id) !== (track === 'none' ? undefined : LIST_NAMES[track]);
    });
    const movedBack = contacts.filter(
      ({ id, properties }) =>
        stages.indexOf(properties['lifecyclestage'] ?? '') < stages.indexOf(stageBefore.get(id) ?? ''),
    );
    const scored = contacts.filter((c) => c.properties['ripen_score'] !== undefined);
    console.log(
      [
        `${imported} contacts imported, ${scored.length} scored, ${misplaced.length} on a wrong list, ${movedBack.length} stages moved back, ${seconds.toFixed(0)} s`,
        `${summary.total} calls, fewest possible ${fewest}: efficiency ${(fewest / summary.total).toFixed(3)}; ${summary.rateLimited} answers of 429; at most ${summary.peaks[0]?.rolling} calls in a window of 110`,
        ...callLines(summary),
      ].join('\n'),
    );

    expect(scored).toHaveLength(WHOLE ? 41_188 : 10_297);
    expect(misplaced).toEqual([]);
    expect([...new Set(lists.flatMap((l) => l.members))]).toHaveLength(
      lists.reduce((sum, l) => sum + l.members.length, 0),
    );
    expect(movedBack).toEqual([]);
    expect(summary.rateLimited).toBe(0);
    // The set-up of an account takes some twenty calls, which tell in a part of the file.
    expect(fewest / summary.total).toBeGreaterThanOrEqual(WHOLE ? 0.95 : 0.9);
    await addsUp(world, contacts);
  });
});

/** All rows in a long run, every fourth one otherwise. */
async function bankFile(): Promise<string> {
  const text = await readFile(path.join(folder!, 'bank-marketing/bank-additional-full.csv'), 'utf8');
  const [headings, ...rows] = text.trimEnd().split('\n');
  return [headings, ...rows.filter((_, at) => WHOLE || at % 4 === 0)].join('\n');
}

/**
 * The contributions of a thousand contacts, taken evenly from all, add up to the score that
 * the portal shows.
 */
async function addsUp(
  world: Awaited<ReturnType<typeof testWorld>>,
  contacts: readonly { id: string; properties: Readonly<Record<string, string | null>> }[],
): Promise<void> {
  const sample = contacts.filter((_, i) => i % Math.floor(contacts.length / 1000) === 0).slice(0, 1000);
  const wrong: string[] = [];
  for (const { id, properties } of sample) {
    const { scores } = (await lastEvaluation(world, Number(id)))!;
    const addsUp = (['explicit', 'implicit', 'combined'] as const).every((kind) => {
      const milli = scores[kind].contributions.reduce((total, c) => total + c.milli, 0);
      return milli === Number(properties[kind === 'combined' ? 'ripen_score' : `ripen_${kind}_score`]) * 1000;
    });
    if (!addsUp) wrong.push(id);
  }
  console.log(`${sample.length} contacts explained, ${wrong.length} of them not adding up`);
  expect(wrong).toEqual([]);
}
