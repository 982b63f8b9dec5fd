import { expect, test } from 'vitest';
import { type Gist, packed, unpacked } from './gist.ts';

const GIST: Gist = {
  at: 1_794_819_600_000,
  written: {
    ripen_score: '49',
    ripen_explicit_score: '90',
    ripen_implicit_score: '8',
    ripen_grade: 'A4',
    ripen_qualification: 'unqualified',
    ripen_nurture_track: 'customer',
    ripen_dormant_segment: 'none',
    ripen_ready: '',
    ripen_next_touch_at: '2027-03-16T09:00:00.000Z',
    ripen_next_touch_kind: 'manual',
    ripen_journey_stage: 'interest',
    ripen_brand_awareness: 'low',
    ripen_country: 'DE',
    ripen_industry: 'manufacturing',
    ripen_company_size: '50_249',
    ripen_job_area: 'it',
    ripen_seniority: 'manager',
    ripen_lead_validity: 'valid',
  },
  owed: null,
  wasOwed: true,
  isTouchOpen: false,
  needsOwner: false,
  isThere: true,
  stage: 'customer',
  ownStage: '',
  owner: '70001',
  isHandedBack: false,
  isDecided: false,
  relation: 'customer',
  wanted: 'customer',
  wasQualified: false,
  bant: [['budget', 1_794_800_000_000]],
  sums: { company: 20_000 },
  weakest: 6,
};

test('a gist is read as it was stored, unless the evaluation or the layout is another one', () => {
  const text = packed(GIST);
  expect(unpacked(text, GIST.at)).toEqual(GIST);
  expect(unpacked(text, GIST.at + 1), 'an older program has judged the contact since').toBeNull();
  expect(unpacked(text.replace('[3,', '[4,'), GIST.at), 'a newer program has stored it').toBeNull();
  expect(unpacked(null, null)).toBeNull();
  expect(text.length).toBeLessThan(300);
});
