import { Select, Text } from '@hubspot/ui-extensions';
import { ACTION_BODIES, BANT_ANSWERS, BANT_QUESTIONS, type ScoredView } from '../contract.ts';
import type { ScoreCard } from '../use-score-card.ts';
import { BANT_ANSWERS_IN_WORDS, BANT_QUESTIONS_IN_WORDS } from '../words.ts';
import { Dialog } from './Dialog.tsx';

const OPTIONS = BANT_ANSWERS.map((value) => ({ value, label: BANT_ANSWERS_IN_WORDS[value] }));

/** The four answers, as far as the account keeps them where a card can write. */
export function BantForm({ card, bant }: { readonly card: ScoreCard; readonly bant: ScoredView['bant'] }) {
  return (
    <Dialog
      id="ripen-bant"
      title="BANT answers"
      action="bant"
      send="Save answers"
      card={card}
      onSubmit={({ targetValue }) => {
        const body = ACTION_BODIES.bant.safeParse(targetValue);
        if (body.success) card.act('bant', body.data, 'ripen-bant');
      }}
    >
      {BANT_QUESTIONS.map((question) => {
        const { name, asks } = BANT_QUESTIONS_IN_WORDS[question];
        const { answer, editable } = bant[question];
        return editable ? (
          <Select key={question} name={question} label={name} description={asks} options={OPTIONS} value={answer} />
        ) : (
          <Text key={question}>{`${name}: ${BANT_ANSWERS_IN_WORDS[answer]} (kept on the company)`}</Text>
        );
      })}
    </Dialog>
  );
}
