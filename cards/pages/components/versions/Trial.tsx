import { Alert, Button, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { PlanWish, VersionsView } from '../../contracts/model-contract.ts';
import type { Desk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { type Chosen, ForWhom, Ramp, wishOf } from './ForWhom.tsx';

type TrialProps = {
  readonly trial: NonNullable<VersionsView['trial']>;
  readonly people: Pick<VersionsView, 'owners' | 'teams'>;
  readonly mayEdit: boolean;
  readonly format: Format;
  readonly desk: Desk;
  /** compares what is wanted with what holds, and shows it */
  readonly compare: (wish: PlanWish) => void;
};

/** A version that holds for a part of the contacts: for whom, and what next. Each has its plan. */
export function Trial({ trial, people, mayEdit, format, desk, compare }: TrialProps) {
  const { version, since, ramp, owners, contacts } = trial;
  const [chosen, choose] = useState<Chosen>(null);
  const busy = desk.busy === 'compare';
  return (
    <Alert title={say('on_trial', { version, when: format.instant(since) })} variant="info">
      <Flex direction="column" gap="sm">
        <Ramp ramp={ramp} format={format} />
        <Text testId="trial-contacts">
          {say('trial_contacts', { count: format.number(contacts.done), all: format.number(contacts.of) })}
        </Text>
        {chosen !== null && (
          <>
            <ForWhom chosen={chosen} choose={choose} people={people} orAll={false} />
            <Flex direction="row">
              <LoadingButton
                size="xs"
                variant="primary"
                loading={busy}
                testId="trial-compare"
                onClick={() => compare({ trial: version, ramp: wishOf(chosen) })}
              >
                {say('compare')}
              </LoadingButton>
            </Flex>
          </>
        )}
        {mayEdit && (
          <Flex direction="row" gap="sm" wrap>
            {chosen === null && (
              <Button size="xs" testId="trial-widen" onClick={() => choose({ share: ramp.share, owners })}>
                {say('trial_widen')}
              </Button>
            )}
            <LoadingButton
              size="xs"
              variant="secondary"
              loading={busy}
              testId="trial-finish"
              onClick={() => compare({ trial: version, ramp: null })}
            >
              {say('trial_finish')}
            </LoadingButton>
            <LoadingButton
              size="xs"
              variant="secondary"
              loading={busy}
              testId="trial-back"
              onClick={() => compare({ backTo: ramp.from })}
            >
              {say('trial_back')}
            </LoadingButton>
          </Flex>
        )}
        <Text variant="microcopy">{say('trial_what')}</Text>
      </Flex>
    </Alert>
  );
}
