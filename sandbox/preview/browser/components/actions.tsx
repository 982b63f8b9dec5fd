import { type MouseEvent, type ReactNode, useContext } from 'react';
import { OverlayContext, overlayNode, reactionsOf } from '../overlays.ts';

type ClickHandler = (event: object, reactions: object) => void;

type ButtonProps = {
  readonly children?: ReactNode;
  readonly onClick?: ClickHandler;
  readonly href?: string | { readonly url: string; readonly external?: boolean };
  readonly disabled?: boolean;
  readonly variant?: string;
  readonly type?: 'button' | 'reset' | 'submit';
  readonly size?: string;
  readonly overlay?: ReactNode;
};

const urlOf = (href: ButtonProps['href']): string | undefined => (typeof href === 'object' ? href.url : href);

/** Opens the overlay of the button, then tells the card of the click. */
function usePress(overlay: ReactNode, onClick: ClickHandler | undefined) {
  const overlays = useContext(OverlayContext);
  return (event: MouseEvent) => {
    const node = overlayNode(overlay);
    if (node?.type === 'Modal' || node?.type === 'Panel') overlays.open(node.id);
    onClick?.({ type: event.type }, reactionsOf(overlays));
  };
}

/** Shows a tooltip beneath its button, so that nobody needs a mouse to read it. */
const Overlay = ({ overlay }: { readonly overlay: ReactNode }) =>
  overlayNode(overlay)?.type === 'Tooltip' ? <span className="rp-microcopy">{overlay}</span> : overlay;

export function Button({
  children,
  onClick,
  href,
  disabled,
  variant = 'secondary',
  type = 'button',
  size = 'md',
  overlay,
}: ButtonProps) {
  const press = usePress(overlay, onClick);
  const className = `rp-button rp-${variant} rp-size-${size}`;
  const url = urlOf(href);
  return (
    <>
      {url ? (
        <a className={className} href={url} onClick={press}>
          {children}
        </a>
      ) : (
        <button className={className} type={type} disabled={disabled} onClick={press}>
          {children}
        </button>
      )}
      <Overlay overlay={overlay} />
    </>
  );
}

export function LoadingButton({
  loading = false,
  disabled = false,
  children,
  ...rest
}: ButtonProps & { readonly loading?: boolean }) {
  return (
    <Button {...rest} disabled={disabled || loading}>
      {loading ? <span className="rp-spin" aria-hidden="true" /> : null}
      {children}
      {loading ? <span className="rp-sr"> (working)</span> : null}
    </Button>
  );
}

export const ButtonRow = ({ children }: { readonly children?: ReactNode }) => (
  <div className="rp-buttons">{children}</div>
);

export function Link({ children, href, onClick, overlay }: ButtonProps) {
  const press = usePress(overlay, onClick);
  const url = urlOf(href);
  return (
    <>
      {url ? (
        <a href={url} onClick={press}>
          {children}
        </a>
      ) : (
        <button type="button" className="rp-link" onClick={press}>
          {children}
        </button>
      )}
      <Overlay overlay={overlay} />
    </>
  );
}

type DropdownProps = {
  readonly buttonText?: string;
  readonly disabled?: boolean;
  readonly variant?: string;
  readonly options?: readonly { readonly label: string; readonly onClick?: () => void }[];
  readonly children?: ReactNode;
};

export function Dropdown({
  buttonText = 'Actions',
  disabled,
  variant = 'secondary',
  options = [],
  children,
}: DropdownProps) {
  if (disabled)
    return (
      <Button variant={variant} disabled>
        {buttonText}
      </Button>
    );
  return (
    <details className="rp-dropdown">
      <summary className={`rp-button rp-${variant}`}>{buttonText} ▾</summary>
      <div className="rp-menu">
        {options.map(({ label, onClick }) => (
          <button key={label} type="button" onClick={() => onClick?.()}>
            {label}
          </button>
        ))}
        {children}
      </div>
    </details>
  );
}

export const DropdownButtonItem = (props: ButtonProps) => <Button {...props} variant="transparent" />;

type CrmActionProps = Pick<ButtonProps, 'children' | 'variant'> & { readonly actionType: string };

/** HubSpot performs these actions with the user's rights. Here a button names its action. */
export const CrmActionButton = ({ children, actionType, variant = 'secondary' }: CrmActionProps) => (
  <button
    type="button"
    className={`rp-button rp-${variant}`}
    title={`HubSpot would do: ${actionType}`}
    aria-disabled="true"
  >
    {children}
  </button>
);
export const CrmActionLink = CrmActionButton;
