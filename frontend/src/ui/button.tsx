import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import css from './button.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className'> {
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger' | 'icon' | 'square' | 'chip';
  readonly size?: 'md' | 'lg' | 'sm';
  /** An icon that is the button's whole content needs a name for those who do not see it, and a hint for those who do. */
  readonly hint?: string;
}

export function Button({ variant = 'secondary', size = 'md', hint, ...props }: ButtonProps) {
  const button = (
    <AriaButton
      {...props}
      aria-label={props['aria-label'] ?? hint}
      className={`${css.button} ${css[variant]} ${css[size]}`}
    />
  );
  return hint ? (
    <span className={css.hinted} title={hint}>
      {button}
    </span>
  ) : (
    button
  );
}
