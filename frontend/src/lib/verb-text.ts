/** A journal verb as words: `user.logged_in` reads "User logged in". */
export function verbText(verb: string): string {
  const words = verb.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
