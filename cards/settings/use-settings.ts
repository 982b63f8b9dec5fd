import { useExtensionContext } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useRef, useState } from 'react';
import { askForSettings, askToDo } from './ask-server.ts';
import type { SettingsAction, SettingsDone, SettingsView } from './contract.ts';
import type { Problem } from './shared/ask.ts';
import type { Language } from './shared/language.ts';
import { say, sayCounted } from './words/words.ts';

/** What the page shows. While it loads again, the view before stays. */
export type SettingsState = {
  readonly view: SettingsView | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
  /** the action that is on its way */
  readonly busy: SettingsAction | null;
  /** what became of the last action */
  readonly result: {
    readonly action: SettingsAction;
    readonly sentence: string;
    readonly isBad: boolean;
    readonly links?: readonly string[];
  } | null;
  readonly disconnected: boolean;
};

export type UsedSettings = SettingsState & {
  readonly reload: () => void;
  readonly act: (action: SettingsAction, body?: Readonly<Record<string, string>>) => void;
};

const BEFORE: SettingsState = {
  view: null,
  problem: null,
  loading: true,
  busy: null,
  result: null,
  disconnected: false,
};

/** Loads the settings and sends the administrator's actions. Drops answers that come too late. */
export function useSettings(language: Language): UsedSettings {
  const { variables } = useExtensionContext<'settings'>();
  const server = `${variables?.['PUBLIC_URL'] ?? ''}`;
  const [state, setState] = useState(BEFORE);
  const requests = useRef(0);

  const load = useCallback(() => {
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
  useEffect(load, [load]);

  const act: UsedSettings['act'] = (action, body = {}) => {
    setState((before) => ({ ...before, busy: action, result: null }));
    void askToDo(server, action, body).then((done) => {
      if (typeof done !== 'string' && CHANGES_THE_VIEW.has(done.outcome)) load();
      setState((before) => ({
        ...before,
        busy: null,
        disconnected: typeof done !== 'string' && done.outcome === 'disconnected',
        result: { action, ...wordsFor(done) },
      }));
    });
  };

  return { ...state, reload: load, act };
}

/** After these the page loads again. */
const CHANGES_THE_VIEW: ReadonlySet<string> = new Set(['editors_changed', 'feed_made', 'feed_revoked']);

function wordsFor(done: SettingsDone | Problem): Omit<NonNullable<SettingsState['result']>, 'action'> {
  if (typeof done === 'string') return { sentence: say(`problem_${done}`), isBad: true };
  switch (done.outcome) {
    case 'retried':
      return { sentence: sayCounted('retried', done.count), isBad: false };
    case 'lists_asked':
      return { sentence: say('lists_asked'), isBad: false };
    case 'editors_changed':
      return { sentence: say('editors_changed'), isBad: false };
    case 'feed_made':
      return { sentence: say('feed_made'), isBad: false, links: done.links };
    case 'feed_revoked':
      return { sentence: say('feed_revoked'), isBad: false };
    case 'feed_again':
      return { sentence: say('feed_again'), isBad: true };
    case 'disconnected':
      return { sentence: say('disconnected'), isBad: false };
    case 'disconnecting':
      return { sentence: say('disconnecting'), isBad: false };
    case 'not_allowed':
    case 'last_editor':
      return { sentence: say(done.outcome), isBad: true };
    case 'not_confirmed':
      return { sentence: say('not_confirmed'), isBad: true };
    default:
      return { sentence: say('disconnect_failed'), isBad: true };
  }
}
