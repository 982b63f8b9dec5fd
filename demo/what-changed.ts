import type { World } from './world.ts';

/** Values that Ripen wrote to a contact, and the tasks about it, by label. */
type Shown = ReadonlyMap<string, string>;

const LABELS = {
  ripen_score: 'score',
  ripen_grade: 'grade',
  ripen_qualification: 'qualification',
  ripen_dormant_segment: 'dormant segment',
  ripen_nurture_track: 'track',
  lifecyclestage: 'lifecycle stage',
  ripen_do_not_contact: 'must be left alone',
} as const;

export function ripenOf({ sandbox }: World, id: string): Shown {
  const portal = sandbox.portal();
  const properties = portal.records.contacts.get(id)?.properties ?? {};
  const tasks = portal.associations
    .of('contacts', id, 'tasks')
    .flatMap(({ toId }) => portal.records.tasks.get(toId) ?? [])
    .map(({ properties: task }) => [`task "${task['hs_task_subject']}"`, (task['hs_task_status'] ?? '').toLowerCase()]);
  return new Map([
    ...Object.entries(LABELS).map(([name, label]) => [label, properties[name] || '–'] as const),
    ...(tasks as [string, string][]),
  ]);
}

/** One line for each difference. */
export function changesOf(before: Shown, after: Shown): string {
  const lines = [...after].flatMap(([label, value]) => {
    const earlier = before.get(label);
    if (earlier === value) return [];
    return earlier === undefined ? [`  new ${label}`] : [`  ${label}: ${earlier} → ${value}`];
  });
  return lines.join('\n') || '  Nothing about it has changed.';
}
