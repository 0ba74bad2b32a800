import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import css from './text-field.module.css';

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children'> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong, in the hint's place: nothing below the field moves. */
  readonly error?: string | null;
  readonly rows?: number;
  readonly placeholder?: string;
}

export function TextField({ label, hint, error, rows, placeholder, ...props }: TextFieldProps) {
  return (
    <AriaTextField {...props} isInvalid={Boolean(error)} validationBehavior="aria" className={css.field ?? ''}>
      <Label className={css.label ?? ''}>{label}</Label>
      {rows ? (
        <TextArea className={`${css.input} ${css.area}`} rows={rows} placeholder={placeholder} />
      ) : (
        <Input className={css.input ?? ''} placeholder={placeholder} />
      )}
      {hint && !error && (
        <Text slot="description" className={css.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={css.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}
