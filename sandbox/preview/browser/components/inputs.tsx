import { type ReactNode, useContext, useEffect, useId, useState } from 'react';
import { OverlayContext, reactionsOf } from '../overlays.ts';

type FieldProps = {
  readonly label?: string;
  readonly name?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly tooltip?: string;
  readonly placeholder?: string;
  readonly error?: boolean;
  readonly validationMessage?: string;
};

/**
 * Keeps what the person types. The card hears of it one message later and answers one message later
 * still, so the field follows the card only when the card sends a new value.
 */
function useMirrored<T>(value: T | undefined, fallback: T): [T, (value: T) => void] {
  const [own, setOwn] = useState(value ?? fallback);
  const said = JSON.stringify(value);
  useEffect(() => {
    if (said !== undefined) setOwn(JSON.parse(said) as T);
  }, [said]);
  return [own, setOwn];
}

type Wiring = {
  readonly id: string;
  readonly name: string | undefined;
  readonly required: boolean | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
};

function Field({ field, children }: { readonly field: FieldProps; readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const { label, name, required, description, tooltip, error, validationMessage } = field;
  const hints = [description, tooltip, validationMessage].filter(Boolean).join(' ');
  return (
    <div className="rp-field">
      <label htmlFor={id}>
        {label}
        {required ? <span> (required)</span> : null}
      </label>
      {children({
        id,
        name,
        required,
        'aria-invalid': error || undefined,
        'aria-describedby': hints ? `${id}-hint` : undefined,
      })}
      {hints ? (
        <div id={`${id}-hint`} className={error ? 'rp-microcopy rp-invalid' : 'rp-microcopy'}>
          {hints}
        </div>
      ) : null}
    </div>
  );
}

type TextProps = FieldProps & {
  readonly value?: string;
  readonly defaultValue?: string;
  readonly type?: string;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly onChange?: (value: string) => void;
  readonly onInput?: (value: string) => void;
  readonly onBlur?: (value: string) => void;
  readonly onFocus?: (value: string) => void;
};

function useText({ value, defaultValue, onChange, onInput, onBlur, onFocus }: TextProps) {
  const [own, setOwn] = useMirrored(value, defaultValue ?? '');
  return {
    value: own,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => {
      setOwn(target.value);
      onInput?.(target.value);
      onChange?.(target.value);
    },
    onBlur: () => onBlur?.(own),
    onFocus: () => onFocus?.(own),
  };
}

export function Input(props: TextProps) {
  const text = useText(props);
  const { type = 'text', readOnly, placeholder } = props;
  return (
    <Field field={props}>{(wiring) => <input {...wiring} {...text} {...{ type, readOnly, placeholder }} />}</Field>
  );
}
export const SearchInput = (props: TextProps) => <Input {...props} type="search" />;

export function TextArea(props: TextProps) {
  const text = useText(props);
  const { rows = 3, maxLength, readOnly, placeholder } = props;
  return (
    <Field field={props}>
      {(wiring) => <textarea {...wiring} {...text} {...{ rows, maxLength, readOnly, placeholder }} />}
    </Field>
  );
}

type NumberProps = FieldProps & {
  readonly value?: number;
  readonly defaultValue?: number;
  readonly min?: number;
  readonly max?: number;
  readonly stepSize?: number;
  readonly onChange?: (value: number) => void;
};

export function NumberInput(props: NumberProps) {
  const { value, defaultValue, onChange, min, max, stepSize: step, readOnly, placeholder } = props;
  const [own, setOwn] = useMirrored<number | ''>(value, defaultValue ?? '');
  return (
    <Field field={props}>
      {(wiring) => (
        <input
          {...wiring}
          {...{ min, max, step, readOnly, placeholder }}
          type="number"
          value={own}
          onChange={({ target }) => {
            setOwn(target.value === '' ? '' : target.valueAsNumber);
            if (target.value !== '') onChange?.(target.valueAsNumber);
          }}
        />
      )}
    </Field>
  );
}
export const StepperInput = NumberInput;
export const CurrencyInput = NumberInput;

type CardDate = { readonly year: number; readonly month: number; readonly date: number };
type DateProps = FieldProps & {
  readonly value?: CardDate | null;
  readonly defaultValue?: CardDate | null;
  readonly min?: CardDate;
  readonly max?: CardDate;
  readonly onChange?: (value: (CardDate & { readonly formattedDate: string }) | null) => void;
};

/** Months count from 0 in a card and from 1 in HTML. */
const isoDate = (date: CardDate | null | undefined): string =>
  date ? new Date(Date.UTC(date.year, date.month, date.date)).toISOString().slice(0, 10) : '';
function cardDate(text: string): (CardDate & { readonly formattedDate: string }) | null {
  if (text === '') return null;
  const [year, month, date] = text.split('-').map(Number) as [number, number, number];
  return { year, month: month - 1, date, formattedDate: text };
}

export function DateInput(props: DateProps) {
  const { value, defaultValue, onChange, min, max, readOnly } = props;
  const [own, setOwn] = useMirrored(value === undefined ? undefined : isoDate(value), isoDate(defaultValue));
  return (
    <Field field={props}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          readOnly={readOnly}
          min={isoDate(min) || undefined}
          max={isoDate(max) || undefined}
          value={own}
          onChange={({ target }) => {
            setOwn(target.value);
            onChange?.(cardDate(target.value));
          }}
        />
      )}
    </Field>
  );
}

type CardTime = { readonly hours: number; readonly minutes: number };
type TimeProps = FieldProps & {
  readonly value?: CardTime | null;
  readonly defaultValue?: CardTime | null;
  readonly onChange?: (value: CardTime | null) => void;
};

const clockTime = (time: CardTime | null | undefined): string =>
  time ? [time.hours, time.minutes].map((part) => `${part}`.padStart(2, '0')).join(':') : '';

export function TimeInput(props: TimeProps) {
  const { value, defaultValue, onChange, readOnly } = props;
  const [own, setOwn] = useMirrored(value === undefined ? undefined : clockTime(value), clockTime(defaultValue));
  return (
    <Field field={props}>
      {(wiring) => (
        <input
          {...wiring}
          type="time"
          readOnly={readOnly}
          value={own}
          onChange={({ target }) => {
            setOwn(target.value);
            const [hours, minutes] = target.value.split(':').map(Number);
            onChange?.(hours === undefined || minutes === undefined ? null : { hours, minutes });
          }}
        />
      )}
    </Field>
  );
}

type Choice = string | number | boolean;
type Option = { readonly label: string; readonly value: Choice };

type SelectProps = FieldProps & {
  readonly value?: Choice;
  readonly options?: readonly Option[];
  readonly onChange?: (value: Choice) => void;
};

export function Select(props: SelectProps) {
  const { value, options = [], onChange, readOnly, placeholder = 'Choose' } = props;
  const [own, setOwn] = useMirrored<Choice | ''>(value, '');
  return (
    <Field field={props}>
      {(wiring) => (
        <select
          {...wiring}
          disabled={readOnly}
          value={String(own)}
          onChange={({ target }) => {
            const chosen = options.find((option) => String(option.value) === target.value);
            if (chosen === undefined) return;
            setOwn(chosen.value);
            onChange?.(chosen.value);
          }}
        >
          <option value="" disabled>
            {placeholder}
          </option>
          {options.map((option) => (
            <option key={String(option.value)} value={String(option.value)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type MultiSelectProps = FieldProps & {
  readonly value?: readonly Choice[];
  readonly options?: readonly Option[];
  readonly onChange?: (value: readonly Choice[]) => void;
};

export function MultiSelect(props: MultiSelectProps) {
  const { value, options = [], onChange, readOnly } = props;
  const [own, setOwn] = useMirrored<readonly Choice[]>(value, []);
  return (
    <Field field={props}>
      {(wiring) => (
        <select
          {...wiring}
          multiple
          disabled={readOnly}
          value={own.map(String)}
          onChange={({ target }) => {
            const chosen = [...target.selectedOptions].map((option) => option.value);
            const values = options
              .filter((option) => chosen.includes(String(option.value)))
              .map((option) => option.value);
            setOwn(values);
            onChange?.(values);
          }}
        >
          {options.map((option) => (
            <option key={String(option.value)} value={String(option.value)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = {
  readonly name?: string;
  readonly value?: string;
  readonly checked?: boolean;
  readonly initialIsChecked?: boolean;
  readonly readOnly?: boolean;
  readonly description?: string;
  readonly 'aria-label'?: string;
  readonly onChange?: (checked: boolean, value: string) => void;
  readonly children?: ReactNode;
};

function Check({ type, ...props }: CheckProps & { readonly type: 'checkbox' | 'radio' }) {
  const { name, value = '', checked, initialIsChecked = false, readOnly, description, onChange, children } = props;
  const [own, setOwn] = useMirrored(checked, initialIsChecked);
  return (
    <label className="rp-check">
      <input
        type={type}
        name={name}
        value={value}
        checked={own}
        disabled={readOnly}
        aria-label={props['aria-label']}
        onChange={({ target }) => {
          setOwn(target.checked);
          onChange?.(target.checked, value);
        }}
      />
      <span>
        {children}
        {description ? <span className="rp-microcopy"> {description}</span> : null}
      </span>
    </label>
  );
}
export const Checkbox = (props: CheckProps) => <Check {...props} type="checkbox" />;
export const RadioButton = (props: CheckProps) => <Check {...props} type="radio" />;

export const Toggle = ({
  label,
  ...props
}: Omit<CheckProps, 'onChange'> & { readonly label: string; readonly onChange?: (checked: boolean) => void }) => (
  <Check {...props} type="checkbox">
    {label}
  </Check>
);

type ToggleGroupProps = FieldProps & {
  readonly toggleType?: 'checkboxList' | 'radioButtonList';
  readonly value?: string | readonly string[];
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly initialIsChecked?: boolean;
    readonly description?: string;
    readonly readOnly?: boolean;
  }[];
  readonly inline?: boolean;
  readonly onChange?: (value: never) => void;
};

export function ToggleGroup(props: ToggleGroupProps) {
  const {
    toggleType = 'checkboxList',
    name,
    label,
    required,
    value,
    options = [],
    inline,
    onChange,
    validationMessage,
  } = props;
  const given = value === undefined ? undefined : [value].flat();
  const [own, setOwn] = useMirrored<readonly string[]>(
    given,
    options.filter(({ initialIsChecked }) => initialIsChecked).map((option) => option.value),
  );
  const single = toggleType === 'radioButtonList';
  const change = (choice: string, checked: boolean) => {
    const next = single ? [choice] : [...own.filter((one) => one !== choice), ...(checked ? [choice] : [])];
    setOwn(next);
    onChange?.((single ? choice : next) as never);
  };
  return (
    <fieldset className={inline ? 'rp-toggles rp-row' : 'rp-toggles'}>
      <legend>
        {label}
        {required ? ' (required)' : ''}
      </legend>
      {options.map((option) => (
        <label className="rp-check" key={option.value}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={name}
            value={option.value}
            checked={own.includes(option.value)}
            disabled={option.readOnly}
            onChange={({ target }) => change(option.value, target.checked)}
          />
          <span>
            {option.label}
            {option.description ? <span className="rp-microcopy"> {option.description}</span> : null}
          </span>
        </label>
      ))}
      {validationMessage ? <div className="rp-microcopy rp-invalid">{validationMessage}</div> : null}
    </fieldset>
  );
}

type FormProps = { readonly children?: ReactNode; readonly onSubmit?: (event: object, reactions: object) => void };

export function Form({ children, onSubmit }: FormProps) {
  const overlays = useContext(OverlayContext);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const targetValue = Object.fromEntries(new FormData(event.currentTarget));
        onSubmit?.({ type: 'submit', targetValue }, reactionsOf(overlays));
      }}
    >
      {children}
    </form>
  );
}
