import { Button, ButtonRow, Form, LoadingButton, Modal, ModalBody, ModalFooter } from '@hubspot/ui-extensions';
import type { ComponentProps, ReactNode } from 'react';
import type { ActionName } from '../contract.ts';
import { useTell } from '../tell.ts';
import type { ScoreCard } from '../use-score-card.ts';

type DialogProps = {
  readonly id: string;
  readonly title: string;
  readonly action: ActionName;
  /** what the button that sends the form says: verb and noun */
  readonly send: string;
  readonly card: ScoreCard;
  readonly onSubmit: NonNullable<ComponentProps<typeof Form>['onSubmit']>;
  readonly children: ReactNode;
};

/** A form in a modal, one per action. The card closes it when the server has answered. */
export function Dialog({ id, title, action, send, card, onSubmit, children }: DialogProps) {
  const { say } = useTell();
  return (
    <Modal id={id} title={title} width="md">
      <Form onSubmit={onSubmit} testId={`form-${action}`}>
        <ModalBody>{children}</ModalBody>
        <ModalFooter>
          <ButtonRow>
            <LoadingButton type="submit" variant="primary" loading={card.busy === action} testId={`send-${action}`}>
              {send}
            </LoadingButton>
            <Button onClick={(_event, reactions) => reactions.closeModal(id)}>{say('cancel')}</Button>
          </ButtonRow>
        </ModalFooter>
      </Form>
    </Modal>
  );
}
