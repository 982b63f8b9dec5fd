import { describe, expect, it } from 'vitest';
import { COMPANY_SIZES, COUNTRIES, INDUSTRIES } from '../lead/segmentation.ts';
import { OUTPUT_PROPERTIES } from './ripen-properties.ts';
import { SEGMENT_KINDS, SEGMENT_PROPERTY, segmentFilters, segmentListName } from './segment-lists.ts';

const VALUES = { industry: INDUSTRIES, country: COUNTRIES, company_size: COMPANY_SIZES };

describe('lists by segment', () => {
  it.each(SEGMENT_KINDS)('of %s have a name of their own for each value', (kind) => {
    const names = VALUES[kind].map((value) => segmentListName(kind, value).toLowerCase());

    expect(new Set(names).size).toBe(VALUES[kind].length);
    for (const name of names) expect(name).toMatch(/^ripen: (industry|country|company size): \S.*[^_]$/);
    for (const name of names) expect(name).not.toContain('_');
  });

  it.each(SEGMENT_KINDS)('of %s ask for a property that Ripen writes, by its type', (kind) => {
    const written = OUTPUT_PROPERTIES.find(({ name }) => name === SEGMENT_PROPERTY[kind]);

    expect(segmentFilters(kind, 'x')).toEqual([{ property: written?.name, type: written?.type, value: 'x' }]);
  });

  it('are named in words', () => {
    expect(segmentListName('industry', 'software_it')).toBe('Ripen: industry: Software and IT');
    expect(segmentListName('country', 'DE')).toBe('Ripen: country: Germany');
    expect(segmentListName('company_size', '50-249')).toBe('Ripen: company size: 50-249');
    expect(segmentListName('waits_for_sales', 'woke')).toBe('Ripen: waits for sales: Woken up');
    expect(segmentListName('waits_for_sales', 'by_hand')).toBe('Ripen: waits for sales: Due by hand');
    expect(segmentListName('waits_for_sales', 'without_owner')).toBe('Ripen: waits for sales: Without owner');
    expect(segmentListName('country', 'not a code')).toBe('Ripen: country: not a code');
  });
});
