import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Socket, SocketState } from '~/gql/socket';

export const SocketContext = createContext<Socket | null>(null);

export function useSocketState(): SocketState {
  const socket = useContext(SocketContext);
  if (!socket) throw new Error('This component lives inside a tenant.');
  return useSyncExternalStore(socket.subscribe, socket.state);
}
