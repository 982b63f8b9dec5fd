import { Alert, Button, EmptyState, Flex, List, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useCallback, useState } from 'react';
import { askForModel, askForPlan, askForVersions } from '../../ask-server.ts';
import type { ModelSeen } from '../../contracts/contract.ts';
import type { PlanSeen } from '../../contracts/model-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useDesk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { Behind } from '../model/Behind.tsx';
import { Refused } from '../Refused.tsx';
import { type Chosen, ForWhom, Ramp, wishOf } from '../versions/ForWhom.tsx';
import { LookBack } from './LookBack.tsx';
import { Publish } from './Publish.tsx';
import { SalesLoad } from './SalesLoad.tsx';
import { TestContact } from './TestContact.tsx';
import { WhatIf } from './WhatIf.tsx';

type WhatIfTabProps = {
  readonly server: string;
  readonly format: Format;
  /** the draft that is looked at; null: the one that was edited last */
  readonly draftId: string | null;
  /** the comparison that is looked at; null: none yet */
  readonly planId: string | null;
  readonly setPlan: (planId: string | null) => void;
  /** it is published, or waits for its instant */
  readonly published: () => void;
  readonly toModel: () => void;
};

const NO_PLAN = { state: 'none' } as const;

/** What the draft, or an earlier version, would change; who signs it, and publishing it. */
export function WhatIfTab({ server, format, draftId, planId, setPlan, published, toModel }: WhatIfTabProps) {
  const desk = useDesk(server);
  const model = useAnswer(useCallback(() => askForModel(server, draftId), [server, draftId]));
  const plan = useAnswer(
    useCallback(() => (planId === null ? Promise.resolve(NO_PLAN) : askForPlan(server, planId)), [server, planId]),
    ({ state }) => state === 'running',
  );
  const { view: versions } = useAnswer(useCallback(() => askForVersions(server), [server]));
  const [chosen, choose] = useState<Chosen>(null);
  const [loadOf, askLoad] = useState<string | null>(null);
  const [backOf, askBack] = useState<string | null>(null);
  const isRunning = plan.view?.state === 'running';

  if (model.view === null || model.view.state !== 'ok')
    return <LoadingSpinner label={say('loading_model')} showLabel layout="centered" size="md" />;
  const { draft, mayEdit } = model.view;
  const ramp = wishOf(chosen);
  const shown = plan.view === null || plan.view.state === 'none' ? null : plan.view;
  return (
    <Flex direction="column" gap="md">
      {desk.last !== 'publish' && <Refused desk={desk} />}
      {draft === null && shown === null && (
        <EmptyState title={say('no_draft')} layout="vertical" imageName="target" imageWidth={120}>
          <Text>{say('no_draft_what')}</Text>
          <Button onClick={toModel} testId="to-model">
            {say('open_list', { list: say('model') })}
          </Button>
        </EmptyState>
      )}
      {draft !== null && <Behind {...{ draft, mayEdit, desk, format }} reload={model.reload} />}
      {draft !== null && versions !== null && versions.trial === undefined && (
        <ForWhom {...{ chosen, choose }} people={versions} orAll />
      )}
      {draft !== null && (
        <Flex direction="row">
          <LoadingButton
            variant={shown === null ? 'primary' : 'secondary'}
            loading={desk.busy === 'compare' || isRunning}
            onClick={() =>
              desk.act('compare', { draftId: draft.draftId, ...(ramp !== null && { ramp }) }, (done) => {
                if (done.outcome === 'begun') setPlan(done.planId);
              })
            }
            testId="compare"
          >
            {say('compare')}
          </LoadingButton>
        </Flex>
      )}
      {shown !== null && shown.backTo !== null && (
        <Alert title={say('back_to', { version: shown.backTo })} variant="info" />
      )}
      {shown !== null && (shown.ramp !== undefined || shown.ofVersion !== undefined) && (
        <Alert title={whomItIsFor(shown)} variant="info">
          {shown.ramp !== undefined && <Ramp ramp={shown.ramp} format={format} />}
        </Alert>
      )}
      {shown !== null && <WhatIf plan={shown} desk={desk} format={format} />}
      {shown?.state === 'done' &&
        (loadOf === shown.planId ? (
          <SalesLoad server={server} planId={shown.planId} format={format} />
        ) : (
          <Flex direction="row">
            <Button size="xs" onClick={() => askLoad(shown.planId)} testId="ask-load">
              {say('load_title')}
            </Button>
          </Flex>
        ))}
      {shown?.state === 'done' &&
        (backOf === shown.planId ? (
          <LookBack {...{ server, format, mayEdit }} planId={shown.planId} />
        ) : (
          <Flex direction="row">
            <Button size="xs" onClick={() => askBack(shown.planId)} testId="ask-look-back">
              {say('look_back_title')}
            </Button>
          </Flex>
        ))}
      {draft !== null && <TestContact draftId={draft.draftId} server={server} format={format} />}
      {shown?.edited !== undefined && (
        <Alert
          title={say('edited_since', { by: shown.edited.by, when: format.instant(shown.edited.at) })}
          variant="warning"
        >
          <List variant="unordered">
            {shown.edited.differences.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
        </Alert>
      )}
      {draft !== null && shown?.backTo === null && shown.ofVersion === undefined && (
        <Signatures draft={draft} view={model.view} desk={desk} reload={model.reload} />
      )}
      {desk.last === 'publish' && <Refused desk={desk} />}
      {shown?.state === 'done' && shown.fingerprint !== null && (
        <Publish
          fingerprint={shown.fingerprint}
          timeZone={shown.timeZone}
          desk={desk}
          done={(done) => {
            if (done.outcome === 'published' || done.outcome === 'scheduled') published();
            else if (done.outcome === 'refused' && done.planId !== undefined) setPlan(done.planId);
          }}
        />
      )}
    </Flex>
  );
}

/** What a plan is of, where it is not of a draft that is to hold for all. */
function whomItIsFor({ ofVersion, ramp }: PlanSeen): string {
  if (ofVersion === undefined) return say('plan_is_trial');
  return say(ramp === undefined ? 'plan_finishes' : 'plan_widens', { version: ofVersion });
}

type SignaturesProps = {
  readonly draft: NonNullable<ModelSeen['draft']>;
  readonly view: ModelSeen;
  readonly desk: ReturnType<typeof useDesk>;
  readonly reload: () => void;
};

/** Who has signed, and signing: never one's own change, and only what is ready. */
function Signatures({ draft, view, desk, reload }: SignaturesProps) {
  if (!draft.isReviewed)
    return (
      <Flex direction="row">
        <LoadingButton
          loading={desk.busy === 'review'}
          onClick={() => desk.act('review', { draftId: draft.draftId, edit: draft.edit }, reload)}
          testId="review"
        >
          {say('ready_to_sign')}
        </LoadingButton>
      </Flex>
    );
  return (
    <Flex direction="column" gap="xs">
      {view.bothSign && <Text>{say('both_sign')}</Text>}
      {draft.isMine && <Text>{say('others_sign')}</Text>}
      {(['marketing', 'sales'] as const).map((side) => {
        const signed = draft.signatures.find((one) => one.side === side);
        return signed !== undefined ? (
          <Text key={side} testId={`signed-${side}`}>
            {say(`signed_${side}`, { by: signed.by })}
          </Text>
        ) : (
          <LoadingButton
            key={side}
            size="xs"
            loading={desk.busy === 'sign'}
            disabled={draft.isMine}
            onClick={() => desk.act('sign', { draftId: draft.draftId, hash: draft.hash, side }, reload)}
            testId={`sign-${side}`}
          >
            {say(`sign_${side}`)}
          </LoadingButton>
        );
      })}
    </Flex>
  );
}
