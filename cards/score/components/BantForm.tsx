import { Select, Text } from '@hubspot/ui-extensions';
import { BANT_ANSWERS, BANT_QUESTIONS, type ScoredView } from '../contract.ts';
import { BANT_ANSWERS_IN_WORDS, BANT_QUESTIONS_IN_WORDS } from '../labels.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { Dialog } from './Dialog.tsx';

const OPTIONS = BANT_ANSWERS.map((value) => ({ value, label: BANT_ANSWERS_IN_WORDS[value] }));

/**
 * The four answers, as far as the account keeps them where a card can write. A field begins empty,
 * with the present answer as its placeholder, and only what is chosen is sent: another rep may have
 * answered the rest since this card was loaded.
 */
export function BantForm({ card, bant }: { readonly card: ScoreCard; readonly bant: ScoredView['bant'] }) {
  return (
    <Dialog
      id="ripen-bant"
      title="BANT answers"
      action="bant"
      send="Save answers"
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
        const { name, asks } = BANT_QUESTIONS_IN_WORDS[question];
        const { answer, editable, askAgain } = bant[question];
        return editable ? (
          <Select
            key={question}
            name={question}
            label={name}
            description={asks}
            options={OPTIONS}
            placeholder={`${BANT_ANSWERS_IN_WORDS[answer]}${askAgain ? ': ask again' : ''}`}
          />
        ) : (
          <Text
            key={question}
          >{`${name}: ${BANT_ANSWERS_IN_WORDS[answer]} (stored in a property of your account)`}</Text>
        );
      })}
    </Dialog>
  );
}
