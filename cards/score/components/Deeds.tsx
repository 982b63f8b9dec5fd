import { Accordion } from '@hubspot/ui-extensions';
import { handBackReason } from '../advice.ts';
import type { ShownDeed } from '../contract.ts';
import { Lines } from '../shared/Lines.tsx';
import { type Tell, useTell } from '../tell.ts';

/** Who did what with the contact on its card. Shows nothing while nobody has. */
export function Deeds({ deeds }: { readonly deeds: readonly ShownDeed[] }) {
  const tell = useTell();
  if (deeds.length === 0) return null;
  return (
    <Accordion title={tell.say('deeds')} size="sm">
      <Lines lines={deeds.map((deed) => deedLine(deed, tell))} testId="deeds" />
    </Accordion>
  );
}

/** `Ada Sellers: handed back (No budget), 3 weeks ago (Nov 6, 2026)` */
export function deedLine(deed: ShownDeed, tell: Tell): string {
  const { say, dates } = tell;
  const what = whatOf(deed, tell);
  const why = deed.what === 'hand-back' ? handBackReason(deed, say) : deed.reason;
  return say('deed', {
    who: deed.by ?? say('somebody'),
    what: why === null ? what : say('deed_why', { what, why }),
    when: dates.ago(deed.at),
  });
}

function whatOf({ what, until, answers }: ShownDeed, { say, dates }: Tell): string {
  return say(`deed_${what}`, {
    until: until === null ? '' : dates.when(until),
    answers: answers
      .map(({ question, answer }) => say('bant_answer', { question: say(question), answer: say(answer) }))
      .join(', '),
  });
}
