import { Alert } from '@hubspot/ui-extensions';
import type { SayOfAccount } from './SetUp.tsx';
import type { AccountView } from './view.ts';

type FallbackProps = {
  readonly workList: NonNullable<AccountView['workList']>;
  /** of the page that shows the warning */
  readonly say: SayOfAccount;
};

/** Asks for a fallback owner, while the model names none or somebody who has left. */
export function Fallback({ workList: { fallback, owners = [], withoutOwner }, say }: FallbackProps) {
  if (fallback === 'set') return null;
  const named = owners.map(({ name }) => name).join(', ');
  return (
    <Alert title={say('nobodys_lead')} variant={withoutOwner > 0 ? 'warning' : 'info'}>
      {say(`fallback_${fallback}`)}
      {named !== '' && ` ${say('fallback_choose', { owners: named })}`}
    </Alert>
  );
}
