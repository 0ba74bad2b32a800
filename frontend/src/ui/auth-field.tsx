import { useId, useState, type InputHTMLAttributes } from 'react';
import css from './auth-field.module.css';

interface AuthFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly hint?: string;
}

/** A native field with its error beside it; a password can be looked at. */
export function AuthField({ label, value, onChange, error, hint, type, ...input }: AuthFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <div className={css.box}>
        <input
          {...input}
          id={id}
          type={secret && shown ? 'text' : type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-hint ${id}-error`}
        />
        {secret && (
          <button
            type="button"
            className={css.show}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            aria-label="Show password"
          >
            {shown ? 'Hide' : 'Show'}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className={css.hint} aria-live="polite">
        {error ? null : hint}
      </p>
      <p id={`${id}-error`} className={css.error} role={error ? 'alert' : undefined}>
        {error}
      </p>
    </div>
  );
}
