import { describe, expect, it } from 'vitest';
import { decide, MODEL, NOW } from '../testing.ts';
import { recordEngagement } from './handler.ts';

describe('record an engagement', () => {
  it('is one activity of the callback, now and once unless told', () => {
    expect(decide(recordEngagement, { signal: 'chat' })).toEqual({
      outcome: 'done',
      outputs: { signal_label: 'Chatted' },
      note: { activities: [{ id: 'workflow ap-1', signal: 'chat', at: NOW, quantity: 1, source: 'workflow' }] },
    });
  });

  it('takes everything that was entered', () => {
    const fields = { signal: 'webinar', quantity: '3', source: 'Zoom', detail: 'Alpha', happened_at: `${NOW - 5}` };

    expect(decide(recordEngagement, fields)).toMatchObject({
      note: { activities: [{ at: NOW - 5, quantity: 3, source: 'Zoom', detail: 'Alpha' }] },
    });
  });

  it('knows only signals of the model', () => {
    expect(decide(recordEngagement, { signal: 'telepathy' })).toMatchObject({ code: 'UNKNOWN_SIGNAL' });
  });

  it('offers all of them', () => {
    expect(recordEngagement.optionsOf!('signal', MODEL)).toHaveLength(MODEL.signals.length);
    expect(recordEngagement.optionsOf!('quantity', MODEL)).toEqual([]);
  });
});
