import type { ComponentType } from 'react';
import * as actions from './actions.tsx';
import * as charts from './charts.tsx';
import * as crm from './crm.tsx';
import * as data from './data.tsx';
import * as feedback from './feedback.tsx';
import * as inputs from './inputs.tsx';
import * as layout from './layout.tsx';
import * as overlays from './overlays.tsx';
import * as tabs from './tabs.tsx';
import * as text from './text.tsx';

const { distance: _, ...layouts } = layout;

/**
 * One drawing for each name that a card may use on the wire. A name that is not here is refused, in
 * the worker and on the page.
 */
// biome-ignore lint/suspicious/noExplicitAny: each drawing has props of its own, the wire no types
export const COMPONENTS: Readonly<Record<string, ComponentType<any>>> = {
  ...actions,
  ...charts,
  ...crm,
  ...data,
  ...feedback,
  ...inputs,
  ...layouts,
  ...overlays,
  ...tabs,
  ...text,
};
