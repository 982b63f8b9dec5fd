import { type ReactNode, useId } from 'react';

type Titled = { readonly title?: string; readonly children?: ReactNode };

const WORD: Readonly<Record<string, string>> = {
  info: 'Note',
  success: 'Done',
  warning: 'Warning',
  error: 'Error',
  danger: 'Error',
  tip: 'Tip',
};

/** The colour alone says nothing: a word comes with it. */
export const Alert = ({ title, variant = 'info', children }: Titled & { readonly variant?: string }) => (
  <div className={`rp-alert rp-${variant}`}>
    <strong>
      <span className="rp-sr">{WORD[variant] ?? variant}: </span>
      {title}
    </strong>
    <div>{children}</div>
  </div>
);

export const EmptyState = ({ title, imageName, children }: Titled & { readonly imageName?: string }) => (
  <div className="rp-state">
    {imageName ? <div className="rp-stand-in">illustration: {imageName}</div> : null}
    {title ? <h3 className="rp-heading">{title}</h3> : null}
    {children}
  </div>
);

export const ErrorState = ({ title, type = 'error', children }: Titled & { readonly type?: string }) => (
  <div className="rp-state">
    <div className="rp-stand-in">illustration: {type}</div>
    {title ? <h3 className="rp-heading">{title}</h3> : null}
    {children}
  </div>
);

type SpinnerProps = { readonly label: string; readonly showLabel?: boolean; readonly layout?: string };

export const LoadingSpinner = ({ label, showLabel, layout }: SpinnerProps) => (
  <div className={layout === 'centered' ? 'rp-loading rp-centered' : 'rp-loading'} role="status">
    <span className="rp-spin" aria-hidden="true" />
    <span className={showLabel ? undefined : 'rp-sr'}>{label}</span>
  </div>
);

type ProgressProps = {
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly value?: number;
  readonly maxValue?: number;
  readonly valueDescription?: string;
  readonly showPercentage?: boolean;
  readonly variant?: string;
};

export function ProgressBar(props: ProgressProps) {
  const { title, value = 0, maxValue = 100, valueDescription, showPercentage, variant = 'default' } = props;
  const id = useId();
  const share = Math.max(0, Math.min(100, (value / maxValue) * 100));
  return (
    <div className="rp-progress">
      <div className="rp-progress-head">
        {title ? <span id={id}>{title}</span> : null}
        <span>{valueDescription ?? (showPercentage ? `${Math.round(share)}%` : '')}</span>
      </div>
      <div
        className="rp-track"
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={maxValue}
        aria-valuenow={value}
        aria-valuetext={valueDescription}
        aria-label={props['aria-label'] ?? (title ? undefined : 'Progress')}
        aria-labelledby={props['aria-label'] === undefined && title ? id : undefined}
      >
        <div className={`rp-fill rp-${variant}`} style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}

type StepProps = {
  readonly stepNames: readonly string[];
  readonly currentStep?: number;
  readonly onClick?: (index: number) => void;
};

export const StepIndicator = ({ stepNames, currentStep = 0, onClick }: StepProps) => (
  <ol className="rp-steps">
    {stepNames.map((name, index) => (
      <li key={name} aria-current={index === currentStep ? 'step' : undefined}>
        {onClick === undefined ? (
          name
        ) : (
          <button type="button" onClick={() => onClick(index)}>
            {name}
          </button>
        )}
      </li>
    ))}
  </ol>
);

const BANDS = [
  { from: 66, className: 'rp-success' },
  { from: 33, className: 'rp-warning' },
  { from: -Infinity, className: 'rp-danger' },
] as const;

/** The bands of colour are HubSpot's own: a third each. */
export function ScoreCircle({ score }: { readonly score: number }) {
  const shown = Math.round(Math.max(0, Math.min(100, score)));
  const band = BANDS.find(({ from }) => shown >= from)!;
  const round = 2 * Math.PI * 26;
  return (
    <svg
      className={`rp-circle ${band.className}`}
      viewBox="0 0 64 64"
      width="72"
      height="72"
      role="img"
      aria-label={`Score ${shown} of 100`}
    >
      <circle cx="32" cy="32" r="26" className="rp-ring" />
      <circle
        cx="32"
        cy="32"
        r="26"
        className="rp-arc"
        strokeDasharray={`${(shown / 100) * round} ${round}`}
        transform="rotate(-90 32 32)"
      />
      <text x="32" y="38" textAnchor="middle">
        {shown}
      </text>
    </svg>
  );
}
