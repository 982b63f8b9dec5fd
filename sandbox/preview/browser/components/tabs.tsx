import { Children, isValidElement, type ReactElement, type ReactNode, useId, useState } from 'react';

type TabProps = { readonly tabId?: string | number; readonly title?: string; readonly children?: ReactNode };
type TabsProps = {
  readonly defaultSelected?: string | number;
  readonly selected?: string | number;
  readonly onSelectedChange?: (id: string | number) => void;
  readonly children?: ReactNode;
};

/** The properties of a tab. The wire wraps the remote node of a child in another element. */
function tabOf(child: ReactNode, index: number): { readonly id: string | number; readonly title: string } {
  const element = isValidElement(child) ? (child as ReactElement<{ component?: { props?: TabProps } }>) : undefined;
  const props = element?.props.component?.props ?? {};
  return { id: props.tabId ?? index, title: props.title ?? `Tab ${index + 1}` };
}

export function Tabs({ defaultSelected, selected, onSelectedChange, children }: TabsProps) {
  const panels = Children.toArray(children);
  const tabs = panels.map(tabOf);
  const [own, setOwn] = useState(defaultSelected ?? tabs[0]?.id);
  const name = useId();
  const current = Math.max(
    0,
    tabs.findIndex(({ id }) => id === (selected ?? own)),
  );
  const choose = (index: number) => {
    const tab = tabs.at(index % tabs.length)!;
    setOwn(tab.id);
    onSelectedChange?.(tab.id);
    document.getElementById(`${name}-tab-${tabs.indexOf(tab)}`)?.focus();
  };
  return (
    <div className="rp-tabs">
      <div role="tablist">
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            id={`${name}-tab-${index}`}
            type="button"
            role="tab"
            aria-selected={index === current}
            aria-controls={`${name}-panel`}
            tabIndex={index === current ? 0 : -1}
            onClick={() => choose(index)}
            onKeyDown={({ key }) => {
              if (key === 'ArrowRight') choose(index + 1);
              if (key === 'ArrowLeft') choose(index - 1);
            }}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${name}-panel`} aria-labelledby={`${name}-tab-${current}`}>
        {panels[current]}
      </div>
    </div>
  );
}

export const Tab = ({ children }: TabProps) => <>{children}</>;
