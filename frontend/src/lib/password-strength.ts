/**
 * What to say about a password while it is chosen. Length is the only rule; beyond it the text
 * praises more length and names plain repetition, and forbids nothing.
 */
export function passwordAdvice(password: string, minimum: number): { met: boolean; text: string } {
  const length = Array.from(password).length;
  if (length === 0)
    return { met: false, text: `At least ${minimum} characters. A few words in a row are easy to remember.` };
  if (length < minimum) {
    const missing = minimum - length;
    return { met: false, text: `${missing} more ${missing === 1 ? 'character' : 'characters'} to go.` };
  }
  if (new Set(password).size < 6) return { met: true, text: 'Long enough, but it repeats itself: easy to guess.' };
  if (length >= minimum + 8) return { met: true, text: 'Strong.' };
  return { met: true, text: 'Good. Longer is better still.' };
}
