import { Alert, Button, Flex, List, Text } from '@hubspot/ui-extensions';
import type { PublicationSeen } from '../../contracts/model-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { Confirm } from './Confirm.tsx';

type PublicationProps = {
  readonly publication: PublicationSeen;
  /** of the account */
  readonly timeZone: string;
  readonly mayEdit: boolean;
  readonly format: Format;
  readonly desk: Desk;
  /** it does not wait any more */
  readonly dropped: () => void;
  /** shows the comparison that was made at its instant */
  readonly planned: (planId: string) => void;
};

/** What is published at an instant, or why it was not; and the way out. */
export const Publication = (props: PublicationProps) => {
  const { publication, timeZone, mayEdit, format, desk, dropped, planned } = props;
  const { fingerprint, at, by, note, differences, movers, refused } = publication;
  const when = format.there(at, timeZone);
  return (
    <Alert
      title={say(refused === null ? 'publication_waits' : 'publication_refused', { when })}
      variant={refused === null ? 'info' : 'warning'}
    >
      <Flex direction="column" gap="sm">
        <Text>{say('publication_by', { by, note })}</Text>
        <List variant="unordered">
          {(refused?.sentences ?? differences).map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </List>
        {refused === null && movers !== null && <Text>{sayCounted('publication_movers', movers)}</Text>}
        <Flex direction="row" gap="sm" wrap>
          {refused !== null && refused.planId !== null && (
            <Button size="xs" onClick={() => planned(refused.planId!)} testId="look-at-new">
              {say('look_at_new')}
            </Button>
          )}
          {mayEdit && (
            <Confirm
              id="drop"
              label={say('do_not_publish')}
              what={say('do_not_publish_what')}
              busy={desk.busy === 'drop'}
              act={() => desk.act('drop', { fingerprint }, dropped)}
            />
          )}
        </Flex>
      </Flex>
    </Alert>
  );
};
