import type { CSSProperties, ReactNode } from 'react';

type Children = { readonly children?: ReactNode };

/** HubSpot's distances in pixels, near enough. */
const DISTANCE: Readonly<Record<string, number>> = {
  flush: 0,
  none: 0,
  xs: 4,
  'extra-small': 4,
  sm: 8,
  small: 8,
  md: 16,
  medium: 16,
  lg: 24,
  large: 24,
  xl: 32,
  'extra-large': 32,
};
export const distance = (name: string | undefined, fallback = 0): number => DISTANCE[name ?? ''] ?? fallback;

const EDGE: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  between: 'space-between',
  around: 'space-around',
};
const edge = (name: string | undefined) => (name === undefined ? undefined : (EDGE[name] ?? name));

type FlexProps = Children & {
  readonly direction?: 'row' | 'column';
  readonly justify?: string;
  readonly align?: string;
  readonly alignSelf?: string;
  readonly gap?: string;
  readonly wrap?: string | boolean;
};

export function Flex({ direction = 'row', justify, align, alignSelf, gap, wrap, children }: FlexProps) {
  const style: CSSProperties = {
    display: 'flex',
    flexDirection: direction,
    justifyContent: edge(justify),
    alignItems: edge(align),
    alignSelf: edge(alignSelf),
    gap: distance(gap),
    flexWrap: wrap === true ? 'wrap' : ((wrap || undefined) as CSSProperties['flexWrap']),
    minWidth: 0,
  };
  return <div style={style}>{children}</div>;
}

const FLEX: Readonly<Record<string, string>> = { initial: '0 1 auto', auto: '1 1 auto', none: '0 0 auto' };

export function Box({
  flex,
  alignSelf,
  children,
}: Children & { readonly flex?: string | number; readonly alignSelf?: string }) {
  const grow = typeof flex === 'number' ? `${flex} 1 0` : FLEX[flex ?? 'initial'];
  return <div style={{ flex: grow, alignSelf: edge(alignSelf), minWidth: 0 }}>{children}</div>;
}

type GridProps = Children & { readonly columnWidth?: number; readonly gap?: string; readonly flexible?: boolean };

export function AutoGrid({ columnWidth = 200, gap, flexible, children }: GridProps) {
  const column = flexible ? `minmax(min(${columnWidth}px, 100%), 1fr)` : `min(${columnWidth}px, 100%)`;
  return (
    <div style={{ display: 'grid', gap: distance(gap), gridTemplateColumns: `repeat(auto-fit, ${column})` }}>
      {children}
    </div>
  );
}

export const Inline = ({ gap = 'sm', children }: Children & { readonly gap?: string }) => (
  <div className="rp-inline" style={{ gap: distance(gap) }}>
    {children}
  </div>
);

export const Stack = ({ distance: gap = 'small', children }: Children & { readonly distance?: string }) => (
  <div style={{ display: 'grid', gap: distance(gap) }}>{children}</div>
);

export const Tile = ({ compact, children }: Children & { readonly compact?: boolean }) => (
  <div className={compact ? 'rp-tile rp-compact' : 'rp-tile'}>{children}</div>
);
export const Card = Tile;

export const Divider = ({ size }: { readonly size?: string }) => (
  <hr style={{ marginBlock: distance(size, 8), marginInline: 0 }} />
);
export const Spacer = ({ size }: { readonly size?: string }) => <div style={{ height: distance(size, 8) }} />;
