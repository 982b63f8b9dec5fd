import { describe, expect, it } from 'vitest';
import type { Properties } from '../../../domain/contact.ts';
import type { Waits, WriteRule } from '../../../domain/sync/write-rules.ts';
import type { LearnedRule } from '../account-rules.ts';
import type { RowToWrite } from './refused-parts.ts';
import { type WritePorts, writeContacts } from './write-contacts.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const MQL = 'marketingqualifiedlead';

type Refuses = (id: string, properties: Properties) => string[] | null;

/** An account that refuses rows, naming properties; by the row (207), or the whole call (400). */
function account(refuses: Refuses, form: 'whole' | 'row', known: readonly WriteRule[] = [], values: Properties = {}) {
  const written: Record<string, Properties> = {};
  const learned: LearnedRule[] = [];
  const forgotten: WriteRule[] = [];
  let calls = 0;
  const refusal = (propertyNames: readonly string[]) =>
    ({ reason: 'invalid', code: 'RULE', message: '', propertyNames }) as const;
  const tryContactUpdates: WritePorts['hubspot']['tryContactUpdates'] = async (rows) => {
    calls++;
    const bad = rows.flatMap(({ id, properties }) => {
      const names = refuses(id, properties);
      return names === null ? [] : [{ id, ...refusal(names) }];
    });
    if (form === 'whole' && bad.length > 0) return { outcome: 'refused', refusal: bad[0]! };
    for (const { id, properties } of rows)
      if (!bad.some((b) => b.id === id)) written[id] = { ...written[id], ...properties };
    return { outcome: 'answered', failed: bad };
  };
  const ports: WritePorts = {
    hubspot: {
      tryContactUpdates,
      updateContacts: async (rows) => {
        const failed = [];
        for (const row of rows) {
          const answer = await tryContactUpdates([row]);
          calls--;
          if (answer.outcome === 'refused') failed.push({ id: row.id, ...answer.refusal });
          else failed.push(...answer.failed);
        }
        calls++;
        return { updated: [], failed };
      },
      readContacts: async (ids) => {
        calls++;
        const found = ids.map((id) => ({ id, properties: { fax: values[id] ?? null } }));
        return { found, missing: [], merged: [], unread: [] };
      },
    },
    rules: {
      known,
      takeProbe: async () => true,
      remember: async (rules) => void learned.push(...rules),
      forget: async (rule) => void forgotten.push(rule),
    },
    isRead: (name) => name === 'phone',
    rememberStages: async () => {},
  };
  return { ports, written, learned, forgotten, calls: () => calls };
}

const row = (contactId: number, facts: Properties = {}, waits: Waits | null = null): RowToWrite => ({
  contactId,
  own: { ripen_score: '50' },
  parts: { stage: MQL },
  facts,
  waits,
});
const hundred = Array.from({ length: 100 }, (_, n) => row(n + 1, n % 2 === 0 ? { phone: '1' } : {}));
const byPhone: Refuses = (id, properties) =>
  properties['lifecyclestage'] !== undefined && Number(id) % 2 === 0 ? ['phone'] : null;

const RULE: WriteRule = { part: 'stage', value: MQL, code: 'RULE', properties: ['phone'], since: 0, tryAt: NOW + DAY };

describe.each(['whole', 'row'] as const)('an account with a rule on the stage that answers by %s', (form) => {
  it('gets every score, and every stage that it takes, in a handful of calls', async () => {
    const { ports, written, learned, calls } = account(byPhone, form);

    const { failed, waits } = await writeContacts(ports, hundred, NOW);

    expect(failed).toEqual([]);
    expect(Object.values(written).filter((w) => w['ripen_score'] === '50')).toHaveLength(100);
    expect(Object.values(written).filter((w) => w['lifecyclestage'] === MQL)).toHaveLength(50);
    expect(waits.size).toBe(50);
    expect(learned).toEqual([{ part: 'stage', value: MQL, code: 'RULE', properties: ['phone'] }]);
    expect(calls()).toBeLessThanOrEqual(5);
  });

  it('costs nothing more once the rule is known', async () => {
    const { ports, written, calls } = account(byPhone, form, [RULE]);

    const { waits } = await writeContacts(ports, hundred, NOW);

    expect(calls()).toBe(1);
    expect(waits.size).toBe(50);
    expect(Object.values(written).filter((w) => w['lifecyclestage'] === MQL)).toHaveLength(50);
  });

  it('is asked for what Ripen does not read', async () => {
    const refuses: Refuses = (id, p) => (p['lifecyclestage'] !== undefined && id !== '1' ? ['fax'] : null);
    const { ports, waits, written, calls } = await (async () => {
      const made = account(refuses, form, [], { '1': '12' });
      const result = await writeContacts(made.ports, [row(1), row(2), row(3)], NOW);
      return { ...made, waits: result.waits };
    })();

    expect([...waits.keys()]).toEqual([2, 3]);
    expect(written['1']).toEqual({ ripen_score: '50', lifecyclestage: MQL });
    expect(calls()).toBeLessThanOrEqual(5);
    expect(ports.rules.known).toEqual([]);
  });

  it('that locks a stage without a word finds the contacts with a bounded number of calls', async () => {
    const refuses: Refuses = (id, p) =>
      p['lifecyclestage'] !== undefined && ['7', '50', '93'].includes(id) ? [] : null;
    const { ports, written, calls } = account(refuses, form);

    const { failed, waits } = await writeContacts(ports, hundred, NOW);

    expect(failed).toEqual([]);
    expect(Object.values(written).filter((w) => w['ripen_score'] === '50')).toHaveLength(100);
    expect([7, 50, 93].every((id) => waits.has(id))).toBe(true);
    expect(calls()).toBeLessThanOrEqual(3 + 12 + 7);
  });

  it('still tells a bad value of ours from a refused stage', async () => {
    const refuses: Refuses = (id, p) =>
      id === '4' && p['ripen_score'] !== undefined ? ['ripen_score'] : byPhone(id, p);
    const { ports, written } = account(refuses, form);

    const { failed, waits } = await writeContacts(ports, [row(1, { phone: '1' }), row(2), row(4)], NOW);

    expect(failed).toEqual([{ contactId: 4, code: 'write_refused RULE ripen_score' }]);
    expect([...waits.keys()]).toEqual([2]);
    expect(written['1']).toEqual({ ripen_score: '50', lifecyclestage: MQL });
  });
});

describe('what waits', () => {
  const waiting: Waits = {
    stage: { value: MQL, code: 'RULE', properties: ['phone'], lacked: ['phone'], since: 0, tries: 1, tryAt: NOW + DAY },
  };

  it('is written when what was asked for is filled in', async () => {
    const { ports, written } = account(() => null, 'whole', [RULE]);

    const { waits } = await writeContacts(ports, [row(2, { phone: '1' }, waiting)], NOW);

    expect(waits.size).toBe(0);
    expect(written['2']).toMatchObject({ lifecyclestage: MQL });
  });

  it('is looked at again after a longer time each time', async () => {
    const { ports, calls } = account(() => null, 'whole', [RULE]);
    const due = { stage: { ...waiting.stage!, tryAt: NOW } };

    const { waits } = await writeContacts(ports, [{ ...row(2, {}, due), own: {} }], NOW);

    expect(waits.get(2)?.stage).toMatchObject({ tries: 2, tryAt: NOW + 2 * DAY });
    expect(calls()).toBe(0);
  });

  it('is tried by one contact once the time of the rule has come; if it is taken, the rule is forgotten', async () => {
    const rule = { ...RULE, tryAt: NOW };
    const { ports, written, forgotten, calls } = account(() => null, 'whole', [rule]);

    const { waits } = await writeContacts(ports, [row(2, {}, waiting), row(4, {}, waiting), row(6)], NOW);

    expect(forgotten).toEqual([rule]);
    expect(written['2']).toMatchObject({ lifecyclestage: MQL });
    expect([...waits.keys()]).toEqual([4, 6]);
    expect(calls()).toBe(2);
  });
});
