import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { AccountView } from '../../shared/account/view.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { Records } from './Records.tsx';

type Deed = NonNullable<AccountView['deeds']>[number];
type DeedsProps = { readonly deeds: readonly Deed[]; readonly format: Format };

/** Who did what on the score cards of the account. */
export const Deeds = ({ deeds, format }: DeedsProps) =>
  deeds.length === 0 ? (
    <EmptyState title={say('no_deeds')} layout="vertical" imageName="contacts" imageWidth={120}>
      <Text>{say('no_deeds_what')}</Text>
    </EmptyState>
  ) : (
    <Flex direction="column" gap="sm">
      <Text>{say('deeds_what')}</Text>
      <Records
        columns={[say('who'), say('what'), say('when')]}
        rows={deeds.map((deed) => ({
          contact: deed.contact,
          cells: [deed.by ?? say('somebody'), whatIn(deed, format), format.instant(deed.at)],
        }))}
      />
    </Flex>
  );

/** `Handed back to marketing: No budget, next year at the earliest` */
function whatIn({ what, kind, reason, until, answers }: Deed, format: Format): string {
  const said = say(`deed_${what}`, {
    until: until === null ? '' : format.day(until),
    answers: answers
      .map(({ question, answer }) => say('bant_answer', { question: say(question), answer: say(answer) }))
      .join(', '),
  });
  const why = [kind === null ? null : say(`hand_back_${kind}`), reason].filter((part) => part !== null).join(', ');
  return why === '' ? said : say('deed_why', { what: said, why });
}
