import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import type { Model } from '../src/domain/model/model.ts';

/**
 * The default model, with what a company has to fill in itself: its products, by words of their
 * pages, and its territories, by the owners of the sandbox portal.
 */
export const DEMO_MODEL: Model = {
  ...DEFAULT_MODEL,
  products: [
    { id: 'planner', label: 'Vendor Planner', contains: ['/products/planner'] },
    { id: 'reports', label: 'Vendor Reports', contains: ['/products/reports'] },
  ],
  routing: {
    ...DEFAULT_MODEL.routing,
    territories: [
      {
        id: 'german_speaking',
        label: 'German-speaking countries',
        when: { field: 'lead.country', oneOf: ['DE', 'AT', 'CH'] },
        owners: [
          { id: '70001', weight: 2 },
          { id: '70002', weight: 1, capacity: 40 },
        ],
      },
      { id: 'elsewhere', label: 'Everywhere else', owners: [{ id: '70003', weight: 1 }] },
    ],
  },
};
