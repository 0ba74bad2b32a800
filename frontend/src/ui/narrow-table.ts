import { createContext } from 'react';

/** Whether the table around is so narrow that its rows have a third line. */
export const NarrowTable = createContext(false);
