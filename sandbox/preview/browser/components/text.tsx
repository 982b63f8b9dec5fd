import { Children, type CSSProperties, type ReactNode } from 'react';

type WithChildren = { readonly children?: ReactNode };

type TextProps = WithChildren & {
  readonly variant?: 'bodytext' | 'microcopy';
  readonly inline?: boolean;
  readonly truncate?: boolean | { readonly tooltipText?: string; readonly maxWidth?: number };
  readonly format?: {
    readonly fontWeight?: 'regular' | 'demibold' | 'bold';
    readonly italic?: boolean;
    readonly lineDecoration?: 'none' | 'underline' | 'strikethrough';
    readonly textTransform?: string;
  };
};

const WEIGHT = { regular: 400, demibold: 600, bold: 700 } as const;

export function Text({ variant, inline, truncate, format = {}, children }: TextProps) {
  const style: CSSProperties = {
    fontWeight: format.fontWeight && WEIGHT[format.fontWeight],
    fontStyle: format.italic ? 'italic' : undefined,
    textDecoration: format.lineDecoration === 'strikethrough' ? 'line-through' : format.lineDecoration,
    textTransform: format.textTransform as CSSProperties['textTransform'],
    ...(truncate ? { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } : {}),
    maxWidth: typeof truncate === 'object' ? truncate.maxWidth : undefined,
  };
  const className = variant === 'microcopy' ? 'rp-text rp-microcopy' : 'rp-text';
  return inline ? (
    <span className={className} style={style}>
      {children}
    </span>
  ) : (
    <div className={className} style={style}>
      {children}
    </div>
  );
}

/** HubSpot's heading has no level. The page has two levels of its own, so this is the third. */
export const Heading = ({ inline, children }: WithChildren & { readonly inline?: boolean }) => (
  <h3 className={inline ? 'rp-heading rp-inline' : 'rp-heading'}>{children}</h3>
);

const ORDERED = /^ordered/;

export function List({ variant = 'unordered', children }: WithChildren & { readonly variant?: string }) {
  const items = Children.toArray(children).map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the children keep their own keys inside
    <li key={index}>{child}</li>
  ));
  const className = `rp-list rp-list-${variant}`;
  return ORDERED.test(variant) ? <ol className={className}>{items}</ol> : <ul className={className}>{items}</ul>;
}

export const DescriptionList = ({ direction, children }: WithChildren & { readonly direction?: string }) => (
  <dl className={direction === 'row' ? 'rp-terms rp-row' : 'rp-terms'}>{children}</dl>
);
export const DescriptionListItem = ({ label, children }: WithChildren & { readonly label: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

type TagProps = WithChildren & { readonly variant?: string; readonly onClick?: () => void };

export const Tag = ({ variant = 'default', onClick, children }: TagProps) =>
  onClick ? (
    <button type="button" className={`rp-tag rp-${variant}`} onClick={() => onClick()}>
      {children}
    </button>
  ) : (
    <span className={`rp-tag rp-${variant}`}>{children}</span>
  );

export const StatusTag = ({ variant = 'default', children }: WithChildren & { readonly variant?: string }) => (
  <span className={`rp-status rp-${variant}`}>
    <span aria-hidden="true" className="rp-dot" />
    {children}
  </span>
);

/** HubSpot does not publish its icons, so a mark stands in for each. */
export const Icon = ({ name, screenReaderText }: { readonly name: string; readonly screenReaderText?: string }) =>
  screenReaderText ? (
    <span className="rp-icon" role="img" aria-label={screenReaderText} title={`icon: ${name}`}>
      ◆
    </span>
  ) : (
    <span className="rp-icon" aria-hidden="true" title={`icon: ${name}`}>
      ◆
    </span>
  );

export const Illustration = ({ name }: { readonly name: string }) => (
  <div className="rp-stand-in">illustration: {name}</div>
);

export const Image = ({
  src,
  alt = '',
  width,
}: {
  readonly src: string;
  readonly alt?: string;
  readonly width?: number;
}) => <img src={src} alt={alt} width={width} />;

export const Tooltip = ({ children }: WithChildren) => <>{children}</>;
