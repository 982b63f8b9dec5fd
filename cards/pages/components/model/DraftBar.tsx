import { Alert, Flex, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { ModelSeen } from '../../contracts/contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { Behind } from './Behind.tsx';

type DraftBarProps = {
  readonly draft: NonNullable<ModelSeen['draft']>;
  readonly desk: Desk;
  readonly format: Format;
  readonly reload: () => void;
};

/** What the draft changes, what in it is most likely not meant, and the way out. */
export const DraftBar = ({ draft, desk, format, reload }: DraftBarProps) => (
  <Flex direction="column" gap="sm">
    <Alert title={sayCounted('draft', draft.differences.length, { authors: draft.authors.join(', ') })} variant="info">
      <List variant="unordered">
        {draft.differences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
    </Alert>
    {draft.warnings.length > 0 && (
      <Alert title={say('not_meant')} variant="warning">
        <List variant="unordered">
          {draft.warnings.map(({ sentence }) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </List>
      </Alert>
    )}
    <Behind {...{ draft, desk, format, reload }} mayEdit />
    <LoadingButton
      variant="secondary"
      size="xs"
      loading={desk.busy === 'discard'}
      onClick={() => desk.act('discard', { draftId: draft.draftId, edit: draft.edit }, reload)}
      testId="discard"
    >
      {say('discard')}
    </LoadingButton>
  </Flex>
);
