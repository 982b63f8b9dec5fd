import fc from 'fast-check';
import { expect, test } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { STAGES, scenes } from '../../../../test/support/scenes/arbitraries.ts';
import { timelineOrder } from '../../../domain/activity/timeline.ts';
import { NO_PEERS } from '../../../domain/lead/validity/validity-peers.ts';
import { referenceData } from '../../../reference-data/reference-data.ts';
import { packOf } from '../../../store/contacts/activity-pack.ts';
import type { LastEvaluation } from '../../../store/contacts/contacts.ts';
import type { ContactInHand } from '../contact-in-hand.ts';
import { evaluatedAgain } from './evaluated-again.ts';
import { judgeContact } from './judge-contact.ts';

test('from what an evaluation saw and left, all of it is found again but what it told once', () => {
  fc.assert(
    fc.property(scenes(), fc.boolean(), ({ compiled, facts, activities, now }, isFirst) => {
      const { contact, company, deals, memory, decisions = {} } = facts;
      const linked = { contact, company, deals, companyId: null, dealIds: [] };
      const inHand = {
        contactId: 7,
        facts: linked,
        decisions,
        inputs: {},
        memory: isFirst ? null : memory,
        nextAt: null,
      };
      const empty = { standing: null, former: null, apart: null, merged: false, excluded: null, modelVersion: null };
      const judged = judgeContact(
        {
          compiled,
          referenceData,
          stageOrder: STAGES,
          takesUp: [],
          read: { searchable: [], properties: { contact: [], company: [] }, dealStages: {} },
        },
        { ...inHand, ...empty, activities } as unknown as ContactInHand,
        {
          facts: linked,
          factsAt: now,
          history: undefined,
          traits: { contactId: 7, createdAt: null, traits: [], peers: NO_PEERS },
        },
        now,
      );
      let step = judged.next();
      while (!step.done) step = judged.next();
      const { evaluation, activities: news, plan } = step.value;
      const last: LastEvaluation = {
        at: evaluation.at,
        nextChangeAt: evaluation.nextChangeAt,
        modelVersion: compiled.model.version,
        // The stage that Ripen wrote is stored with the facts.
        facts: plan.stage === null ? linked : { ...linked, contact: { ...contact, lifecyclestage: plan.stage } },
        memory: evaluation.memory,
        decisions,
        peers: null,
        lifecycle: plan.stage ?? contact['lifecyclestage'] ?? null,
        activities: [packOf([...activities, ...news].toSorted(timelineOrder)), null],
        inFull: null,
      };

      const again = evaluatedAgain(compiled, last, { referenceData, holdOuts: [] });

      const { touchEvents: _, asks: __, needsOwner: ___, ...told } = evaluation;
      expect(again).toMatchObject(told);
    }),
    law(300),
  );
});
