import { SENDING_TRACKS, type Track } from '../../src/domain/words.ts';
import { asAction, type ContactNote } from '../../src/use-cases/actions/workflow-action.ts';
import { invalid, unlessProspect } from '../prospect.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

const sends = (track: Track): boolean => (SENDING_TRACKS as readonly Track[]).includes(track);

export const moveInNurture = asAction({
  name: definition.name,
  input,
  needs: 'stored',
  handle: ({ move, track, until }, context) => {
    const refused = unlessProspect(context);
    if (refused !== null) return refused;
    if (until !== undefined && until <= context.now)
      return invalid(`until: expected a date in the future, and ${new Date(until).toISOString()} came`);
    if (move === 'put_in' && sends(track!) && context.contact?.evaluation?.segment === 'closed_lost')
      return { outcome: 'refused', code: 'CLOSED_LOST', problem: 'the contact has a lost deal' };
    const decided = (value: Track): ContactNote['decisions'] => ({
      track: { value, since: context.now, until: until ?? null },
    });
    const decisions = {
      // An earlier pause must not hold the contact out of the track.
      put_in: { ...decided(track ?? 'none'), pausedUntil: null },
      take_out: decided('none'),
      pause: { pausedUntil: until ?? null },
      let_ripen_decide: { track: null, pausedUntil: null },
    }[move];
    return { outcome: 'done', outputs: {}, note: { decisions: decisions ?? {} } };
  },
});
