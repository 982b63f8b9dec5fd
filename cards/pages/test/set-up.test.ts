import { Heading, LoadingButton } from '@hubspot/ui-extensions';
import { expect, it, vi } from 'vitest';
import type { SetUpSeen } from '../contracts/set-up-contract.ts';
import { showTab } from './harness.ts';

/** No render follows a request, so the harness's own wait would not look again. */
const PATIENCE = { timeout: 120_000 };

const seen = (edit: number): SetUpSeen => ({
  ...{ state: 'ok', survey: { contacts: 9, isDone: true }, mayEdit: true, draft: { draftId: 'd', edit } },
  steps: (['forms', 'questions', 'products'] as const).map((id) => ({
    ...{ id, state: 'open', by: null, why: [], fields: [] },
  })),
});

const steps = {
  accepted: { answer: { outcome: 'done' }, next: 'Questions' },
  'refused, since somebody else was faster': {
    answer: { outcome: 'refused', sentences: ['Look again.'] },
    next: 'Forms',
  },
} as const;

it.each(Object.entries(steps))('a step is %s: the next one is about the draft as it is then', async (_, step) => {
  let tell = (_: object): void => {};
  const later = new Promise<object>((resolve) => (tell = resolve));
  const { renderer, bodies } = await showTab('set-up', seen(1), step.answer, later, { outcome: 'done' }, seen(3));
  const accept = () => renderer.find(LoadingButton, { testId: 'accept-step' });
  await renderer.waitFor(() => accept());
  accept().trigger('onClick');
  await vi.waitFor(() => expect(bodies()).toHaveLength(4), PATIENCE);

  expect(accept().props.loading).toBe(true);
  tell(seen(2));
  await renderer.waitFor(() => expect(accept().props.loading).toBe(false));
  expect(renderer.findAll(Heading).map((heading) => heading.text)).toContain(step.next);
  accept().trigger('onClick');
  await vi.waitFor(() => expect(bodies().length).toBeGreaterThan(4), PATIENCE);
  expect(JSON.stringify(bodies()[4])).toContain('"edit":2');
});
