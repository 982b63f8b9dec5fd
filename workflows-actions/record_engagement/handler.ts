import type { Activity } from '../../src/domain/contact.ts';
import { asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

export const recordEngagement = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  optionsOf: (name, model) => (name === 'signal' ? model.signals.map(({ id, label }) => ({ value: id, label })) : []),
  handle: ({ signal, quantity = 1, source = 'workflow', detail, happened_at }, { now, callbackId, model }) => {
    const known = model.signals.find(({ id }) => id === signal);
    if (known === undefined)
      return { outcome: 'refused', code: 'UNKNOWN_SIGNAL', problem: `the model has no signal "${signal}"` };
    const at = happened_at ?? now;
    if (at > now)
      return {
        outcome: 'refused',
        code: 'INVALID_INPUT',
        problem: `happened_at: expected an instant that is not in the future, and ${new Date(at).toISOString()} came`,
      };
    // Named after the callback, so that the same one never counts twice.
    const activity: Activity = {
      id: `workflow ${callbackId}`,
      signal,
      at,
      quantity,
      source,
      ...(detail !== undefined && { detail }),
    };
    return { outcome: 'done', outputs: { signal_label: known.label }, note: { activities: [activity] } };
  },
});
