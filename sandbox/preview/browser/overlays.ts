import { createContext, type ReactElement, type ReactNode, useContext, useSyncExternalStore } from 'react';

/** Which modals and panels of one card are open, by their id. */
export type Overlays = {
  readonly open: (id: string) => void;
  readonly close: (id: string) => void;
  readonly subscribe: (changed: () => void) => () => void;
  readonly isOpen: (id: string) => boolean;
};

export function createOverlays(): Overlays {
  const ids = new Set<string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    open: (id) => {
      ids.add(id);
      tell();
    },
    close: (id) => {
      if (ids.delete(id)) tell();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    isOpen: (id) => ids.has(id),
  };
}

export const OverlayContext = createContext<Overlays>(createOverlays());

export function useOverlay(id: string): { readonly isOpen: boolean; readonly close: () => void } {
  const overlays = useContext(OverlayContext);
  const isOpen = useSyncExternalStore(overlays.subscribe, () => overlays.isOpen(id));
  return { isOpen, close: () => overlays.close(id) };
}

/** Second argument of every click handler in a card. */
export const reactionsOf = ({ open, close }: Overlays) => ({
  openModal: open,
  closeModal: close,
  openPanel: open,
  closePanel: close,
});

type RemoteNode = { readonly type?: string; readonly props?: Readonly<Record<string, unknown>> };

/**
 * The element that a card put into `overlay`. The wire hands it over in a fragment.
 */
export function overlayNode(overlay: ReactNode): { readonly type: string; readonly id: string } | undefined {
  const fragment = (overlay as ReactElement<{ fragment?: { children?: readonly RemoteNode[] } }> | undefined)?.props
    ?.fragment;
  const node = fragment?.children?.[0];
  return node?.type === undefined ? undefined : { type: node.type, id: String(node.props?.['id'] ?? '') };
}
