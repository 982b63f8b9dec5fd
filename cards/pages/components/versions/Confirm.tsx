import { Button, ButtonRow, LoadingButton, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import { say } from '../../words/words.ts';

type ConfirmProps = {
  /** names the dialog, and its buttons for tests */
  readonly id: string;
  /** what is done, on both buttons */
  readonly label: string;
  /** what follows from it */
  readonly what: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly act: () => void;
};

/** A button that asks before it does what colleagues would notice. */
export const Confirm = ({ id, label, what, busy, disabled = false, act }: ConfirmProps) => (
  <Button
    size="xs"
    variant="secondary"
    disabled={disabled || busy}
    testId={`ask-${id}`}
    overlay={
      <Modal id={id} title={label} width="sm">
        <ModalBody>
          <Text>{what}</Text>
        </ModalBody>
        <ModalFooter>
          <ButtonRow>
            <LoadingButton
              variant="primary"
              loading={busy}
              testId={id}
              onClick={(_event, reactions) => {
                act();
                reactions?.closeModal(id);
              }}
            >
              {label}
            </LoadingButton>
            <Button onClick={(_event, reactions) => reactions?.closeModal(id)}>{say('cancel')}</Button>
          </ButtonRow>
        </ModalFooter>
      </Modal>
    }
  >
    {label}
  </Button>
);
