import { parseArgs } from 'node:util';
import { readConfig } from '../src/app/config.ts';
import type { Directory } from '../src/app/directory.ts';
import { parseInstant } from '../src/domain/time/time.ts';
import { createLog } from '../src/operation/log.ts';
import { correspondenceSummary, violations } from '../src/store/ledgers/correspondence.ts';
import { countTouches, missedTouches } from '../src/store/ledgers/touches.ts';
import { listPortals } from '../src/store/portals/portals.ts';
import type { Db } from '../src/store/transaction.ts';
import {
  auditCorrespondence,
  auditSentence,
  counted,
  violationSentence,
} from '../src/use-cases/audits/audit-correspondence.ts';
import { unmetSentence } from '../src/use-cases/audits/audit-touches.ts';
import { openPlaces, runAsProgram, type Surroundings } from './command.ts';

/*
 * Audits for the operator: was anybody written to who must not be, and which touches were missed.
 * Reads the same environment as the server, and may run beside it.
 */

const USAGE = `npm run audit:correspondence -- [--portal ID] [--since 2026-01-01] [--json]
    finds e-mails to contacts that must not receive correspondence
npm run audit:touches -- [--portal ID] [--since 2026-01-01] [--json]
    finds touches that were due and did not happen
Exit codes: 0 nothing found; 1 something found; 2 the call itself is wrong. --json: one line for each finding and each portal.`;

/** The most touches that are listed. Counts are of all touches. */
const MOST_TOUCHES = 1_000;

type Period = { readonly portalId: number; readonly since: number };
type Say = (sentence: string, fact: object) => void;
/** Prints what it finds in one portal. Returns true if nothing is wrong. */
type Audit = (db: Db, period: Period, say: Say) => Promise<boolean>;

const correspondence: Audit = async (db, period, say) => {
  const { portalId } = period;
  const audit = await auditCorrespondence(
    {
      summary: (since) => correspondenceSummary(db, { portalId, since }),
      violations: (since) => violations(db, { portalId, since }),
    },
    { since: period.since, now: Date.now() },
    (violation) => say(`  ${violationSentence(violation)}`, { portalId, violation }),
  );
  say(`Portal ${portalId}: ${auditSentence(audit)}`, { portalId, audit });
  return audit.violations === 0;
};

const touches: Audit = async (db, period, say) => {
  const { portalId } = period;
  const unmet = await missedTouches(db, period, MOST_TOUCHES);
  for (const touch of unmet) say(`  ${unmetSentence(touch)}`, { portalId, touch });
  const counts = await countTouches(db, period);
  const states = counts.map((c) => `${c.track} ${c.kind} ${c.state} ${c.touches.toLocaleString('en-US')}`);
  const all = counts.reduce((sum, c) => sum + c.touches, 0);
  say([`Portal ${portalId}: ${counted(all, 'touch', 'touches')}`, ...states].join('\n  '), { portalId, counts });
  return unmet.length === 0;
};

const AUDITS: Readonly<Record<string, Audit>> = { correspondence, touches };

function questionIn(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      portal: { type: 'string' },
      since: { type: 'string', default: '1970-01-01' },
      json: { type: 'boolean', default: false },
    },
  });
  const audit = AUDITS[positionals[0] ?? ''];
  const since = parseInstant(values.since);
  const [surplus] = positionals.slice(1);
  if (surplus !== undefined) throw new Error(`One portal is named by --portal ID, and "${surplus}" came.`);
  if (audit === undefined)
    throw new Error(`Audit what? "correspondence" or "touches", and "${positionals[0] ?? ''}" came.`);
  if (since === null) throw new Error(`--since is a date such as 2026-01-01, and "${values.since}" came.`);
  return { audit, since, portal: values.portal, json: values.json };
}

async function run(
  places: Directory['places'],
  { audit, since, portal, json }: ReturnType<typeof questionIn>,
  { print, tell }: Surroundings,
): Promise<number> {
  const installed: { readonly db: Db; readonly portalId: number }[] = [];
  for (const { db } of places)
    for (const { portalId, status } of await listPortals(db))
      if (status !== 'disconnected') installed.push({ db, portalId });
  const asked = portal === undefined ? installed : installed.filter(({ portalId }) => `${portalId}` === portal);
  if (asked.length === 0) {
    tell(portal === undefined ? 'No portal is installed.' : `There is no portal ${portal}.`);
    return portal === undefined ? 0 : 2;
  }
  let clean = true;
  for (const { db, portalId } of asked) {
    const good = await audit(db, { portalId, since }, (sentence, fact) =>
      print(json ? JSON.stringify(fact) : sentence),
    );
    clean &&= good;
  }
  return clean ? 0 : 1;
}

/** Runs an audit to its end; answers its exit code. */
export async function auditCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { env, print, tell } = surroundings;
  if (argv.includes('--help')) {
    print(USAGE);
    return 0;
  }
  let asked: ReturnType<typeof questionIn>;
  try {
    asked = questionIn(argv);
  } catch (error) {
    tell(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  const read = readConfig(env);
  if (read.outcome === 'invalid') {
    tell(read.problems.map((p) => `  - ${p}`).join('\n'));
    return 2;
  }
  const directory = await openPlaces(read.config, createLog('warn'));
  try {
    return await run(directory.places, asked, surroundings);
  } finally {
    await directory.close();
  }
}

if (import.meta.main) await runAsProgram(auditCommand);
