import { graphql } from 'relay-runtime';

/** What the frame needs before any page: who asks, where, and what they may do. */
export const shellDocument = graphql`
  query shellQuery {
    liveCursor
    viewer {
      adminPermissions
      tenant {
        id
        name
      }
      ...topBar_viewer
      ...palette_viewer
    }
  }
`;
