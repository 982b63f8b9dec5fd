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

type AccountTabProps = Pick<SettingsState, 'busy' | 'said'> & {
  readonly syncedAt: Settings['syncedAt'];
  readonly portalId: number;
  readonly disconnect: (confirm: string) => void;
  readonly format: Format;
};

const MODAL = 'disconnect';

/** When the account was last looked at, and the way out. */
export function AccountTab({ syncedAt, portalId, disconnect, busy, said, format }: AccountTabProps) {
  return (
    <Flex direction="column" gap="md">
      <Text testId="synced">
        {syncedAt === null ? say('never_synced') : say('synced', { when: format.instant(syncedAt) })}
      </Text>
      <Heading>{say('disconnect')}</Heading>
      <Text>{say('disconnect_what')}</Text>
      {said?.action === 'disconnect' && <Alert title={said.sentence} variant={said.isBad ? 'danger' : 'info'} />}
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
                    {said?.action === 'disconnect' && said.isBad && (
                      <Text format={{ fontWeight: 'bold' }}>{said.sentence}</Text>
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
