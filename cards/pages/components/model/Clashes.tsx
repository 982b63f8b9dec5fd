import { Alert, Button, Flex, List, Text } from '@hubspot/ui-extensions';
import type { Clash } from '../../hooks/use-desk.ts';
import { say } from '../../words/words.ts';

type ClashesProps = {
  readonly clash: Clash | null;
  readonly settle: (holds: 'mine' | 'theirs') => void;
};

/** What a colleague changed meanwhile, field by field, beside what the person has entered. */
export const Clashes = ({ clash, settle }: ClashesProps) =>
  clash === null ? null : (
    <Alert title={say('both_changed', { by: clash.by })} variant="warning">
      <Flex direction="column" gap="sm">
        <List variant="unordered">
          {clash.conflicts.map(({ mine, theirs }) => (
            <Text key={`${mine} ${theirs}`}>{say('you_and_they', { mine, by: clash.by, theirs })}</Text>
          ))}
        </List>
        <Flex direction="row" gap="sm" wrap>
          <Button size="xs" variant="secondary" testId="keep-theirs" onClick={() => settle('theirs')}>
            {say('keep_theirs', { by: clash.by })}
          </Button>
          <Button size="xs" variant="secondary" testId="take-mine" onClick={() => settle('mine')}>
            {say('take_mine')}
          </Button>
        </Flex>
      </Flex>
    </Alert>
  );
