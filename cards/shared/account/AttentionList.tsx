import { Alert } from '@hubspot/ui-extensions';
import type { Format } from '../format.ts';
import type { SayOfAccount } from './SetUp.tsx';
import type { AccountView } from './view.ts';

type AttentionListProps = {
  readonly items: NonNullable<AccountView['attention']>;
  readonly format: Format;
  /** of the page that shows the list */
  readonly say: SayOfAccount;
};

/** What Ripen could not do in the account: how often, since when, and what helps. */
export const AttentionList = ({ items, format, say }: AttentionListProps) => (
  <>
    {items.map(({ sentence, toDo, count, since }) => (
      <Alert key={`${sentence} ${since}`} title={say.told(sentence)} variant="warning">
        {`${say('affected', { count: format.number(count), when: format.day(since) })} ${say.told(toDo)}`}
      </Alert>
    ))}
  </>
);
