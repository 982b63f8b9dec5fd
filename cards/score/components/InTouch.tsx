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

/** How to get in touch at each step; the first way is the primary button. */
const WAYS: Readonly<Partial<Record<Step, readonly Way[]>>> = {
  answer: [BY_MAIL, MEETING, CALL],
  touch: [BY_MAIL, MEETING, CALL],
  get_in_touch: [BY_MAIL, MEETING, CALL],
  call_only: [PLAN, CALL],
};

/**
 * HubSpot's own buttons to get in touch, if that is the next step. HubSpot checks the user's rights
 * and logs the e-mail, meeting or note on the record, where Ripen reads it.
 */
export function InTouch({ step, view }: { readonly step: Step; readonly view: ScoredView }) {
  const { say } = useTell();
  const { crm } = useExtensionContext<Location>();
  const { addAlert } = useExtensionActions<Location>();
  // Where e-mail is forbidden, sales may still call, but only a contact that sales works on.
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
