import { isAddress, type Addressee } from '~/lib/addresses';
import { TextField } from '~/ui/text-field';

export const mostInvitees = 100;

interface AddressFieldProps {
  readonly text: string;
  readonly people: readonly Addressee[];
  readonly onChange: (text: string) => void;
  /** Sending was tried: also what may still be being typed is judged, and an empty field. */
  readonly tried: boolean;
}

/** One address or many. What is none is named while typing, where the hint stood. */
export function AddressField({ text, people, onChange, tried }: AddressFieldProps) {
  const good = people.filter(({ email }) => isAddress(email)).length;
  const hint =
    people.length > 1
      ? `${good} ${good === 1 ? 'address' : 'addresses'}`
      : 'One or many: paste a list, or a column of a spreadsheet.';
  return (
    <TextField
      label="E-mail addresses"
      hint={hint}
      error={problemOf(tried ? people : finished(text, people), tried)}
      placeholder="ada@example.com"
      rows={people.length > 1 ? 4 : 2}
      isRequired
      autoFocus
      value={text}
      onChange={onChange}
    />
  );
}

/** Why these people cannot be invited, or null. Nobody at all counts only once sending was tried. */
export function problemOf(people: readonly Addressee[], tried: boolean): string | null {
  if (people.length > mostInvitees) return `At most ${mostInvitees} at a time: these are ${people.length}.`;
  const bad = people.map(({ email }) => email).filter((email) => !isAddress(email));
  if (bad.length > 3) return `Not an address: ${bad.slice(0, 2).join(', ')} and ${bad.length - 2} more.`;
  if (bad.length > 0) return `Not an address: ${bad.join(', ')}.`;
  return tried && people.length === 0 ? 'Enter at least one address.' : null;
}

// The last one may not be written to its end yet.
function finished(text: string, people: readonly Addressee[]): readonly Addressee[] {
  return /[\s,;]$/.test(text) ? people : people.slice(0, -1);
}
