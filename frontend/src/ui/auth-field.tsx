import { useId, useState, type InputHTMLAttributes } from 'react';
import css from './auth-field.module.css';

interface AuthFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly hint?: string;
}

/** A native field; what is wrong stands in the hint's place, so that nothing below moves. A password can be looked at. */
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
          aria-describedby={`${id}-note`}
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
      <p
        id={`${id}-note`}
        className={error ? css.error : css.hint}
        data-hinted={hint === undefined ? undefined : ''}
        aria-live="polite"
      >
        {error ?? hint}
      </p>
    </div>
  );
}
