import { describe, expect, it } from 'vitest';
import { MAIL_BAN_PROPERTIES } from '../../domain/lead/mail-bans.ts';
import { DEFAULT_MODEL } from '../../domain/model/default-model.ts';
import type { Model } from '../../domain/model/model.ts';
import { propertiesRead } from '../../domain/model/reads.ts';
import { reconcileBehaviour } from './reconcile-behaviour.ts';

/** A model that says nothing of opt-out, bounce or quarantine. */
const SILENT: Model = {
  ...DEFAULT_MODEL,
  behaviours: DEFAULT_MODEL.behaviours.filter((behaviour) => !('flag' in behaviour)),
  noCorrespondence: [],
};

describe('a contact of whom HubSpot now says that nobody may write to it', () => {
  it.each(MAIL_BAN_PROPERTIES)('is found by %s, and read once', async (property) => {
    const properties: Record<string, string> = { email: 'ann@company.example', [property]: 'true' };
    let stored: Record<string, string> = { email: 'ann@company.example' };
    const searched: string[] = [];
    const look = async (): Promise<number> =>
      reconcileBehaviour(
        {
          searchContacts: async ({ filterGroups }) => {
            searched.push(...filterGroups.flatMap((group) => group.map(({ propertyName }) => propertyName)));
            return { contacts: [{ id: '7', properties }], afterId: undefined };
          },
          knownContacts: async () => new Map([[7, stored]]),
          markStale: async () => {
            const read = propertiesRead(SILENT).contact;
            stored = Object.fromEntries(Object.entries(properties).filter(([name]) => read.includes(name)));
          },
        },
        SILENT,
        0,
        [...MAIL_BAN_PROPERTIES, 'ripen_do_not_contact'],
      );

    expect([await look(), await look()]).toEqual([1, 0]);
    expect(searched).toContain(property);
  });
});
