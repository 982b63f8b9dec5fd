import type { Logger } from 'pino';
import type { PortalClient } from '../hubspot/portal-client.ts';
import type { Metrics } from '../operation/metrics.ts';
import type { Portal } from '../store/portals/portals.ts';
import type { Db } from '../store/transaction.ts';
import type { WorkflowAction } from './actions/workflow-action.ts';
import type { RipenSettings } from './contacts/judge/judge-contact.ts';
import type { Learners } from './models/learn/learners.ts';

/** What work on one portal needs while this process holds the portal's lease. */
export type Session = {
  readonly portalId: number;
  readonly db: Db;
  readonly hubspot: PortalClient;
  /** the name under which this process holds the portal, and its claimed contacts and jobs */
  readonly lease: string;
  /** throws when work must stop: the lease is lost, or the process is to end */
  readonly goOn: () => void;
  readonly portal: Portal;
  readonly settings: RipenSettings;
  readonly clock: { now(): number };
  readonly log: Logger;
  readonly metrics: Metrics;
  /** the workflow actions, by name */
  readonly actions: ReadonlyMap<string, WorkflowAction>;
  /** the learnings that this process runs */
  readonly learners: Learners;
  /** for so long an activity stays in any case */
  readonly keepActivitiesMs: number;
  /** calls made for the portal since this process started */
  readonly calls: () => number;
};

/** This process no longer holds the portal: another one may work on it now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * After so many failed attempts a contact or job becomes a dead letter, for a person to look at.
 */
export const MAX_ATTEMPTS = 8;
