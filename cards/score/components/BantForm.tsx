import { Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { BANT_ANSWERS, BANT_QUESTIONS, type BantAnswer, type BantQuestion, type ScoredView } from '../contract.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { BANT_ANSWERS_IN_WORDS, BANT_QUESTIONS_IN_WORDS } from '../words.ts';
import { Dialog } from './Dialog.tsx';

const OPTIONS = BANT_ANSWERS.map((value) => ({ value, label: BANT_ANSWERS_IN_WORDS[value] }));

type Answers = Partial<Record<BantQuestion, BantAnswer>>;

/**
 * The four answers, as far as the account keeps them where a card can write. Only what was changed is sent: another rep may
 * have answered the rest since this card was loaded.
 */
export function BantForm({ card, bant }: { readonly card: ScoreCard; readonly bant: ScoredView['bant'] }) {
  const [chosen, setChosen] = useState<Answers>({});
  return (
    <Dialog
      id="ripen-bant"
      title="BANT answers"
      action="bant"
      send="Save answers"
      card={card}
      onSubmit={({ targetValue }) => {
        const changed = BANT_QUESTIONS.flatMap((question) => {
          const answer = BANT_ANSWERS.find((known) => known === targetValue[question]);
          return answer === undefined || answer === bant[question].answer ? [] : [[question, answer] as const];
        });
        setChosen({});
        card.act('bant', Object.fromEntries(changed), 'ripen-bant');
      }}
    >
      {BANT_QUESTIONS.map((question) => {
        const { name, asks } = BANT_QUESTIONS_IN_WORDS[question];
        const { answer, editable } = bant[question];
        return editable ? (
          <Select
            key={question}
            name={question}
            label={name}
            description={asks}
            options={OPTIONS}
            value={chosen[question] ?? answer}
            onChange={(value) => setChosen((before) => ({ ...before, [question]: value }))}
          />
        ) : (
          <Text key={question}>{`${name}: ${BANT_ANSWERS_IN_WORDS[answer]} (kept on the company)`}</Text>
        );
      })}
    </Dialog>
  );
}
