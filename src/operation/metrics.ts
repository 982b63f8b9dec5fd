import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What Node tells of the process. It is watched once, whatever number of apps the process starts:
 * the watch has no end, and wakes the process a hundred times a second.
 */
let ofProcess: Registry | undefined;

function watchProcess(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** What the operator watches. Labels are few and never name a person. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  ofProcess ??= watchProcess();
  const registry = Registry.merge([ofProcess]);
  const registers = [registry];
  return {
    registry,
    hubspotCalls: new Counter({
      name: 'ripen_hubspot_calls_total',
      help: 'Calls to HubSpot, by operation and answer',
      labelNames: ['route', 'code'],
      registers,
    }),
    hubspotSeconds: new Histogram({
      name: 'ripen_hubspot_call_seconds',
      help: 'Time that HubSpot took to answer',
      labelNames: ['route'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    quotaWaitSeconds: new Histogram({
      name: 'ripen_quota_wait_seconds',
      help: 'How long calls waited for room in the quota of their portal, by whether its contacts are read for the first time',
      labelNames: ['portal'],
      buckets: [0.01, 0.1, 1, 5, 10, 30, 60],
      registers,
    }),
    takeovers: new Counter({
      name: 'ripen_takeovers_total',
      help: 'Portals taken here that another process served last',
      registers,
    }),
    events: new Counter({
      name: 'ripen_webhook_events_total',
      help: 'Webhook events, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    deliveries: new Counter({
      name: 'ripen_webhook_deliveries_total',
      help: 'Webhook deliveries that HubSpot signed, by whether anything in them could be read',
      labelNames: ['outcome'],
      registers,
    }),
    webhookDeadLetters: new Gauge({
      name: 'ripen_webhook_dead_letters',
      help: 'Kinds of webhook events and deliveries that could not be taken in; npm run portal -- dead-letters shows them',
      registers,
    }),
    contacts: new Counter({
      name: 'ripen_contacts_total',
      help: 'Contacts worked on, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    unreadable: new Counter({
      name: 'ripen_unreadable_values_total',
      help: 'New values of contacts that should be numbers or dates and cannot be read, by property ("other": not of the default model)',
      labelNames: ['property', 'why'],
      registers,
    }),
    evaluations: new Counter({ name: 'ripen_evaluations_total', help: 'Evaluations', registers }),
    callbacks: new Counter({
      name: 'ripen_callbacks_total',
      help: 'Contacts that waited in workflows, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    tasks: new Counter({
      name: 'ripen_tasks_total',
      help: 'Tasks for owners, by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    refusedByRules: new Counter({
      name: 'ripen_refused_by_account_rules_total',
      help: "Stages, owners and tasks that the account's own rules refused",
      registers,
    }),
    databaseReady: new Gauge({
      name: 'ripen_database_ready',
      help: '1: the database takes writes; 0: it does not, and what it holds is not counted now',
      labelNames: ['database'],
      registers,
    }),
    portals: new Gauge({ name: 'ripen_portals', help: 'Portals, by status', labelNames: ['status'], registers }),
    overdueSeconds: new Gauge({
      name: 'ripen_overdue_seconds',
      help: 'How long the oldest due contact has been waiting: what a webhook said of it, or an instant that came',
      registers,
    }),
    waiting: new Gauge({
      name: 'ripen_waiting',
      help: 'Work that waits for a worker, by kind',
      labelNames: ['kind'],
      registers,
    }),
    deadLetters: new Gauge({
      name: 'ripen_dead_letters',
      help: 'Contacts, tasks, jobs and marks of contacts that failed too often: tried again at long intervals',
      registers,
    }),
  };
}
