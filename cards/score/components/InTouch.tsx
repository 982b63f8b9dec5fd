import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { CrmActionButton } from '@hubspot/ui-extensions/crm';
import type { Step } from '../advice.ts';
import type { ScoredView } from '../contract.ts';
import { useTell } from '../tell.ts';
import type { Word } from '../words/en.ts';

type Location = 'crm.record.tab' | 'crm.record.sidebar';
type Way = { readonly word: Word; readonly actionType: 'SEND_EMAIL' | 'SCHEDULE_MEETING' | 'ADD_NOTE' | 'ADD_TASK' };

const BY_MAIL: Way = { word: 'send_mail', actionType: 'SEND_EMAIL' };
const MEETING: Way = { word: 'book_meeting', actionType: 'SCHEDULE_MEETING' };
const CALL: Way = { word: 'note_call', actionType: 'ADD_NOTE' };
const PLAN: Way = { word: 'plan_call', actionType: 'ADD_TASK' };

/** The first is the primary button. */
const WAYS: Readonly<Partial<Record<Step, readonly Way[]>>> = {
  answer: [BY_MAIL, MEETING, CALL],
  touch: [BY_MAIL, MEETING, CALL],
  get_in_touch: [BY_MAIL, MEETING, CALL],
  call_only: [PLAN, CALL],
};

/**
 * HubSpot's own ways to get in touch, where that is the next step: HubSpot asks for the user's
 * rights and keeps what was said on the record, where Ripen sees it.
 */
export function InTouch({ step, view }: { readonly step: Step; readonly view: ScoredView }) {
  const { say } = useTell();
  const { crm } = useExtensionContext<Location>();
  const { addAlert } = useExtensionActions<Location>();
  // Somebody who must not be written to is called only if sales has them.
  const ways = step === 'call_only' && view.qualification.is !== 'sql' ? [] : (WAYS[step] ?? []);
  return (
    <>
      {ways.map(({ word, actionType }, place) => (
        <CrmActionButton
          key={word}
          variant={place === 0 ? 'primary' : 'secondary'}
          actionType={actionType}
          actionContext={{ objectTypeId: crm.objectTypeId, objectId: Number(crm.objectId) }}
          onError={(errors) => addAlert({ type: 'danger', message: say('action_failed', { why: errors.join(' ') }) })}
          testId={`do-${actionType}`}
        >
          {say(word)}
        </CrmActionButton>
      ))}
    </>
  );
}
