import { expect, test } from 'vitest';
import type { AnswerForm } from '../../sandbox/forms/form.ts';
import { addOwners, defineProperties } from '../../sandbox/portal/load.ts';
import { STANDARD_PIPELINES } from '../../sandbox/portal/pipelines.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { fewOfEach, WHOLE } from '../support/few-of-each.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { someone } from '../support/someone.ts';
import { DAY, tally, testWorld } from '../support/world.ts';
import { ledgerOf } from '../support/year/year-ledger.ts';

/*
 * HubSpot answers in unexpected forms: other success codes, other types, missing fields, more
 * pages. The contacts come out the same.
 */

/** The days that follow what people do: two everyday, ten whole. */
const DAYS = WHOLE ? 10 : 2;

/**
 * The sample, an installation and some days in which people do what they do, with a HubSpot that
 * answers in this form.
 */
async function lived(form: AnswerForm['form']) {
  const world = await testWorld({ sandbox: { answers: { form } } });
  const { sandbox } = world;
  loadSample(sandbox.portal(), fewOfEach(sandbox.clock.now(), 2));
  const user = someone(sandbox.url, sandbox.portal().settings.id);
  await world.install();
  await world.settled();
  const ids = sandbox.state().contacts.map(({ id }) => id);
  await user.delivers(ids[3]!, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
  await user.delivers(ids[4]!, { kind: 'deal_lost' });
  await user.delivers(ids[5]!, { kind: 'unsubscribe' });
  await user.deletes(ids[6]!);
  await user.merges(ids[7]!, ids[8]!);
  for (let day = 0; day < DAYS; day++) {
    sandbox.clock.advance(DAY);
    await world.settled();
    await user.delivers(ids[20 + day]!, { kind: 'page_view', url: 'https://firm.example/pricing', count: 3 });
  }
  await world.settled();
  const { rows } = await world.app.database.pool.query(
    'select last_error from contact where run_at is null and attempts > 0',
  );
  return {
    state: sandbox.state(),
    ledger: await ledgerOf(world.app.database),
    segments: tally(world, 'ripen_dormant_segment'),
    calls: sandbox.calls.summary().total,
    deadLetters: rows,
  };
}

test('whatever the form of its answers, HubSpot and Ripen agree on the same contacts', async () => {
  const usual = await lived('usual');
  expect(usual.segments['closed_lost']).toBeGreaterThan(1);

  for (const form of ['least', 'fullest', 'odd'] as const) {
    const other = await lived(form);
    console.log(`${form}: ${other.calls} calls, usual ${usual.calls}`);
    expect(other.state, form).toEqual(usual.state);
    expect(other.ledger, form).toEqual(usual.ledger);
    expect(other.deadLetters, form).toEqual(usual.deadLetters);
  }
});

test('success-code, search-3000, url-414: a model that reads and watches hundreds of properties works', async () => {
  const dates = Array.from({ length: 60 }, (_, n) => `last_event_attended_date_number_${n}`);
  const answers = Array.from({ length: 400 }, (_, n) => `assessment_answer_to_question_number_${n}`);
  const pipelines = [...STANDARD_PIPELINES, { id: 'constructor', label: '', stages: [] }];
  const world = await testWorld({
    sandbox: { answers: { form: 'odd', seed: 8 }, portals: [{ pipelines, timeZone: 'Asia/Kathmandu' }] },
  });
  const { sandbox, app } = world;
  const portalId = sandbox.portal().settings.id;
  const user = someone(sandbox.url, portalId);
  const labels = ['Größe 🍏', 'حجم الشركة', '<script>alert(1)</script>', '', 'a\u202eb', 'x'.repeat(300)];
  const options = ['a', 'b', 'c;d', 'constructor'].map((value) => ({ value, label: 'The same' }));
  const nameless = Array.from({ length: 300 }, (_, n) => ({
    ...{ id: `${80_000 + n}`, userId: 2_000 + n, email: '', firstName: '', lastName: '', createdAt: 0 },
    ...{ archived: n % 2 === 1, team: { id: `${n % 3}`, name: labels[n % labels.length]! } },
  }));
  addOwners(sandbox.portal(), nameless);
  defineProperties(sandbox.portal(), 'contacts', [{ name: 'choice', label: '🍏', type: 'enumeration', options }]);
  defineProperties(sandbox.portal(), 'contacts', [
    ...dates.map((name) => ({ name, label: name, type: 'datetime' as const })),
    ...answers.map((name, n) => ({ name, label: labels[n % labels.length]!, type: 'string' as const })),
  ]);
  const id = await user.creates({ jobtitle: 'Owner', choice: 'c;d', hubspot_owner_id: '80000' });
  await world.install();
  await world.settled();
  const { db } = app.database;
  const rules = answers.map((field, n) => ({
    id: `r${n}`,
    group: 'company',
    label: field,
    points: 1,
    when: { field, equals: 'yes' },
  }));
  const published = await publishAtOnce({ db, clock: sandbox.clock }, portalId, {
    ...DEFAULT_MODEL,
    explicit: [
      ...DEFAULT_MODEL.explicit,
      ...rules,
      { id: 'choice', group: 'company', label: 'Choice', points: 9, when: { field: 'choice', equals: 'c;d' } },
    ],
    behaviours: [...DEFAULT_MODEL.behaviours, ...dates.map((date) => ({ date, signal: 'webinar' }))],
  });
  expect(published.outcome).toBe('published');
  sandbox.calls.keep(Number.POSITIVE_INFINITY);
  await world.settled();
  await user.delivers(id, { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
  sandbox.clock.advance(6 * 60_000);
  await world.settled();

  const { rows } = await app.database.pool.query('select kind, attempts from job where attempts > 0 or run_at is null');
  expect(rows, 'jobs that fail').toEqual([]);
  expect(sandbox.state().contacts[0]?.properties['ripen_qualification']).toBe('sql');
  expect(sandbox.state().contacts[0]?.properties['ripen_reasons']).toContain('Choice');
  const addresses = sandbox.calls.exchanges().map(({ path, query }) => {
    const list = Object.entries(query).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    );
    return `${sandbox.url}${path}?${new URLSearchParams(list)}`.length;
  });
  expect(Math.max(...addresses)).toBeLessThanOrEqual(8_000);
});

test('frame-ancestors: the installation may be framed by the pages of HubSpot in each region, and by nobody else', async () => {
  const world = await testWorld();
  const page = await fetch(`${world.config.publicUrl}/oauth/callback?code=nope`, { redirect: 'manual' });

  const [, sources] = /frame-ancestors (.*)$/.exec(page.headers.get('content-security-policy') ?? '') ?? [];
  expect(sources?.split(' ')).toEqual([
    "'self'",
    'https://app.hubspot.com',
    'https://app-eu1.hubspot.com',
    'https://app-na2.hubspot.com',
    'https://app-na3.hubspot.com',
    'https://app-ap1.hubspot.com',
  ]);
});
