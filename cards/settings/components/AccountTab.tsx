import {
  Alert,
  Button,
  ButtonRow,
  Flex,
  Form,
  Heading,
  Input,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  Text,
} from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import type { Format } from '../shared/format.ts';
import type { SettingsState } from '../use-settings.ts';
import { say } from '../words/words.ts';
import { Feed, type FeedProps } from './Feed.tsx';

type AccountTabProps = Pick<SettingsState, 'busy' | 'result'> & {
  readonly syncedAt: Settings['syncedAt'];
  readonly feed: FeedProps['feed'] | undefined;
  readonly changeFeed: FeedProps['change'];
  readonly portalId: number;
  readonly disconnect: (confirm: string) => void;
  readonly format: Format;
};

const MODAL = 'disconnect';

/** When Ripen last searched the account, and the button that disconnects it. */
export function AccountTab({
  syncedAt,
  feed,
  changeFeed,
  portalId,
  disconnect,
  busy,
  result,
  format,
}: AccountTabProps) {
  return (
    <Flex direction="column" gap="md">
      <Text testId="synced">
        {syncedAt === null ? say('never_synced') : say('synced', { when: format.instant(syncedAt) })}
      </Text>
      {feed !== undefined && <Feed feed={feed} change={changeFeed} busy={busy} result={result} format={format} />}
      <Heading>{say('disconnect')}</Heading>
      <Text>{say('disconnect_what')}</Text>
      {result?.action === 'disconnect' && <Alert title={result.sentence} variant={result.isBad ? 'danger' : 'info'} />}
      <Flex direction="row">
        <Button
          variant="destructive"
          testId="open-disconnect"
          overlay={
            <Modal id={MODAL} title={say('disconnect')} width="md">
              <Form
                onSubmit={({ targetValue }) => disconnect(`${targetValue['confirm'] ?? ''}`)}
                testId="form-disconnect"
              >
                <ModalBody>
                  <Flex direction="column" gap="sm">
                    <Text>{say('disconnect_what')}</Text>
                    <Text>{say('disconnect_confirm', { portalId })}</Text>
                    <Input name="confirm" label={say('disconnect_number')} required testId="confirm-number" />
                    {result?.action === 'disconnect' && result.isBad && (
                      <Text format={{ fontWeight: 'bold' }}>{result.sentence}</Text>
                    )}
                  </Flex>
                </ModalBody>
                <ModalFooter>
                  <ButtonRow>
                    <LoadingButton
                      type="submit"
                      variant="destructive"
                      loading={busy === 'disconnect'}
                      testId="send-disconnect"
                    >
                      {say('disconnect_now')}
                    </LoadingButton>
                    <Button onClick={(_event, reactions) => reactions.closeModal(MODAL)}>{say('cancel')}</Button>
                  </ButtonRow>
                </ModalFooter>
              </Form>
            </Modal>
          }
        >
          {say('disconnect')}
        </Button>
      </Flex>
    </Flex>
  );
}
