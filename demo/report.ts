import Table from 'cli-table3';
import type { PortalState } from '../sandbox/control/portal-state.ts';
import type { CallSummary } from '../sandbox/http/recorder.ts';
import { signed } from '../src/domain/evaluation/written.ts';
import type { EvaluatedAgain } from '../src/use-cases/contacts/judge/evaluated-again.ts';
import { fewestCalls } from './fewest-calls.ts';

/* What the demo prints, as text. */

const KINDS = {
  Qualification: 'ripen_qualification',
  Grade: 'ripen_grade',
  'Dormant segment': 'ripen_dormant_segment',
  'Nurture track': 'ripen_nurture_track',
} as const;

/** Contacts by qualification, grade, segment and track, side by side. */
export function overview({ contacts }: PortalState): string {
  const columns = Object.values(KINDS).map((property) => {
    const counts = new Map<string, number>();
    for (const { properties } of contacts)
      counts.set(properties[property] || '–', (counts.get(properties[property] || '–') ?? 0) + 1);
    const entries = [...counts].sort(([a, n], [b, m]) => (property === 'ripen_grade' ? a.localeCompare(b) : m - n));
    return entries.map(([value, n]) => `${`${n}`.padStart(6)}  ${value}`).join('\n');
  });
  const style = { head: process.stdout.isTTY ? ['bold'] : [], border: [] };
  const table = new Table({ head: Object.keys(KINDS), style });
  table.push(columns);
  return table.toString();
}

/** Why a contact has its scores, line by line; the lines add up. */
export function explanation(name: string, evaluation: EvaluatedAgain): string {
  const { scores, grade, qualification, segment, track, nextTouch } = evaluation;
  const lines = [
    `${name}: score ${scores.combined.points}, grade ${grade}, ${qualification}, ${segment ?? 'active'}, track ${track}`,
  ];
  for (const [title, score] of [
    ['Who they are', scores.explicit],
    ['What they do', scores.implicit],
    ['Together', scores.combined],
  ] as const) {
    lines.push(`  ${title}: ${score.points} of 100`);
    for (const { label, milli } of score.contributions) lines.push(`    ${points(milli).padStart(8)}  ${label}`);
  }
  if (nextTouch !== null)
    lines.push(
      `  Next touch ${nextTouch.kind === 'manual' ? 'by hand' : 'by e-mail'} on ${new Date(nextTouch.at).toISOString().slice(0, 10)}`,
    );
  return lines.join('\n');
}

/** Thousandths of a point as points: `+12`, `−0.5`. */
const points = (milli: number): string => signed(milli / 1000);

/** Calls made against the fewest that HubSpot's limits of one call allow for the same work. */
export function callReport(state: PortalState, summary: CallSummary): string {
  const fewest = fewestCalls({
    contactsRead: state.contacts.length,
    companiesRead: state.companies.length,
    dealsRead: state.deals.length,
    historiesRead: 0,
    contactsWritten: state.contacts.length,
    listMembers: state.lists.map((l) => l.members.length),
  });
  return `${summary.total} calls made, ${fewest} would be the fewest (${Math.round((100 * fewest) / summary.total)} %); ${summary.rateLimited} times over the limit`;
}
