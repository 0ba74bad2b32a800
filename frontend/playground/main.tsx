import './workers';
import '@fontsource-variable/inter';
// Not graphiql/style.css: it carries Monaco's fonts as data: URIs, which the page's policy refuses.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './playground.css';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { currentTheme } from '~/lib/theme';
import { examples } from './examples';
import { fetcherIn } from './fetcher';
import { readSession } from './session';
import { chooseTenant, headersFor, moveTabs } from './tenant';
import { defineThemes, editorTheme } from './themes';
import { Who } from './who';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

async function start(into: HTMLElement) {
  // A server that cannot be asked now is told by the editor's own first request.
  const [session] = await Promise.all([readSession().catch(() => undefined), defineThemes()]);
  const tenant = chooseTenant(session);
  moveTabs(tenant, session);
  const headers = headersFor(tenant);
  const theme = currentTheme();
  createRoot(into).render(
    <GraphiQL
      fetcher={fetcherIn(tenant)}
      defaultTabs={examples.map((example) => ({ ...example, headers }))}
      defaultHeaders={headers}
      defaultEditorToolsVisibility="headers"
      editorTheme={editorTheme}
      schemaDescription
      defaultTheme={theme === 'system' ? null : theme}
      shouldPersistHeaders
    >
      <GraphiQL.Logo>
        <a className="playground-home" href="/" title="To the console">
          Doorward
        </a>
        {session !== undefined && <Who session={session} tenant={tenant} />}
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}

void start(root);
