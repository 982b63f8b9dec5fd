import { Select, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { BANT_ANSWERS, BANT_QUESTIONS } from '../shared/deeds.ts';
import { useTell } from '../tell.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

/**
 * The form for the four BANT answers; one that the account keeps in a property of its own is only
 * shown. A field begins empty, with the present answer as its placeholder. The form sends only what
 * the rep chose, since another rep may have answered the rest in the meantime.
 */
export function BantForm({ card, bant }: { readonly card: ScoreCard; readonly bant: ScoredView['bant'] }) {
  const { say } = useTell();
  const options = BANT_ANSWERS.map((value) => ({ value, label: say(value) }));
  return (
    <Dialog
      id="ripen-bant"
      title={say('bant_title')}
      action="bant"
      send={say('bant_send')}
      card={card}
      onSubmit={({ targetValue }) => {
        const chosen = BANT_QUESTIONS.flatMap((question) => {
          const answer = BANT_ANSWERS.find((known) => known === targetValue[question]);
          return answer === undefined ? [] : [[question, answer] as const];
        });
        card.act('bant', Object.fromEntries(chosen), 'ripen-bant');
      }}
    >
      {BANT_QUESTIONS.map((question) => {
        const { answer, editable, askAgain } = bant[question];
        return editable ? (
          <Select
            key={question}
            name={question}
            label={say(question)}
            description={say(`asks_${question}`)}
            options={options}
            placeholder={askAgain ? say('ask_again', { answer: say(answer) }) : say(answer)}
          />
        ) : (
          <Text key={question}>{say('bant_elsewhere', { question: say(question), answer: say(answer) })}</Text>
        );
      })}
    </Dialog>
  );
}
