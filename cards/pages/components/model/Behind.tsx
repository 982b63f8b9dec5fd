import { Alert, Flex, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { ModelSeen } from '../../contracts/contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { Clashes } from './Clashes.tsx';

type BehindProps = {
  readonly draft: NonNullable<ModelSeen['draft']>;
  readonly mayEdit: boolean;
  readonly desk: Desk;
  readonly format: Format;
  readonly reload: () => void;
};

/** What whoever publishes a draft must know: another version came, signatures do not count. */
export const Behind = ({ draft: { draftId, behind, voided = [] }, mayEdit, desk, format, reload }: BehindProps) => (
  <>
    {behind !== undefined && (
      <Alert
        title={say('behind', { version: behind.version, by: behind.by, when: format.instant(behind.at) })}
        variant="warning"
      >
        <Flex direction="column" gap="sm">
          <Text>{say('behind_undoes')}</Text>
          <List variant="unordered">
            {behind.undoes.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
          {mayEdit && desk.last === 'rebase' && (
            <Clashes
              clash={desk.clash}
              settle={(holds) =>
                desk.act('rebase', { draftId, settled: { edit: desk.clash?.edit ?? 0, holds } }, reload)
              }
            />
          )}
          {mayEdit && (
            <Flex direction="row">
              <LoadingButton
                size="xs"
                loading={desk.busy === 'rebase'}
                onClick={() => desk.act('rebase', { draftId }, reload)}
                testId="rebase"
              >
                {say('rebase')}
              </LoadingButton>
            </Flex>
          )}
        </Flex>
      </Alert>
    )}
    {voided.length > 0 && (
      <Alert title={say('voided')} variant="warning">
        <List variant="unordered">
          {voided.map(({ side, by, editor, at }) => (
            <Text key={side}>{say(`voided_${side}`, { by, editor, when: format.instant(at) })}</Text>
          ))}
        </List>
      </Alert>
    )}
  </>
);
