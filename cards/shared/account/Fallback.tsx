import { Alert } from '@hubspot/ui-extensions';
import type { SayOfAccount } from './SetUp.tsx';
import type { AccountView } from './view.ts';

type FallbackProps = {
  readonly workList: NonNullable<AccountView['workList']>;
  /** of the page that it is on */
  readonly say: SayOfAccount;
};

/** Asks who gets what belongs to nobody, as long as that is nobody. */
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
