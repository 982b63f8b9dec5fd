import { useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useRef, useState } from 'react';
import { askForSettings, askToDo } from './ask-server.ts';
import type { SettingsAction, SettingsDone, SettingsView } from './contract.ts';
import type { Problem } from './shared/ask.ts';
import type { Language } from './shared/language.ts';
import { say, sayCounted } from './words/words.ts';

/** What the page shows. While it is `loading` again, what was there before stays. */
export type SettingsState = {
  readonly view: SettingsView | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** what is being done now */
  readonly busy: SettingsAction | null;
  /** what became of what was done last */
  readonly said: { readonly action: SettingsAction; readonly sentence: string; readonly isBad: boolean } | null;
  /** nothing is left to show */
  readonly disconnected: boolean;
};

type Settings = SettingsState & {
  readonly look: () => void;
  readonly act: (action: SettingsAction, body?: Readonly<Record<string, string>>) => void;
};

const BEFORE: SettingsState = {
  view: null,
  problem: null,
  loading: true,
  busy: null,
  said: null,
  disconnected: false,
};

/**
 * The settings as the server sees them, a way to look again, and what an administrator can do. Late
 * answers are dropped.
 */
export function useSettings(language: Language): Settings {
  const { variables } = useExtensionContext<'settings'>();
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const [state, setState] = useState(BEFORE);
  const requests = useRef(0);

  const look = useCallback(() => {
    const request = ++requests.current;
    setState((before) => ({ ...before, loading: true }));
    void askForSettings(server, language).then((answer) => {
      if (request !== requests.current) return;
      setState((before) =>
        typeof answer === 'string'
          ? { ...before, problem: answer, loading: false }
          : { ...before, view: answer, problem: null, loading: false },
      );
    });
  }, [server, language]);
  useEffect(look, [look]);

  const act: Settings['act'] = (action, body = {}) => {
    setState((before) => ({ ...before, busy: action, said: null }));
    void askToDo(server, action, body).then((done) => {
      if (typeof done !== 'string' && done.outcome === 'editors_changed') look();
      setState((before) => ({
        ...before,
        busy: null,
        disconnected: typeof done !== 'string' && done.outcome === 'disconnected',
        said: { action, ...wordsFor(done) },
      }));
    });
  };

  return { ...state, look, act };
}

function wordsFor(done: SettingsDone | Problem): { readonly sentence: string; readonly isBad: boolean } {
  if (typeof done === 'string') return { sentence: say(`problem_${done}`), isBad: true };
  switch (done.outcome) {
    case 'retried':
      return { sentence: sayCounted('retried', done.count), isBad: false };
    case 'lists_asked':
      return { sentence: say('lists_asked'), isBad: false };
    case 'editors_changed':
      return { sentence: say('editors_changed'), isBad: false };
    case 'disconnected':
      return { sentence: say('disconnected'), isBad: false };
    case 'disconnecting':
      return { sentence: say('disconnecting'), isBad: false };
    case 'not_confirmed':
      return { sentence: say('not_confirmed'), isBad: true };
    default:
      return { sentence: say('disconnect_failed'), isBad: true };
  }
}
