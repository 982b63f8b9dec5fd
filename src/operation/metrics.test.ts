import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

/* What operators look at names only what the server tells, and leaves out nothing that it tells. */

const folder = path.resolve(import.meta.dirname, '../../docs/monitoring');
const dashboard = readFileSync(path.join(folder, 'grafana-dashboard.json'), 'utf8');
const alerts = readFileSync(path.join(folder, 'alerts.yml'), 'utf8');
const rules = alerts.split(/^ {6}- alert: /m).slice(1);
const expressions = [
  ...(JSON.parse(dashboard).panels as { readonly targets: readonly { readonly expr: string }[] }[]).flatMap(
    ({ targets }) => targets.map(({ expr }) => expr),
  ),
  ...rules.map((rule) => /^ {8}expr: (.+)$/m.exec(rule)![1]!),
];
type Told = { readonly name: string; readonly type: string; readonly labelNames?: readonly string[] };
const told = createMetrics().registry.getMetricsAsArray() as unknown as readonly Told[];
const NAME = /\b(?:ripen|nodejs|process)_\w+/g;
/** What Prometheus makes of a histogram. */
const PART = /_(?:bucket|count|sum)$/;
const metricOf = (name: string) =>
  told.find((one) => one.name === name || (one.type === 'histogram' && one.name === name.replace(PART, '')));

it.each(expressions)('the server tells what is asked by %s', (expression) => {
  const metrics = [...expression.matchAll(NAME)].map(([name]) => metricOf(name));
  const labels = [
    ...[...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names]) => names!.split(/,\s*/)),
    ...[...expression.matchAll(/[{,]\s*(\w+)[=!]/g)].map(([, name]) => name!),
  ];

  expect(metrics.length).toBeGreaterThan(0);
  expect(metrics).not.toContain(undefined);
  const known = new Set(['le', ...metrics.flatMap((metric) => metric!.labelNames ?? [])]);
  expect(labels.filter((label) => !known.has(label))).toEqual([]);
});

it('the dashboard leaves no metric of Ripen out', () => {
  const shown = new Set([...dashboard.matchAll(NAME)].map(([name]) => metricOf(name)?.name));

  expect(told.filter(({ name }) => name.startsWith('ripen_') && !shown.has(name)).map(({ name }) => name)).toEqual([]);
});

it('the guide for operators explains every alert', () => {
  const guide = readFileSync(path.resolve(folder, '../operate.md'), 'utf8');

  expect(rules.map((rule) => /^\w+/.exec(rule)![0]).filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

it('every alert says what happened and what to do', () => {
  expect(rules.length).toBeGreaterThan(5);
  for (const rule of rules) {
    expect(rule).toMatch(/^ {10}summary: .+\.$/m);
    expect(rule).toMatch(/^ {10}do: .+\.$/m);
    expect(rule).toMatch(/severity: (page|ticket)/);
  }
});

it('a process that starts many apps is watched once, and each app counts for itself', async () => {
  const [one, other] = [createMetrics(), createMetrics()];
  one.evaluations.inc();
  const lag = ({ registry }: typeof one) => registry.getSingleMetric('nodejs_eventloop_lag_max_seconds');

  expect(lag(one)).toBeDefined();
  expect(lag(one)).toBe(lag(other));
  expect((await other.evaluations.get()).values).toEqual([{ value: 0, labels: {} }]);
});
