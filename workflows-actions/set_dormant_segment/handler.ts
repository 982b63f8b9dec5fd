import { DAY } from '../../src/domain/time/time.ts';
import { asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { unlessProspect } from '../prospect.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

export const setDormantSegment = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  handle: ({ segment, days }, context) => {
    const refused = unlessProspect(context);
    if (refused !== null) return refused;
    const until = context.now + days * DAY;
    const decisions = { segment: { value: segment, since: context.now, until } };
    return { outcome: 'done', outputs: { until: `${until}` }, note: { decisions } };
  },
});
