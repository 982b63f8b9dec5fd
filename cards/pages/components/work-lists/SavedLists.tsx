import { Alert, Flex, Link, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { askToSaveLists } from '../../ask-server.ts';
import type { SavedWork } from '../../contracts/contract.ts';
import type { AccountView } from '../../shared/account/view.ts';
import { say, told } from '../../words/words.ts';

type BesideProps = {
  readonly saved: AccountView['savedLists'];
  readonly of: readonly string[];
  readonly children: React.ReactNode;
};

/** A work list below the lists in HubSpot that hold its contacts, each a link. */
export function Beside({ saved, of, children }: BesideProps) {
  const lists = (saved?.lists ?? []).filter((list) => of.includes(list.of));
  return (
    <Flex direction="column" gap="sm">
      {lists.length > 0 && (
        <Flex direction="row" gap="sm" wrap>
          <Text>{say('saved_lists')}</Text>
          {lists.map(({ name, url }) => (
            <Link key={url} href={url}>
              {name}
            </Link>
          ))}
        </Flex>
      )}
      {children}
    </Flex>
  );
}

type SaveListsProps = {
  /** the work list that gets lists of its own */
  readonly work: SavedWork;
  readonly saved: NonNullable<AccountView['savedLists']>;
  readonly server: string;
  /** looks again */
  readonly reload: () => void;
};

/** Asks for the lists of a work list; asked again, also for deleted ones. */
export function SaveLists({ work, saved, server, reload }: SaveListsProps) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const { [work]: state, problems } = saved;
  const save = () => {
    setBusy(true);
    void askToSaveLists(server, work).then((answer) => {
      setBusy(false);
      setRefused(
        typeof answer === 'string' ? [say(`problem_${answer}`)] : answer.outcome === 'refused' ? answer.sentences : [],
      );
      reload();
    });
  };
  return (
    <Flex direction="column" gap="xs">
      {refused.length > 0 && (
        <Alert title={say('not_done')} variant="danger">
          {refused.join(' ')}
        </Alert>
      )}
      {state === 'making' && <Text testId={`${work}-making`}>{say('saving_lists')}</Text>}
      {state === 'made' && problems.map((problem) => <Text key={problem}>{told(problem)}</Text>)}
      {state !== 'making' && (
        <Flex direction="row">
          <LoadingButton size="xs" loading={busy} onClick={save} testId={`save-${work}`}>
            {say(state === 'made' ? 'save_lists_again' : 'save_lists')}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}
