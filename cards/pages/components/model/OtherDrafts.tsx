import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import type { ModelSeen } from '../../contracts/contract.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';

type OtherDraftsProps = {
  readonly others: NonNullable<ModelSeen['others']>;
  readonly setDraft: (draftId: string) => void;
  readonly format: Format;
};

/** Drafts that stand beside the one that is shown, so that none is lost behind it. */
export const OtherDrafts = ({ others, setDraft, format }: OtherDraftsProps) =>
  others.length === 0 ? null : (
    <Alert title={say('other_drafts')} variant="info">
      <Flex direction="column" gap="xs">
        {others.map(({ draftId, authors, at, changes }) => (
          <Flex key={draftId} direction="row" gap="sm" align="center" wrap>
            <Text>
              {sayCounted('draft', changes, { authors: authors.join(', ') })}{' '}
              {say('edited_last', { when: format.instant(at) })}
            </Text>
            <Button size="xs" onClick={() => setDraft(draftId)} testId={`look-at-${draftId}`}>
              {say('look_at_draft')}
            </Button>
          </Flex>
        ))}
      </Flex>
    </Alert>
  );
