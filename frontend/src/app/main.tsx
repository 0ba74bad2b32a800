import '@fontsource-variable/inter/wght.css';
import '~/ui/tokens.css';
import '~/ui/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from '~/gql/api-error';
import { router } from './router';

// What the server answered is shown on the page: only defects are news for the browser's console.
function tellDefects(error: unknown) {
  if (!(error instanceof ApiError)) console.error(error);
}

const root = document.querySelector('#root');
if (root) {
  createRoot(root, { onCaughtError: tellDefects }).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}
