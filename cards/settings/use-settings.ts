import { useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useRef, useState } from 'react';
import { askServer, type Problem } from './ask-server.ts';
import type { SettingsView } from './contract.ts';

/** What the page shows. While it is `loading` again, what was there before stays. */
export type SettingsState = {
  readonly view: SettingsView | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
};

/** The settings as the server sees them, and a way to look again. Late answers are dropped. */
export function useSettings(): SettingsState & { readonly look: () => void } {
  const { variables } = useExtensionContext<'settings'>();
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const [state, setState] = useState<SettingsState>({ view: null, problem: null, loading: true });
  const requests = useRef(0);

  const look = useCallback(() => {
    const request = ++requests.current;
    setState((before) => ({ ...before, loading: true }));
    void askServer(server).then((answer) => {
      if (request !== requests.current) return;
      setState((before) =>
        typeof answer === 'string'
          ? { ...before, problem: answer, loading: false }
          : { view: answer, problem: null, loading: false },
      );
    });
  }, [server]);
  useEffect(look, [look]);

  return { ...state, look };
}
