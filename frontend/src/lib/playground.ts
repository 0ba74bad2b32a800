import { useEffect, useState } from 'react';

let answer: Promise<boolean> | null = null;

/** Asked once a page: a server does not change its mind without a restart. */
function isThere(): Promise<boolean> {
  answer ??= fetch('/playground/', { method: 'HEAD' }).then(
    (response) => response.ok,
    () => {
      answer = null;
      return false;
    },
  );
  return answer;
}

/** Whether the server has a playground: whoever runs it may have switched it off. Not offered before that is known. */
export function usePlayground(): boolean {
  const [there, setThere] = useState(false);
  useEffect(() => void isThere().then(setThere), []);
  return there;
}
