import { Alert, Flex, Link, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { askToSaveQuality } from '../ask-server.ts';
import type { AccountView } from '../shared/account/view.ts';
import { say, told } from '../words/words.ts';

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

type SaveQualityProps = {
  readonly saved: NonNullable<AccountView['savedLists']>;
  readonly server: string;
  /** looks again */
  readonly look: () => void;
};

/** Asks for lists of contacts whose data are doubted; asked again, also for deleted ones. */
export function SaveQuality({ saved, server, look }: SaveQualityProps) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const { quality, problems } = saved;
  const save = () => {
    setBusy(true);
    void askToSaveQuality(server).then((answer) => {
      setBusy(false);
      setRefused(
        typeof answer === 'string' ? [say(`problem_${answer}`)] : answer.outcome === 'refused' ? answer.sentences : [],
      );
      look();
    });
  };
  return (
    <Flex direction="column" gap="xs">
      {refused.length > 0 && (
        <Alert title={say('not_done')} variant="danger">
          {refused.join(' ')}
        </Alert>
      )}
      {quality === 'making' && <Text testId="quality-making">{say('saving_lists')}</Text>}
      {quality === 'made' && problems.map((problem) => <Text key={problem}>{told(problem)}</Text>)}
      {quality !== 'making' && (
        <Flex direction="row">
          <LoadingButton size="xs" loading={busy} onClick={save} testId="save-quality">
            {say(quality === 'made' ? 'save_lists_again' : 'save_lists')}
          </LoadingButton>
        </Flex>
      )}
    </Flex>
  );
}
