import { correspondenceSummary, violations } from '../store/ledgers/correspondence.ts';
import { countTouches, missedTouches } from '../store/ledgers/touches.ts';
import { findPortal } from '../store/portals/portals.ts';
import { countExcluded, dataQuality, missedCauses, readyContacts } from '../store/portals/settings.ts';
import { countWaiting, findWriteRules } from '../store/portals/write-rules.ts';
import type { Db } from '../store/transaction.ts';
import { countParked } from '../store/work/parked.ts';
import type { SettingsPorts } from '../use-cases/portals/settings-page.ts';
import type { Models } from './models.ts';

/** What the settings page is told, from the store. */
export const settingsPorts = (db: Db, models: Pick<Models, 'document'>): SettingsPorts => ({
  findPortal: (portalId) => findPortal(db, portalId),
  model: models.document,
  countTouches: (period) => countTouches(db, period),
  missedCauses: ({ portalId, since }) => missedCauses(db, portalId, since),
  latestUnmet: (period, limit) => missedTouches(db, period, limit),
  countExcluded: (portalId) => countExcluded(db, portalId),
  correspondence: (period) => correspondenceSummary(db, period),
  violations: (period) => violations(db, period),
  ready: (portalId) => readyContacts(db, portalId),
  quality: (portalId) => dataQuality(db, portalId),
  parked: (portalId) => countParked(db, portalId),
  writeRules: (portalId) => findWriteRules(db, portalId),
  waiting: (portalId) => countWaiting(db, portalId),
});
